// The running time of a call.

/** Milliseconds as `m:ss`, or `h:mm:ss` from an hour on. */
export function formatDuration(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (n: number) => String(n).padStart(2, "0");
  const minutes = Math.floor(seconds / 60) % 60;
  const hours = Math.floor(seconds / 3600);
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
}

export class CallTimer {
  private startedAt: number | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly element: HTMLElement) {}

  /** Shows the time since `startedAt` (as of `performance.now()`); undefined stops the clock. */
  run(startedAt: number | undefined): void {
    if (startedAt === this.startedAt) return;
    clearTimeout(this.timer);
    this.startedAt = startedAt;
    if (startedAt !== undefined) this.tick(startedAt);
  }

  /** Empties the display. */
  clear(): void {
    this.run(undefined);
    this.element.textContent = "";
  }

  private tick(startedAt: number): void {
    const elapsed = performance.now() - startedAt;
    this.element.textContent = formatDuration(elapsed);
    this.timer = setTimeout(() => this.tick(startedAt), 1000 - (elapsed % 1000));
  }
}
