// The first message of a fresh process or page: what a call that comes in right after start-up waits for.
import { run } from "../../scripts/lib/run.mjs";
import { readCorpus } from "../js/corpus.mjs";
import { javascriptLibraries, packageOf } from "./libraries.mjs";
import { worker } from "./node.mjs";
import { summary } from "./statistics.mjs";
import { ThreadClock } from "./thread-clock.mjs";

const message = "invite";

async function inNode(library) {
  const { stdout } = await run(process.execPath, [worker("cold-worker"), library, message], {
    capture: true,
  });
  return Number(stdout);
}

function inBrowser(browser) {
  const { text } = readCorpus().find(({ name }) => name === message);
  return async (library) => {
    const page = await browser.page(library);
    const clock = await ThreadClock.open(page);
    const ns = await clock.time(() => page.evaluate((data) => globalThis.bench.cold(data), text));
    await page.context().close();
    return ns;
  };
}

/** Milliseconds by environment and library: { median, low, high }. */
export async function measureCold({ rounds, node, browser }) {
  const environments = {
    ...(node ? { node: inNode } : {}),
    ...(browser ? { chromium: inBrowser(browser) } : {}),
  };
  const results = [];
  for (const [environment, parse] of Object.entries(environments)) {
    const samples = Object.fromEntries(Object.keys(javascriptLibraries).map((name) => [name, []]));
    for (let round = 0; round < rounds; round++) {
      for (const library of Object.keys(samples))
        samples[library].push((await parse(library)) / 1e6);
    }
    for (const [library, values] of Object.entries(samples)) {
      results.push({ environment, ...packageOf(library), ...summary(values) });
    }
  }
  return results;
}
