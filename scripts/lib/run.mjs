// Runs a program with its output passed straight through, and says in one line what failed.
import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { root } from "./paths.mjs";

/** An expected failure: shown as its message alone, without a stack. */
export class Failure extends Error {}

/** Announces a step. */
export function say(line) {
  console.log(process.stdout.isTTY ? `\x1b[1m• ${line}\x1b[0m` : `• ${line}`);
}

/** The full path of a program on PATH, or undefined. */
export function which(program) {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    if (isExecutable(join(folder, program))) return join(folder, program);
  }
  return undefined;
}

/**
 * Resolves with the exit code and, where `capture` is set, with what the program printed on stdout;
 * rejects when it cannot be started, or when it fails and `allowFailure` is not set.
 */
export function run(program, args = [], options = {}) {
  const { capture = false, tee, allowFailure = false, env, cwd = root, input } = options;
  const keep = capture || tee;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: [input === undefined ? "ignore" : "pipe", keep ? "pipe" : "inherit", "inherit"],
    });
    let stdout = "";
    child.stdout?.setEncoding("utf8").on("data", (text) => {
      stdout += text;
      if (tee) process.stdout.write(text);
    });
    child.stdin?.end(input);
    child.on("error", (error) =>
      reject(
        new Failure(
          error.code === "ENOENT" ? `${program} is not installed` : `${program}: ${error.message}`,
        ),
      ),
    );
    child.on("close", (code, signal) => {
      if (code === 0 || allowFailure) resolve({ code: code ?? 1, stdout });
      else
        reject(
          new Failure(`\`${[program, ...args].join(" ")}\` failed (${signal ?? `exit ${code}`})`),
        );
    });
  });
}

/** Runs a script's main function; a Failure ends the process with one line and exit code 1. */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(error instanceof Failure ? `error: ${error.message}` : error);
    process.exitCode = 1;
  }
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
