// Runs tests of each kind with their output passed through, and counts them.
import { fork } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../lib/paths.mjs";
import { Failure, run } from "../lib/run.mjs";

/** Runs a doctest program, native or compiled to JavaScript. `filter` is part of a source file's path. */
export async function runDoctest(program, filter) {
  const args = filter ? [`--source-file=*${filter}*`] : [];
  const command = program.endsWith(".cjs") ? [process.execPath, program, "--no-colors"] : [program];
  const { code, stdout } = await run(command[0], [...command.slice(1), ...args], {
    tee: true,
    allowFailure: true,
  });
  const summary = /test cases:\s*\d+\s*\|\s*(\d+) passed\s*\|\s*(\d+) failed/.exec(stdout);
  if (!summary) throw new Failure(`${program} ended early (exit ${code})`);
  const [passed, failed] = [Number(summary[1]), Number(summary[2])];
  if (code !== 0 && failed === 0)
    throw new Failure(`${program} passed its tests and then failed (exit ${code})`);
  return { passed, failed };
}

/** Runs every *.test.ts and *.test.mjs under `folder` whose path contains `filter`, with Node's own test runner. */
export async function runNodeTests(folder, filter, { concurrency, timeoutMs }) {
  const files = filesUnder(folder, /\.test\.(ts|mjs)$/, filter);
  if (files.length === 0) return { passed: 0, failed: 0 };
  const script = join(root, "scripts/test/node-tests.mjs");
  const child = fork(script, [concurrency, timeoutMs, ...files].map(String), {
    cwd: root,
    execArgv: ["--import", "./scripts/lib/typescript.mjs"],
  });
  return new Promise((resolve, reject) => {
    let counts;
    child.on("message", (message) => {
      counts = message;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (counts) resolve(counts);
      else reject(new Failure(`the test runner ended early (exit ${code})`));
    });
  });
}

/** Compiles every .ts file of `folder`; a file passes when the compiler has nothing to say about it. */
export async function runTypeTests(folder, filter) {
  const files = filesUnder(folder, /\.ts$/, filter);
  if (files.length === 0) return { passed: 0, failed: 0 };
  const { code, stdout } = await run("node_modules/.bin/tsc", ["-p", folder], {
    tee: true,
    allowFailure: true,
  });
  const faulty = files.filter((file) => stdout.includes(`${file}(`));
  for (const file of files) console.log(`${faulty.includes(file) ? "✖" : "✔"} ${file}`);
  if (code !== 0 && faulty.length === 0)
    throw new Failure(`tsc -p ${folder} failed (exit ${code})`);
  return { passed: files.length - faulty.length, failed: faulty.length };
}

function filesUnder(folder, pattern, filter = "") {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true })
    .map((name) => `${folder}/${name}`)
    .filter((path) => pattern.test(path) && path.includes(filter))
    .sort();
}
