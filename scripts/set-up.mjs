// Installs what a job needs and is not there yet: `node scripts/set-up.mjs [native] [clang] [wasm] [browser] [format] [bench]`.
// Without arguments, everything but what only `npm run bench` needs; the JavaScript tools in any case. Quick when there is nothing to do.
import { Failure, runMain } from "./lib/run.mjs";
import { ensureEmscripten } from "./set-up/emscripten.mjs";
import { ensureNodePackages } from "./set-up/node-packages.mjs";
import { ensurePackages, needs } from "./set-up/packages.mjs";

const usual = ["native", "clang", "format", "wasm", "browser"];
const jobs = [...usual, "bench"];

/** Makes the named jobs possible, or throws a Failure that names what is missing. */
export async function setUp(...wanted) {
  await ensureNodePackages();
  await ensurePackages(wanted.flatMap((job) => needs[job]));
  if (wanted.includes("wasm")) await ensureEmscripten();
}

if (process.argv[1] === import.meta.filename) {
  await runMain(async () => {
    const wanted = process.argv.slice(2);
    const unknown = wanted.find((job) => !jobs.includes(job));
    if (unknown) throw new Failure(`unknown job ${unknown}; there are ${jobs.join(", ")}`);
    await setUp(...(wanted.length > 0 ? wanted : usual));
  });
}
