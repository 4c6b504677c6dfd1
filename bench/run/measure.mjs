// The whole of a run: starts who takes part, lets them take turns job by job, and stops them.
import { say } from "../../scripts/lib/run.mjs";
import { readCorpus } from "../js/corpus.mjs";
import { checkContender } from "./check.mjs";
import { measureCold } from "./cold.mjs";
import { fullJobOf, jobs } from "./jobs.mjs";
import { describeMachine } from "./machine.mjs";
import { measureMemory } from "./memory.mjs";
import { takeTurns } from "./rounds.mjs";

const messagesForMemory = 20_000;

/**
 * @param {object} options
 * @param {string[]} options.only "native", "node", "chromium"
 * @param {object} options.effort As takeTurns() has it.
 */
export async function measure({ only, effort }) {
  const corpus = readCorpus();
  const contenders = [];
  let browser;
  try {
    if (only.includes("native")) {
      const { startNative, startWasm } = await import("./native.mjs");
      contenders.push(...(await startNative()), await startWasm());
    }
    if (only.includes("node")) {
      const { startNode } = await import("./node.mjs");
      contenders.push(...(await startNode()));
    }
    if (only.includes("chromium")) {
      const { Browser } = await import("./chromium.mjs");
      browser = await Browser.start();
      contenders.push(...(await browser.contenders()));
    }
    for (const contender of contenders) await checkContender(contender, corpus);
    const rows = [];
    for (const job of jobs)
      rows.push(...(await measureJob(job, contenders, effort, corpus.length)));
    const node = only.includes("node");
    if (node || browser) say("measuring the first message of a fresh process");
    const cold = await measureCold({ rounds: effort.rounds, node, browser });
    if (node) say("measuring memory");
    return {
      machine: await describeMachine(browser),
      corpus: corpus.map(({ name, text }) => ({ name, bytes: Buffer.byteLength(text) })),
      effort,
      rows,
      cold,
      memory: node ? await measureMemory(messagesForMemory, fullJobOf) : [],
    };
  } finally {
    for (const contender of contenders) await contender.close();
    await browser?.close();
  }
}

async function measureJob({ title, names }, contenders, effort, messages) {
  say(`measuring ${title}`);
  const entries = contenders.flatMap((contender) =>
    contender.jobs.filter((job) => names.includes(job)).map((job) => ({ contender, job })),
  );
  const summaries = await takeTurns(entries, effort, messages);
  const rows = [];
  for (const [at, { contender, job }] of entries.entries()) {
    const { environment, name, version } = contender;
    const structured = title === "full" ? await contender.ask("count", job) : undefined;
    rows.push({ environment, name, version, job, ...summaries[at], structured });
  }
  return rows;
}
