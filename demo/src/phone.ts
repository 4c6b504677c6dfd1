// One phone: its line to the server and at most one call. Knows nothing of the page; the view
// reads its members whenever `onChange` is called.
import { type Invitation, UserAgent } from "sip-wasm";
import { Call, type CallListener } from "./call.js";
import { reasonOfError } from "./end-reason.js";
import { Line, type LineState } from "./line.js";
import type { PhoneSettings } from "./settings.js";
import { Voice } from "./voice.js";
import type { WireListener } from "./wire-tap.js";

export interface PhoneOptions {
  /** The name on the phone, sent as display name. */
  name: string;
  settings: PhoneSettings;
  iceServers?: RTCIceServer[] | undefined;
  onWire: WireListener;
}

export class Phone {
  /** Something that a view shows has changed. */
  onChange: () => void = () => undefined;
  /** A key was pressed, here or (by INFO) on the other side. */
  onTone: (tone: string, from: "here" | "there") => void = () => undefined;

  private readonly voice = new Voice(() => this.settings_.voice);
  private line: Line | undefined;
  private changing: Promise<void> = Promise.resolve();
  private lineState_: LineState = { kind: "off" };
  private call_: Call | undefined;
  private trouble_ = "";
  private settings_: PhoneSettings;

  constructor(private readonly options: PhoneOptions) {
    this.settings_ = options.settings;
  }

  get name(): string {
    return this.options.name;
  }

  get settings(): Readonly<PhoneSettings> {
    return this.settings_;
  }

  get lineState(): LineState {
    return this.lineState_;
  }

  /** The call, or the last one when it has ended; undefined before the first. */
  get call(): Call | undefined {
    return this.call_;
  }

  get inCall(): boolean {
    return this.call_ !== undefined && this.call_.state !== "ended";
  }

  /** What went wrong last, as a sentence; empty when nothing did or `clearTrouble()` was called. */
  get trouble(): string {
    return this.trouble_;
  }

  /** Begins to connect and register with the settings as they are; `lineState` tells how it goes. */
  connect(): void {
    try {
      const line: Line = new Line({
        settings: this.settings_,
        displayName: this.name,
        iceServers: this.options.iceServers,
        mediaStreamFactory: this.voice.stream,
        onState: (state) => {
          if (line === this.line) this.onLine(state);
        },
        onInvite: (invitation) => this.onInvite(invitation),
        onWire: this.options.onWire,
      });
      this.line = line;
      void line.start();
    } catch (error) {
      this.report(reasonOfError(error));
    }
  }

  /** Takes new settings: leaves the old server, with any call, and goes to the new one. */
  configure(settings: PhoneSettings): void {
    this.settings_ = settings;
    this.trouble_ = "";
    this.onChange();
    // One change after the other: two that overlap would leave a line that nobody holds.
    this.changing = this.changing.then(() => this.disconnect()).then(() => this.connect());
  }

  /** Hangs up, unregisters and disconnects. */
  async disconnect(): Promise<void> {
    if (this.inCall) this.call_?.hangUp();
    const { line } = this;
    await line?.stop();
    this.line = undefined;
  }

  /** Tries again now what the line would try later, or what the server refused. */
  retry(): void {
    void this.line?.retryNow();
  }

  /** Calls a user of the own domain, `user@domain`, or a whole SIP address. */
  dial(text: string): void {
    const userAgent = this.line?.userAgent;
    if (!userAgent || this.inCall) return;
    const target = UserAgent.makeURI(addressOf(text, this.settings_.domain));
    if (!target) {
      this.report(`“${text}” is not an address that can be called.`);
    } else if (!userAgent.isConnected()) {
      this.report("There is no connection to the server.");
    } else {
      this.trouble_ = "";
      this.adopt((listener) => Call.dial(userAgent, target, listener));
    }
  }

  answer(): void {
    this.trouble_ = "";
    this.call_?.answer();
  }

  hangUp(): void {
    this.call_?.hangUp();
  }

  toggleHold(): void {
    const call = this.call_;
    if (call) void call.hold(!call.heldHere);
  }

  toggleMute(): void {
    this.call_?.mute(!this.call_.muted);
  }

  /** Sends a key of the pad into the call. */
  pressKey(tone: string): void {
    if (this.call_?.sendTone(tone, this.settings_.dtmf)) this.onTone(tone, "here");
    else this.report(`The key ${tone} could not be sent.`);
  }

  /** Sets `trouble`. */
  report(message: string): void {
    this.trouble_ = message;
    this.onChange();
  }

  clearTrouble(): void {
    this.trouble_ = "";
    this.onChange();
  }

  private onInvite(invitation: Invitation): void {
    if (this.inCall) {
      // RFC 3261 §21.4.24: this phone has one line, and it is taken.
      void invitation.reject({ statusCode: 486 });
      return;
    }
    this.trouble_ = "";
    this.adopt((listener) => Call.incoming(invitation, listener));
  }

  private adopt(make: (listener: CallListener) => Call): void {
    this.call_ = make({
      onChange: () => this.onCall(),
      onTone: (tone) => this.onTone(tone, "there"),
      onTrouble: (message) => this.report(message),
    });
    this.onChange();
  }

  private onCall(): void {
    if (this.call_?.state === "ended") this.voice.release();
    this.onChange();
  }

  private onLine(state: LineState): void {
    const cameBack = state.kind === "registered" && this.lineState_.kind === "registering";
    this.lineState_ = state;
    // The server knows this phone by its new connection; the other side of a call has to learn it.
    if (cameBack) this.call_?.refreshTarget();
    this.onChange();
  }
}

function addressOf(text: string, domain: string): string {
  const target = text.trim();
  if (/^sips?:/i.test(target)) return target;
  return target.includes("@") ? `sip:${target}` : `sip:${target}@${domain}`;
}
