// The JavaScript tools: what `npm ci` installs, when it is missing or older than the lock file says.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../lib/paths.mjs";
import { run, say } from "../lib/run.mjs";

/** Versions by folder, as a lock file lists them. */
function versions(file) {
  if (!existsSync(file)) return {};
  const { packages } = JSON.parse(readFileSync(file, "utf8"));
  return Object.fromEntries(Object.entries(packages).map(([path, { version }]) => [path, version]));
}

/** The installed tree lists no packages for other systems, which are optional in the lock file. */
function isInstalled() {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const installed = versions(join(root, "node_modules/.package-lock.json"));
  return Object.entries(lock.packages).every(
    ([path, { version, optional }]) => path === "" || optional || installed[path] === version,
  );
}

export async function ensureNodePackages() {
  if (isInstalled()) return;
  say("installing the JavaScript tools");
  await run("npm", ["ci"]);
}
