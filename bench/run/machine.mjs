// On what the numbers were taken.

import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { run } from "../../scripts/lib/run.mjs";

const firstLine = async (program, ...args) => {
  try {
    const { stdout } = await run(program, args, { capture: true, allowFailure: true });
    return stdout.split("\n")[0].trim();
  } catch {
    return "";
  }
};

function systemName() {
  try {
    return /^PRETTY_NAME="(.*)"$/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1] ?? "";
  } catch {
    return "";
  }
}

/** What is there, as lines for people. */
export async function describeMachine(browser) {
  const processors = cpus();
  return [
    `${processors.length} × ${processors[0]?.model.trim() ?? "processor"}`,
    systemName() || process.platform,
    `Node ${process.versions.node}`,
    browser ? `Chromium ${browser.version}` : "",
    await firstLine("c++", "--version"),
  ].filter(Boolean);
}
