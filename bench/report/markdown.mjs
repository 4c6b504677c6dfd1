// The run as a page of Markdown: ratios first.
import { jobs } from "../run/jobs.mjs";
import { goalsTable } from "./goals.mjs";
import { environmentsIn, environmentTitles, librariesIn, medianOf } from "./results.mjs";
import { number, table, times } from "./table.mjs";

const ours = "sip-wasm";

/** The job names of ours that stand for a job of the others. */
function ownJobs({ title, names }) {
  return title === "full"
    ? [
        { name: "objects", title: "full" },
        { name: "full", title: "full, values on demand" },
      ]
    : [{ name: names[0], title }];
}

function ratioTable(results, environment) {
  const peers = librariesIn(results, environment).filter(({ name }) => name !== ours);
  const rows = [];
  for (const job of jobs) {
    for (const { name, title } of ownJobs(job)) {
      const own = medianOf(results, environment, ours, name);
      if (own === undefined) continue;
      const label = environment === "native" && job.title === "full" ? "full" : title;
      rows.push([
        label,
        ...peers.map((peer) =>
          times(medianOf(results, environment, peer.name, job.names[0]) / own),
        ),
        number(own),
        ...peers.map((peer) => number(medianOf(results, environment, peer.name, job.names[0]))),
      ]);
    }
  }
  return table([
    [
      "job",
      ...peers.map(({ name }) => `${name} / ${ours}`),
      `${ours}, µs`,
      ...peers.map(({ name }) => `${name}, µs`),
    ],
    ...rows,
  ]);
}

function coldTable({ cold }) {
  const environments = [...new Set(cold.map(({ environment }) => environment))];
  const names = [...new Set(cold.map(({ name }) => name))];
  const medianOfCold = (environment, name) =>
    cold.find((row) => row.environment === environment && row.name === name)?.median;
  return table([
    [
      "",
      ...names.slice(1).map((name) => `${name} / ${ours}`),
      ...names.map((name) => `${name}, ms`),
    ],
    ...environments.map((environment) => [
      environmentTitles[environment],
      ...names
        .slice(1)
        .map((name) => times(medianOfCold(environment, name) / medianOfCold(environment, ours))),
      ...names.map((name) => number(medianOfCold(environment, name))),
    ]),
  ]);
}

function memoryTable({ memory }) {
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  return table([
    ["", "growth of the heap", "growth of wasm memory", "wasm memory"],
    ...memory.map(({ name, heapGrowth, wasmGrowth, wasm }) => [
      name,
      kilobytes(heapGrowth),
      wasm > 0 ? kilobytes(wasmGrowth) : "",
      wasm > 0 ? kilobytes(wasm) : "",
    ]),
  ]);
}

/** Its count is that of the native core. */
const isOnDemand = ({ environment, name, job }) =>
  environment !== "native" && name === ours && job === "full";

function structuredLine({ rows }, environment) {
  const counts = rows.filter(
    (row) => row.environment === environment && row.structured !== undefined && !isOnDemand(row),
  );
  return counts
    .map(
      ({ name, job, structured }) =>
        `${name}${job === "objects" ? " (objects)" : ""} ${structured}`,
    )
    .join(", ");
}

/** All of the run that there is, as Markdown. */
export function markdown(results) {
  const parts = [];
  for (const environment of environmentsIn(results)) {
    if (environment === "wasm") continue;
    const libraries = librariesIn(results, environment)
      .map(({ name, version }) => `${name} ${version}`)
      .join(", ");
    parts.push(
      `## ${environmentTitles[environment]}`,
      `${libraries}. A ratio says how many times as long as ${ours} the other takes.`,
      ratioTable(results, environment),
      `Header values that "full" structured in the corpus: ${structuredLine(results, environment)}.`,
    );
  }
  const wasm = wasmLine(results);
  if (wasm) parts.push("## The same core as wasm", wasm);
  if (results.cold.length > 0) {
    parts.push("## The first INVITE of a fresh process or page", coldTable(results));
  }
  if (results.memory.length > 0) {
    parts.push(
      `## Memory after ${number(results.memory[0].messages)} messages, all headers structured, nothing kept`,
      memoryTable(results),
    );
  }
  const goals = goalsTable(results);
  if (goals) parts.push("## Goals", goals);
  return parts.join("\n\n");
}

function wasmLine(results) {
  const ratios = jobs
    .map(({ names: [name] }) => {
      const wasm = medianOf(results, "wasm", ours, name);
      const native = medianOf(results, "native", ours, name);
      return wasm && native ? `${name} ${times(wasm / native)} (${number(wasm)} µs)` : "";
    })
    .filter(Boolean);
  return ratios.length > 0
    ? `Time of the native benchmark compiled with the package's flags and run by Node, against native: ${ratios.join(", ")}.`
    : "";
}
