// The main thread's time on the processor, so that other programs on the machine, and the engine's helper threads, do not count.
import { existsSync, readFileSync } from "node:fs";

const statistics = "/proc/self/schedstat"; // of the process's main thread, which is the one that asks

const cell = new Int32Array(new SharedArrayBuffer(4));

function onLinux() {
  // The kernel brings the count up to date when the thread gives the processor away.
  Atomics.wait(cell, 0, 0, 0.001);
  return Number(readFileSync(statistics, "latin1").split(" ")[0]);
}

/** Nanoseconds from some start; elsewhere than on Linux those of the wall clock. */
export const cpuNanoseconds = existsSync(statistics) ? onLinux : () => performance.now() * 1e6;
