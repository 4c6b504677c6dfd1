import { expect, test } from "vitest";
import { takeTurns } from "../../../bench/run/rounds.mjs";
import { summary } from "../../../bench/run/statistics.mjs";

/** Takes so many nanoseconds for a pass, and writes down when it was asked. */
function contender(name: string, nsPerPass: number, log: Array<string>) {
  return {
    ask(_command: string, _job: string, passes: number): Promise<number> {
      log.push(name);
      return Promise.resolve(nsPerPass * passes);
    },
  };
}

const effort = { rounds: 6, sampleMs: 5, warmUpMs: 10 };

test("A result is microseconds for each message", async () => {
  const entries = [
    { contender: contender("quick", 30_000, []), job: "route" },
    { contender: contender("slow", 90_000_000, []), job: "route" },
  ];
  const [quick, slow] = await takeTurns(entries, effort, 15);
  expect(quick).toEqual({ median: 2, low: 2, high: 2 });
  expect(slow).toEqual({ median: 6000, low: 6000, high: 6000 });
});

test("In every round each contender has one sample, and nobody is always the first", async () => {
  const log: Array<string> = [];
  const entries = ["a", "b", "c"].map((name) => ({
    contender: contender(name, 10_000_000, log),
    job: "route",
  }));
  await takeTurns(entries, effort, 15);
  const rounds = log.slice(-effort.rounds * entries.length);
  const firsts = new Set<string | undefined>();
  for (let at = 0; at < rounds.length; at += entries.length) {
    const round = rounds.slice(at, at + entries.length);
    expect([...round].sort()).toEqual(["a", "b", "c"]);
    firsts.add(round[0]);
  }
  expect(firsts.size).toBe(3);
});

test("A median is the middle value, or lies between the two in the middle", () => {
  expect(summary([9, 1, 5]).median).toBe(5);
  expect(summary([4, 1, 2, 100]).median).toBe(3);
  expect(summary([10, 20, 30, 40, 50])).toEqual({ median: 30, low: 20, high: 40 });
});
