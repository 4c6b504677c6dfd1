// What one phone lets its user hear and see of the sound: the other side's voice, and the plot.
import type { Call } from "./call.js";
import { kFloorDb, LevelMeter, type Levels, toDecibels } from "./level-meter.js";
import { LevelPlot } from "./level-plot.js";
import { part, setText } from "./parts.js";

const kReadingMs = 100;
/** Numbers that change ten times a second cannot be read. */
const kReadingsPerNumber = 5;

export class Sound {
  private readonly audio: HTMLAudioElement;
  private readonly plot: LevelPlot;
  private readonly sentText: HTMLElement;
  private readonly receivedText: HTMLElement;
  private readonly meter = new LevelMeter();
  private call: Call | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readings = 0;

  /** `onBlocked` is called when the browser does not play sound before a click on the page. */
  constructor(
    root: ParentNode,
    private readonly onBlocked: () => void,
  ) {
    this.audio = part(root, "audio", HTMLAudioElement);
    this.plot = new LevelPlot(part(root, "plot", HTMLCanvasElement));
    this.sentText = part(root, "sent", HTMLElement);
    this.receivedText = part(root, "received", HTMLElement);
  }

  get speakerOn(): boolean {
    return !this.audio.muted;
  }

  set speakerOn(on: boolean) {
    this.audio.muted = !on;
    if (on && this.audio.srcObject) this.start();
  }

  /** Follows a call from its first media to its end; the same call again changes nothing. */
  follow(call: Call | undefined): void {
    if (call?.state === "talking") this.play(call.remoteStream);
    if (call?.state === "ended") this.stop();
    if (call === this.call) return;
    this.call = call;
    this.plot.clear();
    clearTimeout(this.timer);
    if (call) void this.measure(call);
  }

  private play(stream: MediaStream | undefined): void {
    if (!stream || this.audio.srcObject === stream) return;
    this.audio.srcObject = stream;
    this.start();
  }

  private start(): void {
    this.audio.play().catch((error: DOMException) => {
      if (error.name === "NotAllowedError") this.onBlocked();
    });
  }

  private stop(): void {
    this.audio.srcObject = null;
    setText(this.sentText, "");
    setText(this.receivedText, "");
  }

  private async measure(call: Call): Promise<void> {
    if (call !== this.call || call.state === "ended") return;
    if (call.peerConnection && call.state === "talking") {
      // A connection that closes meanwhile has no statistics, and no more sound either.
      const levels = await this.meter.read(call.peerConnection).catch(() => undefined);
      if (levels && call.state === "talking") this.show(levels);
    }
    this.timer = setTimeout(() => void this.measure(call), kReadingMs);
  }

  private show(levels: Levels): void {
    this.plot.push(levels);
    if (this.readings++ % kReadingsPerNumber !== 0) return;
    setText(this.sentText, decibelText(levels.sent));
    setText(this.receivedText, decibelText(levels.received));
  }
}

function decibelText(level: number): string {
  const decibels = Math.round(toDecibels(level));
  return decibels > kFloorDb ? `${decibels} dB`.replace("-", "−") : "silent";
}
