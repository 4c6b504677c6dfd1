// `npm test`: sets up, builds and runs every suite; ends with one line of totals.
//
//   npm test -- --only native,js           these suites
//   npm test -- --also asan                the usual ones and these
//   npm test -- --long                     all there are: the sanitizers, a minute of each fuzz target and what takes long besides
//   npm test -- --only js transaction      test files with "transaction" in their path
import { parseArgs } from "node:util";
import { Failure, runMain, say } from "./lib/run.mjs";
import { setUp } from "./set-up.mjs";
import { suites } from "./test/suites.mjs";

function choose() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      only: { type: "string" },
      also: { type: "string", default: "" },
      long: { type: "boolean", default: false },
    },
  });
  // Tests that take long by themselves ask for it.
  if (values.long) process.env.SIP_LONG_TESTS = "1";
  const list = (text) => text.split(",").filter(Boolean);
  const usual = Object.keys(suites).filter((name) => values.long || !suites[name].optional);
  const wanted = [...(values.only ? list(values.only) : usual), ...list(values.also)];
  const unknown = wanted.find((name) => !(name in suites));
  if (unknown)
    throw new Failure(`unknown suite ${unknown}; there are ${Object.keys(suites).join(", ")}`);
  return {
    names: Object.keys(suites).filter((name) => wanted.includes(name)),
    filter: positionals[0],
  };
}

async function runSuite(name, filter) {
  const { about, build, run } = suites[name];
  say(`${name}: ${about}`);
  const start = Date.now();
  let counts;
  try {
    await build();
    counts = await run(filter);
    // A suite that finds no tests is a mistake of the build, not a success.
    if (counts.passed + counts.failed === 0 && !filter) throw new Failure("the suite has no tests");
  } catch (error) {
    console.error(error instanceof Failure ? `error: ${error.message}` : error);
    counts = { passed: 0, failed: 1 };
  }
  return { name, ...counts, seconds: (Date.now() - start) / 1000 };
}

await runMain(async () => {
  const { names, filter } = choose();
  await setUp(...new Set(names.flatMap((name) => suites[name].needs)));
  const results = [];
  for (const name of names) results.push(await runSuite(name, filter));

  console.log();
  for (const { name, passed, failed, seconds } of results) {
    console.log(`${name.padEnd(8)} ${passed} passed, ${failed} failed in ${seconds.toFixed(1)} s`);
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed`);
  return sum("failed") > 0 || sum("passed") === 0 ? 1 : 0;
});
