// `npm run check`: formatting, lint and types of everything written by hand; `npm run fix` mends what can be mended.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./lib/paths.mjs";
import { Failure, run, runMain, say } from "./lib/run.mjs";
import { setUp } from "./set-up.mjs";

const fix = process.argv.includes("--fix");
const bin = (name) => join(root, "node_modules/.bin", name);

const sources = (folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .filter((name) => /\.[ch]pp$/.test(name))
    .map((name) => join(folder, name));

const checks = {
  "format and lint of JavaScript and TypeScript": () =>
    run(bin("biome"), ["check", "--error-on-warnings", ...(fix ? ["--write"] : [])], quietly),
  "format of C++": () => {
    const files = ["cpp", "bindings", "bench/native", "tests/cpp", "tests/fuzz"].flatMap(sources);
    return run("clang-format", [...(fix ? ["-i"] : ["--dry-run", "-Werror"]), ...files], quietly);
  },
  "types of js": () => run(bin("tsc"), ["-p", "tsconfig.json", "--noEmit"], quietly),
  "types of demo": () => run(bin("tsc"), ["-p", "demo"], quietly),
  "types of tests": () => run(bin("tsc"), ["-p", "tests"], quietly),
};

const quietly = { allowFailure: true };

await runMain(async () => {
  await setUp("format");
  const failed = [];
  for (const [name, check] of Object.entries(checks)) {
    say(name);
    const { code } = await check();
    if (code !== 0) failed.push(name);
  }
  if (failed.length > 0) throw new Failure(`wrong: ${failed.join("; ")}`);
});
