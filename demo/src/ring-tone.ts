// The sound of a ringing phone, made with WebAudio: two tones, a second of ring in every three.

const kTonesHz = [440, 480];
const kRingSeconds = 1;
const kPeriodSeconds = 3;
const kLoudness = 0.06;

export class RingTone {
  private context: AudioContext | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;

  /** Rings until `stop()`; when the browser wants a click on the page first, from then on. */
  start(): void {
    if (this.context) return;
    const context = new AudioContext();
    this.context = context;
    context.resume().then(
      () => {
        if (this.context !== context) return;
        ringOnce(context);
        this.timer = setInterval(() => ringOnce(context), kPeriodSeconds * 1000);
      },
      () => undefined, // closed by stop() before it could run
    );
  }

  stop(): void {
    clearInterval(this.timer);
    void this.context?.close();
    this.context = undefined;
  }
}

function ringOnce(context: AudioContext): void {
  const gain = context.createGain();
  gain.connect(context.destination);
  // Short slopes, or the ear hears a click at both ends.
  const now = context.currentTime;
  gain.gain.setValueAtTime(0, now);
  gain.gain.linearRampToValueAtTime(kLoudness, now + 0.03);
  gain.gain.setValueAtTime(kLoudness, now + kRingSeconds - 0.05);
  gain.gain.linearRampToValueAtTime(0, now + kRingSeconds);
  for (const hz of kTonesHz) {
    const oscillator = context.createOscillator();
    oscillator.frequency.value = hz;
    oscillator.connect(gain);
    oscillator.start(now);
    oscillator.stop(now + kRingSeconds);
  }
}
