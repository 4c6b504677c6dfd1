// The browser of these tests: Debian's Chromium, with a microphone that beeps.
import { type BrowserServer, chromium } from "playwright-core";
import { findChromium } from "../../../scripts/lib/chromium.mjs";

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

export function launchChromium(): Promise<BrowserServer> {
  return chromium.launchServer({
    executablePath: findChromium(),
    headless: true,
    args: kArguments,
  });
}
