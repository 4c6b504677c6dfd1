// `npm run watch`: builds the package, and again whenever a source changes.
import { watch } from "node:fs";
import { join } from "node:path";
import { buildPackage } from "./build.mjs";
import { root } from "./lib/paths.mjs";
import { runMain, say } from "./lib/run.mjs";

const folders = ["cpp", "bindings", "js/src"];
const placedByTheBuild = /sip\.(mjs|wasm)$/;
const settleMs = 100; // an editor's save is several events

let wake;
let timer;

function onChange(_event, name) {
  if (placedByTheBuild.test(name ?? "")) return;
  clearTimeout(timer);
  timer = setTimeout(() => wake?.(), settleMs);
}

await runMain(async () => {
  for (const folder of folders) watch(join(root, folder), { recursive: true }, onChange);
  for (;;) {
    const changed = new Promise((resolve) => {
      wake = resolve;
    });
    await buildPackage().catch((error) => console.error(`error: ${error.message}`));
    say("waiting for changes");
    await changed;
  }
});
