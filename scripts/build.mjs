// `npm run build`: dist/ from the sources, and the toolchain before that if it is missing.
import { run, runMain, say } from "./lib/run.mjs";
import { buildWasmModule } from "./lib/wasm-module.mjs";
import { setUp } from "./set-up.mjs";

/** Builds the wasm module, the bundles and the type declarations into dist/. */
export async function buildPackage() {
  await setUp("wasm");
  say("building the wasm module");
  await buildWasmModule();
  say("bundling");
  const { bundle } = await import("./build/bundle.mjs");
  await bundle();
  await run("node_modules/.bin/tsc", ["-p", "tsconfig.json"]);
}

if (process.argv[1] === import.meta.filename) {
  await runMain(async () => {
    await buildPackage();
    const { checkSize } = await import("./build/size-budget.mjs");
    checkSize();
  });
}
