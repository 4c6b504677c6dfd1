// `npm run fuzz`: builds the fuzz targets of tests/fuzz and runs each for a minute, as many at once as there are cores.
// Exit code 1 when anything was found.
//
//   npm run fuzz -- --only uri,via         these targets
//   npm run fuzz -- --seconds 600          longer
//   npm run fuzz -- --max-length 65536     long inputs too, for what takes too much time
//   npm run fuzz -- --jobs 1               one after the other
//   npm run fuzz -- --minimise             throws out of build/fuzz/corpus what brings nothing
import { parseArgs } from "node:util";
import { fuzz, fuzzTargets, minimise } from "./fuzz/runner.mjs";
import { buildPreset } from "./lib/cmake.mjs";
import { Failure, runMain } from "./lib/run.mjs";
import { setUp } from "./set-up.mjs";

const number = (text) => {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d*$/.test(text)) throw new Failure(`${text} is not a number`);
  return Number(text);
};

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      seconds: { type: "string" },
      "max-length": { type: "string" },
      jobs: { type: "string" },
      minimise: { type: "boolean" },
    },
  });
  const names = fuzzTargets(values.only?.split(",").filter(Boolean));
  if (names.length === 0)
    throw new Failure(`no such target; there are ${fuzzTargets().join(", ")}`);
  await setUp("native", "clang");
  await buildPreset("fuzz");
  if (values.minimise) return minimise(names);
  const { passed, failed } = await fuzz(names, {
    seconds: number(values.seconds),
    maxLength: number(values["max-length"]),
    jobs: number(values.jobs),
  });
  console.log(`\n${passed} targets clean, ${failed} found something`);
  return failed > 0 ? 1 : 0;
});
