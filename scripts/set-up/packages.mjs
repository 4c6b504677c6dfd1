// Installs Debian packages, and only those whose programs or files are missing.
import { existsSync } from "node:fs";
import { Failure, run, say, which } from "../lib/run.mjs";

// What stands for a package being there: any one of its programs on PATH, or its file.
const packages = {
  "g++": { programs: ["g++", "c++"] },
  cmake: { programs: ["cmake"] },
  "ninja-build": { programs: ["ninja"] },
  "doctest-dev": { file: "/usr/include/doctest/doctest.h", optional: true },
  "nlohmann-json3-dev": { file: "/usr/include/nlohmann/json.hpp", optional: true },
  clang: { programs: ["clang++"] },
  "libclang-rt-dev": {
    file: "/usr/lib/clang/14/lib/linux",
    optional: true,
  },
  "clang-format": { programs: ["clang-format"] },
  python3: { programs: ["python3"] },
  "clang-19": { programs: ["clang-19"] },
  "lld-19": { programs: ["wasm-ld-19"] },
  "llvm-19": { programs: ["llvm-ar-19"] },
  // Without one of these the native benchmarks leave a library out.
  "pkg-config": { programs: ["pkg-config"], optional: true },
  "libosip2-dev": { file: "/usr/include/osipparser2", optional: true },
  "libsofia-sip-ua-dev": { file: "/usr/include/sofia-sip-1.12", optional: true },
  "libre-dev": { file: "/usr/include/re", optional: true },
  // The headless shell has all that the tests need (WebRTC, a fake microphone, screenshots) at half the size.
  "chromium-headless-shell": { programs: ["chromium", "chromium-headless-shell", "google-chrome"] },
  "fonts-dejavu-core": { file: "/usr/share/fonts", optional: true },
};

/** What each job needs besides Node. */
export const needs = {
  native: ["g++", "cmake", "ninja-build", "doctest-dev", "nlohmann-json3-dev"],
  clang: ["clang", "libclang-rt-dev"],
  bench: ["pkg-config", "libosip2-dev", "libsofia-sip-ua-dev", "libre-dev"],
  format: ["clang-format"],
  wasm: ["cmake", "ninja-build", "python3"],
  llvm: ["clang-19", "lld-19", "llvm-19"],
  browser: ["chromium-headless-shell", "fonts-dejavu-core"],
};

/** Makes sure that every named package is there; throws a Failure that names those that could not be installed. */
export async function ensurePackages(names) {
  const missing = names.filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  if (await aptInstall(missing)) return;
  // doctest and nlohmann/json are fetched by CMake instead, and a page without fonts still works.
  const lacking = missing.filter((name) => !packages[name].optional && !isInstalled(name));
  if (lacking.length > 0)
    throw new Failure(`missing, and could not be installed here: ${lacking.join(", ")}`);
}

function isInstalled(name) {
  const { programs = [], file } = packages[name];
  return programs.some((program) => which(program)) || (file !== undefined && existsSync(file));
}

/** Brings apt's package lists up to date: a fresh container has none, and an old one names what the mirror no longer holds. */
export function refreshLists() {
  return aptGet("update", "-q");
}

async function aptInstall(names) {
  say(`installing ${names.join(", ")}`);
  await refreshLists();
  return aptGet("install", "-y", "-q", "--no-install-recommends", ...names);
}

/** Runs apt-get as root, or with sudo; tells whether that worked. */
async function aptGet(...args) {
  const program = which("apt-get");
  const isRoot = process.getuid?.() === 0;
  const sudo = isRoot ? undefined : which("sudo");
  if (!program || (!isRoot && !sudo)) return false;
  const command = sudo ? [sudo, program, ...args] : [program, ...args];
  const { code } = await run(command[0], command.slice(1), {
    allowFailure: true,
    env: { DEBIAN_FRONTEND: "noninteractive" },
  });
  return code === 0;
}
