// Runs tests of each kind with their output passed through, and counts them.
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { buildDir, root } from "../lib/paths.mjs";
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

/** Runs the Vitest project in `folder`. `filter` is part of a test file's path. */
export async function runVitest(folder, filter) {
  const report = join(buildDir, "test", `${basename(folder)}.json`);
  rmSync(report, { force: true });
  const { code } = await run(
    join(root, "node_modules/.bin/vitest"),
    [
      "run",
      ...["--config", `${folder}/vitest.config.ts`, "--passWithNoTests"],
      ...["--reporter", "default", "--reporter", "json", "--outputFile.json", report],
      ...(filter ? [filter] : []),
    ],
    { allowFailure: true },
  );
  if (!existsSync(report)) throw new Failure(`Vitest ended early in ${folder} (exit ${code})`);
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
  // A file that fails without a failed test could not be loaded, or failed in a hook.
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && assertionResults.every((test) => test.status !== "failed"),
  );
  const failed = numFailedTests + broken.length;
  if (code !== 0 && failed === 0)
    throw new Failure(`Vitest failed outside of its tests in ${folder}`);
  return { passed: numPassedTests, failed };
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
