// Runs libFuzzer programs side by side, reads what they say, and keeps what they find.
//
//   build/fuzz/corpus/<target>/     inputs that reached something new, kept between runs
//   build/fuzz/findings/<target>/   inputs that broke something; they are tried first the next time
//   build/fuzz/logs/<target>.log    what libFuzzer printed
import { spawn } from "node:child_process";
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative } from "node:path";
import { buildDir, root } from "../lib/paths.mjs";
import { Failure, say } from "../lib/run.mjs";

const fuzzDir = join(buildDir, "fuzz");
const sources = join(root, "tests/fuzz");
const dictionary = join(sources, "sip.dict");
const shown = (path) => relative(root, path);
const program = (name) => join(fuzzDir, "tests/fuzz", `fuzz_${name}`);

/** The names of all targets, or of those whose name holds one of the words. */
export function fuzzTargets(words = []) {
  const names = readdirSync(sources)
    .filter((name) => name.endsWith("_fuzz.cpp"))
    .map((name) => name.replace("_fuzz.cpp", ""));
  return names.filter((name) => words.length === 0 || words.some((word) => name.includes(word)));
}

/**
 * Fuzzes each target for so many seconds, as many at once as there are `jobs`. Resolves with how many came through
 * clean and how many did not, and has told about each.
 */
export async function fuzz(names, { seconds = 60, maxLength, jobs = availableParallelism() } = {}) {
  say(`${names.length} targets, ${seconds} s each, ${jobs} at a time`);
  const results = await inParallel(names, jobs, (name) => fuzzOne(name, seconds, maxLength));
  const broken = results.filter(({ findings, code }) => code !== 0 || findings.length > 0);
  for (const result of broken) explain(result);
  return { passed: results.length - broken.length, failed: broken.length };
}

/** Leaves in the kept corpus only what reaches something that the seeds and the rest do not. */
export async function minimise(names) {
  for (const name of names) {
    const folders = foldersOf(name);
    const before = readdirSync(folders.corpus).length;
    const merged = `${folders.corpus}.merged`;
    rmSync(merged, { recursive: true, force: true });
    mkdirSync(merged);
    const { code } = await runProgram(name, ["-merge=1", merged, folders.seeds, folders.corpus]);
    if (code !== 0) throw new Failure(`the merge failed: see ${shown(folders.log)}`);
    rmSync(folders.corpus, { recursive: true });
    renameSync(merged, folders.corpus);
    console.log(`${name.padEnd(14)} ${before} -> ${readdirSync(folders.corpus).length} inputs`);
  }
}

function foldersOf(name) {
  const folders = {
    seeds: join(sources, "corpus", name),
    corpus: join(fuzzDir, "corpus", name),
    findings: join(fuzzDir, "findings", name),
    log: join(fuzzDir, "logs", `${name}.log`),
  };
  if (!existsSync(folders.seeds)) throw new Failure(`${shown(folders.seeds)} is missing`);
  for (const folder of [folders.corpus, folders.findings, join(fuzzDir, "logs")])
    mkdirSync(folder, { recursive: true });
  return folders;
}

async function fuzzOne(name, seconds, maxLength) {
  const folders = foldersOf(name);
  const limits = ["-timeout=5", "-rss_limit_mb=1500"];
  // What was found before and has been mended is forgotten; the rest fails at once.
  for (const file of readdirSync(folders.findings)) {
    const path = join(folders.findings, file);
    const { code } = await runProgram(name, [...limits, path]);
    if (code === 0) rmSync(path);
    else return { name, code, folders, findings: [path] };
  }
  const { code, text } = await runProgram(name, [
    ...limits,
    `-max_total_time=${seconds}`,
    ...(maxLength ? [`-max_len=${maxLength}`] : []),
    `-dict=${dictionary}`,
    `-artifact_prefix=${folders.findings}/`,
    "-print_final_stats=1",
    folders.corpus,
    folders.seeds,
  ]);
  const findings = readdirSync(folders.findings).map((file) => join(folders.findings, file));
  const units = Number(/number_of_executed_units:\s*(\d+)/.exec(text)?.[1] ?? 0);
  const rate = Number(/average_exec_per_sec:\s*(\d+)/.exec(text)?.[1] ?? 0);
  const [, coverage = "?", features = "?", corpus = "?"] =
    [...text.matchAll(/cov: (\d+) ft: (\d+) corp: (\d+)/g)].at(-1) ?? [];
  const verdict = code === 0 && findings.length === 0 ? "clean" : "FOUND SOMETHING";
  console.log(
    [
      name.padEnd(14),
      `${units.toLocaleString("en")} runs`.padStart(16),
      `${rate.toLocaleString("en")}/s`.padStart(10),
      `${coverage} edges`.padStart(12),
      `${features} features`.padStart(16),
      `${corpus} inputs`.padStart(12),
      `  ${verdict}`,
    ].join(""),
  );
  return { name, code, folders, findings };
}

/** The exit code and all that the program printed, which is in the log, too. */
function runProgram(name, args) {
  return new Promise((resolve, reject) => {
    const log = createWriteStream(foldersOf(name).log);
    const child = spawn(program(name), args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (part) => {
        text += part;
        log.write(part);
      });
    }
    child.on("error", (error) => reject(new Failure(`${shown(program(name))}: ${error.message}`)));
    child.on("close", (code) => log.end(() => resolve({ code: code ?? 1, text })));
  });
}

/** What was wrong, where its input is, and how to see it again. */
function explain({ name, code, folders, findings }) {
  console.log(`\n${name}: exit code ${code}`);
  const telling = /not correct|ERROR:|runtime error:|SUMMARY:|Assertion|^\s+#\d+ .* in sip::/;
  const lines = readFileSync(folders.log, "utf8").split("\n");
  for (const line of lines.filter((text) => telling.test(text)).slice(0, 12)) {
    console.log(`  ${line.trim().slice(0, 300)}`);
  }
  console.log(`  log: ${shown(folders.log)}`);
  for (const file of findings) {
    console.log(`  see it again: ${shown(program(name))} ${shown(file)}`);
    console.log(
      `  make it small: ${shown(program(name))} -minimize_crash=1 -runs=100000 ${shown(file)}`,
    );
  }
}

async function inParallel(items, limit, work) {
  const results = [];
  const queue = [...items];
  const worker = async () => {
    while (queue.length > 0) results.push(await work(queue.shift()));
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}
