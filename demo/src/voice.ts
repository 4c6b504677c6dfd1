// Where a phone's voice comes from: the microphone, or a melody for machines that have none.
import type { VoiceSource } from "./settings.js";

/** C major, up and down, in hertz. */
const kMelodyHz = [262, 330, 392, 523, 392, 330];
const kNoteSeconds = 0.4;
const kPeak = 0.25;

/** One phone's source of voice; each call opens a stream of its own and closes it. */
export class Voice {
  private readonly open = new Map<MediaStream, AudioContext>();

  constructor(private readonly source: () => VoiceSource) {}

  /** A media stream factory for the session description handler. Rejects as getUserMedia does. */
  readonly stream = (constraints: MediaStreamConstraints): Promise<MediaStream> => {
    if (this.source() === "melody") return Promise.resolve(this.melody());
    if (!navigator.mediaDevices) {
      // Absent from pages that did not come over https or from localhost.
      return Promise.reject(
        new Error("The browser gives the microphone only to pages from https or localhost."),
      );
    }
    return navigator.mediaDevices.getUserMedia(constraints);
  };

  /** Ends the melodies that were opened; microphones are closed by the call itself. */
  release(): void {
    for (const context of this.open.values()) void context.close();
    this.open.clear();
  }

  private melody(): MediaStream {
    const context = new AudioContext();
    const loop = context.createBufferSource();
    loop.buffer = renderMelody(context);
    loop.loop = true;
    const sink = context.createMediaStreamDestination();
    loop.connect(sink);
    loop.start();
    this.open.set(sink.stream, context);
    return sink.stream;
  }
}

function renderMelody(context: AudioContext): AudioBuffer {
  const noteLength = Math.round(context.sampleRate * kNoteSeconds);
  const buffer = context.createBuffer(1, noteLength * kMelodyHz.length, context.sampleRate);
  const samples = buffer.getChannelData(0);
  kMelodyHz.forEach((hz, note) => {
    for (let i = 0; i < noteLength; i++) {
      const t = i / context.sampleRate;
      const attack = Math.min(1, t / 0.02);
      const decay = Math.exp(-5 * t);
      samples[note * noteLength + i] = kPeak * attack * decay * Math.sin(2 * Math.PI * hz * t);
    }
  });
  return buffer;
}
