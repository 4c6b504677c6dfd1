// The browser of the tests and the benchmarks: Debian's Chromium, or what the environment names.
import { Failure, which } from "./run.mjs";

const programs = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

/** The program named by the environment variable CHROMIUM, or else the first on PATH. */
export function findChromium() {
  const found = process.env.CHROMIUM || programs.map(which).find(Boolean);
  if (found) return found;
  throw new Failure("Chromium is not installed: apt-get install chromium-headless-shell");
}
