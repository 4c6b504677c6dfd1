// The one timer of a core. Everything that waits inside it waits for this.
import { now } from "./clock.js";

/** The longest time that setTimeout can wait, in milliseconds. */
const longestWaitMs = 0x7fffffff;

interface Armed {
  readonly deadlineMs: number;
  /** The function that armed it, and the one that belongs to it. */
  readonly setTimeout: typeof setTimeout;
  readonly clear: () => void;
}

export class DeadlineTimer {
  private armed: Armed | undefined;

  /** @param onDue - Told the time as the core should see it: see {@link DeadlineTimer.arm}. */
  constructor(private readonly onDue: (nowMs: number) => void) {}

  /**
   * Waits for a moment on the clock, below zero for none. Asked again for the same moment it does nothing, unless that
   * has passed without the timer firing or setTimeout is another function than before: a fake clock that an application
   * took away took the timer with it.
   *
   * A timer that fires is due whatever the clock says (fake timers fire while the clock stands still), so `onDue` gets
   * the later of the two.
   */
  arm(deadlineMs: number): void {
    if (this.armed?.deadlineMs === deadlineMs && !isLost(this.armed)) return;
    this.clear();
    if (deadlineMs < 0) return;
    // Looked up when used: an application's fake timers must be able to reach it.
    const { setTimeout, clearTimeout } = globalThis;
    const waitMs = Math.max(0, deadlineMs - now());
    const wholeWait = waitMs <= longestWaitMs;
    const handle = setTimeout(
      () => {
        if (this.armed !== armed) return;
        this.armed = undefined;
        this.onDue(wholeWait ? Math.max(now(), deadlineMs) : now());
      },
      Math.min(waitMs, longestWaitMs),
    );
    const armed: Armed = { deadlineMs, setTimeout, clear: () => clearTimeout(handle) };
    this.armed = armed;
  }

  clear(): void {
    this.armed?.clear();
    this.armed = undefined;
  }
}

function isLost(armed: Armed): boolean {
  return armed.setTimeout !== globalThis.setTimeout || now() > armed.deadlineMs;
}
