import { expect, test } from "vitest";
import { goalsTable } from "../../../bench/report/goals.mjs";
import { page } from "../../../bench/report/page.mjs";
import { plot } from "../../../bench/report/plot.mjs";
import { number, times } from "../../../bench/report/table.mjs";

const row = (environment: string, name: string, job: string, median: number) => ({
  ...{ environment, name, version: "1.0", job },
  ...{ median, low: median, high: median, structured: job === "route" ? undefined : 100 },
});

const results = {
  machine: ["a machine"],
  corpus: [{ name: "invite", bytes: 1100 }],
  effort: { rounds: 3, sampleMs: 5, warmUpMs: 5 },
  rows: [
    row("native", "sip-wasm", "route", 1),
    row("native", "sofia-sip", "route", 3),
    row("node", "sip-wasm", "route", 2),
    row("node", "sip.js", "route", 1500),
    row("node", "sip-wasm", "objects", 10),
    row("node", "sip.js", "full", 1650),
  ],
  cold: [],
  memory: [],
};

test("The page gives ratios to this package, before the times", () => {
  const text = page(results);
  expect(text).toContain("| route | 750 × | 2 | 1,500 |");
  expect(text).toContain("| full | 165 × | 10 | 1,650 |");
});

test("The goals say which were reached, and leave out what was not measured", () => {
  const text = goalsTable(results);
  expect(text).toContain("| Node: route against native sofia-sip's | 0.667 | at most 1 | yes |");
  expect(text).toContain("| at least 120 × | yes |");
  expect(text).not.toContain("Chromium");
});

test("The plot is an image with a bar for everybody who took part", () => {
  const svg = plot(results);
  expect(svg).toMatch(/^<svg [^>]*xmlns=/);
  expect(svg.match(/class="(ours|other)"/g)).toHaveLength(results.rows.length);
  expect(svg).not.toMatch(/NaN|undefined/);
});

test("Numbers are written with three figures", () => {
  expect([0.9612, 2.934, 168.2, 1648.4].map(number)).toEqual(["0.961", "2.93", "168", "1,648"]);
  expect([0.25, 2.16, 39.6, 1340].map(times)).toEqual(["0.25 ×", "2.2 ×", "40 ×", "1,340 ×"]);
});
