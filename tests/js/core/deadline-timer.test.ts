import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { DeadlineTimer } from "../../../js/src/core/deadline-timer.js";

const fake = { toFake: ["setTimeout", "clearTimeout", "performance"] as const };
const longestMs = 0x7fffffff;

function makeTimer(): { timer: DeadlineTimer; due: Array<number> } {
  const due: Array<number> = [];
  return { timer: new DeadlineTimer((nowMs) => due.push(nowMs)), due };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: [...fake.toFake] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a deadline timer", () => {
  test("fires once, at its deadline", () => {
    const { timer, due } = makeTimer();
    timer.arm(performance.now() + 100);
    vi.advanceTimersByTime(99);
    expect(due).toEqual([]);
    vi.advanceTimersByTime(1000);
    expect(due).toEqual([100]);
  });

  test("is moved by another deadline and stopped by none", () => {
    const { timer, due } = makeTimer();
    timer.arm(100);
    timer.arm(50);
    timer.arm(200);
    vi.advanceTimersByTime(150);
    expect(due).toEqual([]);
    timer.arm(-1);
    vi.advanceTimersByTime(1000);
    expect(due).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("asks for no second timer for the same deadline", () => {
    const { timer } = makeTimer();
    const setTimeout = vi.spyOn(globalThis, "setTimeout");
    for (let i = 0; i < 3; i++) timer.arm(100);
    expect(setTimeout).toHaveBeenCalledTimes(1);
  });

  test("counts as due when it fires, though the clock stands still", () => {
    vi.useRealTimers();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { timer, due } = makeTimer();
    const deadline = performance.now() + 60_000;
    timer.arm(deadline);
    vi.advanceTimersByTime(60_000);
    expect(due).toEqual([deadline]);
  });

  test("is armed again with the real setTimeout once a fake one is taken away", () => {
    const { timer, due } = makeTimer();
    timer.arm(performance.now() + 10);
    vi.useRealTimers();
    const deadline = performance.now() + 5;
    timer.arm(deadline);
    return new Promise<void>((resolve) => {
      setTimeout(() => {
        expect(due.length).toBe(1);
        expect(due[0]).toBeGreaterThanOrEqual(deadline);
        resolve();
      }, 30);
    });
  });

  test("is armed again when its deadline has passed and it never fired", () => {
    const { timer, due } = makeTimer();
    timer.arm(100);
    vi.clearAllTimers();
    vi.setSystemTime(500);
    vi.advanceTimersByTime(500);
    expect(due).toEqual([]);
    timer.arm(100);
    vi.advanceTimersByTime(0);
    expect(due).toEqual([500]);
  });

  test("waits in parts for what setTimeout cannot wait for at once", () => {
    const { timer, due } = makeTimer();
    timer.arm(longestMs * 2);
    vi.advanceTimersByTime(longestMs);
    // Not due yet: the time is told as it is, and the owner arms the timer anew.
    expect(due).toEqual([longestMs]);
  });
});
