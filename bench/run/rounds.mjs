// Lets contenders take turns: in every round each does its job for one sample, so that whatever else the machine does hits all
// alike.
import { summary } from "./statistics.mjs";

const longestWarmUp = 5; // times the usual one

/**
 * @param {Array<{ contender: object, job: string }>} entries
 * @param {object} effort
 * @param {number} effort.rounds
 * @param {number} effort.sampleMs How long a sample takes at least.
 * @param {number} effort.warmUpMs How long each runs before, so that its code is compiled.
 * @param {number} messages How many there are in the corpus.
 * @returns Microseconds per message, in the order of the entries: { median, low, high }.
 */
export async function takeTurns(entries, { rounds, sampleMs, warmUpMs }, messages) {
  const turns = [];
  for (const entry of entries) {
    turns.push({ ...entry, passes: await passesFor(entry, sampleMs, warmUpMs), samples: [] });
  }
  for (let round = 0; round < rounds; round++) {
    // From another one each time, so that nobody always follows the same.
    for (let at = 0; at < turns.length; at++) {
      const turn = turns[(at + round) % turns.length];
      const ns = await turn.contender.ask("sample", turn.job, turn.passes);
      turn.samples.push(ns / turn.passes / messages / 1000);
    }
  }
  return turns.map(({ samples }) => summary(samples));
}

/**
 * Warms the job up until it gets no faster any more, and says how many passes over the corpus fill a sample. A compiler that works
 * on another thread may be a long time in coming on a busy machine.
 */
async function passesFor({ contender, job }, sampleMs, warmUpMs) {
  let passes = 1;
  let spentMs = 0;
  let bestMs = Number.POSITIVE_INFINITY; // of a pass
  for (;;) {
    const ms = (await contender.ask("sample", job, passes)) / 1e6;
    spentMs += ms;
    const gotFaster = ms / passes < bestMs * 0.95;
    bestMs = Math.min(bestMs, ms / passes);
    const isWarm = spentMs >= warmUpMs && (!gotFaster || spentMs >= longestWarmUp * warmUpMs);
    if (isWarm && ms >= sampleMs) return passes;
    if (ms < sampleMs) {
      passes = Math.ceil(passes * Math.min(8, 1.2 * (sampleMs / Math.max(ms, 0.01))));
    }
  }
}
