// `npm run bench`: the message benchmarks. Everything that can be measured here takes turns in one run, and the report goes to
// docs/bench.
//
//   npm run bench -- --only native,node      chromium is the third; a part of the whole is printed, not written down
//   npm run bench -- --quick                 fewer and shorter samples, likewise
import { parseArgs } from "node:util";
import { buildPackage } from "./build.mjs";
import { Failure, runMain, say } from "./lib/run.mjs";
import { setUp } from "./set-up.mjs";

const environments = ["native", "node", "chromium"];

const thorough = { rounds: 21, sampleMs: 25, warmUpMs: 1000 };
const quick = { rounds: 7, sampleMs: 8, warmUpMs: 300 };

function choose() {
  const { values } = parseArgs({
    options: { only: { type: "string" }, quick: { type: "boolean", default: false } },
  });
  const only = values.only?.split(",").filter(Boolean) ?? environments;
  const unknown = only.find((name) => !environments.includes(name));
  if (unknown) throw new Failure(`unknown: ${unknown}; there are ${environments.join(", ")}`);
  return { only, isQuick: values.quick, isWhole: !values.only && !values.quick };
}

await runMain(async () => {
  const { only, isQuick, isWhole } = choose();
  const javascript = only.includes("node") || only.includes("chromium");
  await setUp(
    ...(only.includes("native") ? ["native", "bench", "wasm"] : []),
    ...(javascript ? ["wasm"] : []),
    ...(only.includes("chromium") ? ["browser"] : []),
  );
  if (javascript) await buildPackage();

  // They need the packages that set-up installs.
  const { measure } = await import("../bench/run/measure.mjs");
  const { markdown } = await import("../bench/report/markdown.mjs");
  const results = await measure({ only, effort: isQuick ? quick : thorough });
  if (isWhole) {
    const { writeReport } = await import("../bench/report/write.mjs");
    await writeReport(results);
  }
  say("results");
  console.log(markdown(results));
});
