// What the message layer is held to, and what the run says to it.

import { medianOf } from "./results.mjs";
import { number, table, times } from "./table.mjs";

/** `limit` is the most that `value` may be, or the least where `atLeast` is set. */
function goalsOf(results) {
  const sofia = (job) => medianOf(results, "native", "sofia-sip", job);
  const ours = (environment, job) => medianOf(results, environment, "sip-wasm", job);
  const goals = [
    ["native route against sofia-sip's", ours("native", "route") / sofia("route"), 1],
    ["native full against sofia-sip's", ours("native", "full") / sofia("full"), 1],
    ["wasm route against native", ours("wasm", "route") / ours("native", "route"), 2],
    ["wasm full against native", ours("wasm", "full") / ours("native", "full"), 2],
  ];
  for (const environment of ["node", "chromium"]) {
    const peer = (name, job) => medianOf(results, environment, name, job);
    const where = environment === "node" ? "Node" : "Chromium";
    goals.push(
      [
        `${where}: route against native sofia-sip's`,
        ours(environment, "route") / sofia("route"),
        1,
      ],
      [
        `${where}: full, values on demand, against native sofia-sip's`,
        ours(environment, "full") / sofia("full"),
        6 / 2.9,
      ],
      [
        `${where}: sip.js's full against all values as objects`,
        peer("sip.js", "full") / ours(environment, "objects"),
        120,
        "at least",
      ],
      [
        `${where}: jssip's full against all values as objects`,
        peer("jssip", "full") / ours(environment, "objects"),
        14,
        "at least",
      ],
      ...buildGoals(where, environment, ours, peer, sofia),
    );
    const cold = (name) =>
      results.cold.find((row) => row.environment === environment && row.name === name)?.median;
    goals.push([`${where}: first INVITE against sip.js's`, cold("sip-wasm") / cold("sip.js"), 0.1]);
  }
  goals.push(...memoryGoals(results));
  return goals.filter(([, value]) => Number.isFinite(value));
}

/** 4 µs where sip.js takes 24, jssip 17.5, ringcentral-web-phone 4.8 and sofia-sip 2.9. */
function buildGoals(where, environment, ours, peer, sofia) {
  const own = ours(environment, "build");
  return [
    [`${where}: sip.js's build against ours`, peer("sip.js", "build") / own, 24 / 4, "at least"],
    [`${where}: jssip's build against ours`, peer("jssip", "build") / own, 17.5 / 4, "at least"],
    [
      `${where}: build against ringcentral-web-phone's`,
      own / peer("ringcentral-web-phone", "build"),
      4 / 4.8,
    ],
    [`${where}: build against native sofia-sip's`, own / sofia("build"), 4 / 2.9],
  ];
}

/** Growth that is the noise of the collector: a message kept by mistake would be a hundred times as much. */
const heapNoise = 20; // bytes per message

function memoryGoals({ memory }) {
  return memory
    .filter(({ name }) => name === "sip-wasm")
    .flatMap(({ messages, heapGrowth, wasmGrowth }) => [
      ["growth of wasm memory, bytes per message", wasmGrowth / messages, 0],
      ["growth of the JavaScript heap, bytes per message", heapGrowth / messages, heapNoise],
    ]);
}

/** A table of those goals that the run could measure; empty where there are none. */
export function goalsTable(results) {
  const goals = goalsOf(results);
  if (goals.length === 0) return "";
  return table([
    ["goal", "measured", "wanted", "reached"],
    ...goals.map(([about, value, limit, atLeast]) => [
      about,
      atLeast ? times(value) : number(value),
      atLeast ? `at least ${times(limit)}` : `at most ${number(limit)}`,
      (atLeast ? value >= limit : value <= limit) ? "yes" : "**no**",
    ]),
  ]);
}
