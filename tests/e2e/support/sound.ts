// Expectations about the sound of a call, from what getStats counted between two moments. Chromium's
// fake microphone beeps, so a window must be long enough to hold a beep.
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import type { MediaTotals } from "./pages/media.js";
import type { PageCall } from "./phone-page.js";

const kWindowMs = 700;
const kTries = 14;
/** 50 packets a second are usual; a third of them is sound beyond doubt. */
const kPacketsPerWindow = 12;
/** A window with a beep gains a hundred times this; the noise of silence a hundredth. */
const kAudibleEnergy = 1e-3;

export type Gain = Omit<MediaTotals, "connectionState" | "direction">;

/** What a call's totals gained in `ms` milliseconds. */
export async function gain(call: PageCall, ms = kWindowMs): Promise<Gain> {
  const before = await call.media();
  await sleep(ms);
  const after = await call.media();
  if (!before || !after) throw new Error(`${call.phone.user} has no media`);
  return {
    packetsSent: after.packetsSent - before.packetsSent,
    packetsReceived: after.packetsReceived - before.packetsReceived,
    energySent: after.energySent - before.energySent,
    energyReceived: after.energyReceived - before.energyReceived,
  };
}

export function isHearing(gained: Gain): boolean {
  return gained.packetsReceived >= kPacketsPerWindow && gained.energyReceived > kAudibleEnergy;
}

export function isDeaf(gained: Gain): boolean {
  return gained.energyReceived < kAudibleEnergy / 10;
}

/** Fails unless both ends come to hear each other within some seconds. */
export async function expectSoundBothWays(one: PageCall, other: PageCall): Promise<void> {
  await expectWindows([one, other], (gains) => gains.every(isHearing), "both ends hear each other");
}

/** Fails unless this end comes to hear the other within some seconds. */
export async function expectHears(call: PageCall): Promise<void> {
  await expectWindows([call], (gains) => gains.every(isHearing), `${call.phone.user} hears`);
}

/** Fails unless this end comes to hear nothing within some seconds, for a whole window. */
export async function expectSilence(call: PageCall): Promise<void> {
  await expectWindows([call], (gains) => gains.every(isDeaf), `${call.phone.user} hears nothing`);
}

async function expectWindows(
  calls: PageCall[],
  holds: (gains: Gain[]) => boolean,
  what: string,
): Promise<void> {
  let gains: Gain[] = [];
  for (let i = 0; i < kTries; i++) {
    gains = await Promise.all(calls.map((call) => gain(call)));
    if (holds(gains)) return;
  }
  expect.fail(`${what}: never in ${kTries} windows; last ${JSON.stringify(gains)}`);
}
