// `npm run generate`: prints js/src/generated anew, after an enum or table that JavaScript shares changed in C++.
import { buildPreset } from "./lib/cmake.mjs";
import { run, runMain } from "./lib/run.mjs";
import { setUp } from "./set-up.mjs";

const program = "build/native/bindings/generator/generate_typescript";
const folder = "js/src/generated";

/** Tells whether the files checked in are what the native build would print, and prints which are not. */
export async function isGeneratedCurrent() {
  const { code } = await run(program, ["--check", folder], { allowFailure: true });
  console.log(code === 0 ? `✔ ${folder} is current` : `✖ ${folder} is stale: \`npm run generate\``);
  return code === 0;
}

if (process.argv[1] === import.meta.filename) {
  await runMain(async () => {
    await setUp("native");
    await buildPreset("native", "generate_typescript");
    await run(program, [folder]);
  });
}
