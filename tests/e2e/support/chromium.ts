// The browser of these tests: Debian's Chromium, with a microphone that beeps.
import { accessSync, constants } from "node:fs";
import path from "node:path";
import { type BrowserServer, chromium } from "playwright-core";

const kPrograms = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

const kArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A microphone that is granted to every page and beeps.
  "--use-fake-ui-for-media-stream",
  "--use-fake-device-for-media-stream",
  "--autoplay-policy=no-user-gesture-required",
  // ICE on loopback, with addresses instead of mDNS names that nobody here resolves.
  "--allow-loopback-in-peer-connection",
  "--disable-features=WebRtcHideLocalIpsWithMdns",
  // Two pages talk to each other, so one of them is always in the background.
  "--disable-background-timer-throttling",
  "--disable-renderer-backgrounding",
];

/** The program named by the environment variable CHROMIUM, or else the first on PATH. */
export function findChromium(): string {
  const named = process.env.CHROMIUM;
  if (named) return named;
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  for (const program of kPrograms) {
    const found = folders.map((folder) => path.join(folder, program)).find(isExecutable);
    if (found) return found;
  }
  throw new Error("Chromium is not installed: apt-get install chromium-headless-shell");
}

export function launchChromium(): Promise<BrowserServer> {
  return chromium.launchServer({
    executablePath: findChromium(),
    headless: true,
    args: kArguments,
  });
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
