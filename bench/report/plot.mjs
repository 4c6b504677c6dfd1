// The run as a picture: a bar for each contender of each job, on a logarithmic scale, with the ratio to ours at its end.
import { fullJobOf, jobs } from "../run/jobs.mjs";
import { number, times } from "./table.mjs";

const ours = "sip-wasm";

const layout = { width: 860, barsAt: 250, barsEnd: 700, row: 20, bar: 13, margin: 16 };

const titles = {
  route: "route: method or status, branch, tags, Call-ID, CSeq",
  full: "full: every header structured, and the body",
  build: "build: from fields to text",
};

const places = { native: "native", node: "Node", chromium: "Chromium" };

/** Plain text in an SVG must not hold these. */
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

/** The bars of a job: within each environment the quickest first. */
function barsOf(results, { names }) {
  const rows = results.rows.filter(
    ({ environment, job }) => places[environment] && names.includes(job),
  );
  return Object.keys(places).flatMap((environment) => {
    const here = rows.filter((row) => row.environment === environment);
    // What the others make is objects, so that is what they are compared with.
    const own = here.find(
      ({ name, job }) =>
        name === ours &&
        job ===
          (names.includes("objects") && environment !== "native" ? fullJobOf(ours) : names[0]),
    );
    return here
      .map((row) => ({
        label: labelOf(row),
        environment,
        isOurs: row.name === ours,
        median: row.median,
        ratio: own && row.name !== ours ? row.median / own.median : undefined,
      }))
      .sort((a, b) => a.median - b.median);
  });
}

function labelOf({ name, environment, job }) {
  if (environment === "native") return name;
  // It structures nothing.
  if (name === "ringcentral-web-phone" && job === "full") return `${name}, text only`;
  if (name !== ours) return name;
  return `${name}${{ objects: ", all as objects", full: ", on demand" }[job] ?? ""}`;
}

function scale(bars) {
  const medians = bars.map(({ median }) => median);
  const low = Math.floor(Math.log10(Math.min(...medians)) - 0.2);
  const high = Math.ceil(Math.log10(Math.max(...medians)));
  const perDecade = (layout.barsEnd - layout.barsAt) / (high - low);
  return {
    x: (value) => layout.barsAt + (Math.log10(value) - low) * perDecade,
    decades: Array.from({ length: high - low + 1 }, (_, at) => 10 ** (low + at)),
  };
}

function barLines(bar, x, y, isFirstOfItsPlace) {
  const middle = y + layout.bar - 3;
  const end = x(bar.median);
  const value = `${number(bar.median)} µs`;
  const label = bar.ratio === undefined ? value : `${times(bar.ratio)}  (${value})`;
  return [
    isFirstOfItsPlace
      ? `<text x="${layout.margin}" y="${middle}" class="place">${places[bar.environment]}</text>`
      : "",
    `<text x="${layout.barsAt - 8}" y="${middle}" class="name">${escaped(bar.label)}</text>`,
    `<rect x="${layout.barsAt}" y="${y}" width="${(end - layout.barsAt).toFixed(1)}" height="${layout.bar}" class="${bar.isOurs ? "ours" : "other"}"/>`,
    `<text x="${(end + 6).toFixed(1)}" y="${middle}">${label}</text>`,
  ].filter(Boolean);
}

function panel(results, job, { x, decades }, top) {
  const lines = [
    `<text x="${layout.margin}" y="${top + 16}" class="title">${titles[job.title]}</text>`,
  ];
  let y = top + 30;
  const firstY = y;
  let place;
  for (const bar of barsOf(results, job)) {
    if (place && place !== bar.environment) y += 8;
    lines.push(...barLines(bar, x, y, place !== bar.environment));
    place = bar.environment;
    y += layout.row;
  }
  const grid = decades.map((value) => {
    const at = x(value).toFixed(1);
    return `<line x1="${at}" y1="${firstY - 4}" x2="${at}" y2="${y}"/><text x="${at}" y="${y + 12}" class="tick">${value >= 1000 ? `${value / 1000} ms` : `${value} µs`}</text>`;
  });
  return { lines: [...grid, ...lines], bottom: y + 30 };
}

const style = `
  text { font: 12px system-ui, sans-serif; fill: #222; }
  .title { font-weight: 600; font-size: 14px; }
  .place { font-weight: 600; fill: #555; }
  .name { text-anchor: end; }
  .tick { text-anchor: middle; fill: #777; font-size: 10px; }
  line { stroke: #ddd; }
  .ours { fill: #0b7a4b; }
  .other { fill: #9aa5b1; }`;

/** @returns {string} */
export function plot(results) {
  const measured = jobs.filter((job) => barsOf(results, job).length > 0);
  const axis = scale(measured.flatMap((job) => barsOf(results, job)));
  const lines = [];
  let top = 30;
  for (const job of measured) {
    const drawn = panel(results, job, axis, top);
    lines.push(...drawn.lines);
    top = drawn.bottom;
  }
  const heading = `Time per message, logarithmic; at the end of a bar, how many times as long as ${ours} in the same place`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${layout.width}" height="${top}" viewBox="0 0 ${layout.width} ${top}" role="img" aria-label="${heading}">`,
    `<style>${style}\n</style>`,
    `<rect width="${layout.width}" height="${top}" fill="#fff"/>`,
    `<text x="${layout.margin}" y="22">${heading}</text>`,
    ...lines,
    "</svg>\n",
  ].join("\n");
}
