// Finds Emscripten, or on Debian installs the pinned release into a private prefix of ours.
//
// Debian 12 has only 3.1.6. Debian 13's package of 3.1.69 is Python and prebuilt wasm libraries, so it runs anywhere: it is
// unpacked, never installed, and pointed at Debian 12's clang 19 and at npm's binaryen.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { cacheDir } from "../lib/paths.mjs";
import { Failure, run, say, which } from "../lib/run.mjs";
import { ensurePackages, needs, refreshLists } from "./packages.mjs";

const version = "3.1.69";
const oldestUsable = "3.1.6";
const suite = "trixie";
// Later binaryens break the output of -Oz silently. The closure compiler halves the module's JavaScript.
const npmPackages = [
  "binaryen@120.0.0",
  "acorn@8.15.0",
  "google-closure-compiler-linux@20261015.0.0",
];

const prefix = join(cacheDir, `emscripten-${version}`);
const recipe = JSON.stringify({ version, npmPackages, node: process.execPath });
const manual = `install it with \`emsdk install ${version} && emsdk activate ${version}\` and put emcc on PATH`;

/** Makes sure that cmake/emscripten-toolchain.cmake will find an Emscripten. */
export async function ensureEmscripten() {
  const found = onPath();
  if (found) {
    if (isOlder(found, oldestUsable))
      throw new Failure(`emcc on PATH is ${found}, too old: ${manual}`);
    if (found !== version)
      say(`using the emcc on PATH, ${found} (the pinned release is ${version})`);
    else say(`using the emcc on PATH, ${found}`);
    return;
  }
  if (!which("apt-get") || !which("dpkg")) throw new Failure(`Emscripten is missing: ${manual}`);
  await ensurePackages(needs.llvm);
  if (isInstalled()) return;
  await installPrivately();
}

function onPath() {
  const emcc = which("emcc");
  if (!emcc) return undefined;
  const file = join(dirname(realpathSync(emcc)), "emscripten-version.txt");
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  return /\d+(\.\d+)*/.exec(text)?.[0] ?? "0";
}

function isOlder(version, other) {
  return version.localeCompare(other, "en", { numeric: true }) < 0;
}

function isInstalled() {
  const stamp = join(prefix, "recipe");
  return existsSync(stamp) && readFileSync(stamp, "utf8") === recipe;
}

async function installPrivately() {
  const staging = `${prefix}.${process.pid}`;
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  try {
    const archive = await download(staging);
    await unpack(archive, staging);
    await addTools(staging);
    configure(staging);
    writeFileSync(join(staging, "recipe"), recipe);
    rmSync(prefix, { recursive: true, force: true });
    renameSync(staging, prefix);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  say(`Emscripten ${version} is in ${prefix}`);
}

// A package manager's state of our own, so that the machine's is not touched and root is not needed.
async function download(folder) {
  const state = join(folder, "apt");
  for (const name of ["lists/partial", "cache/archives/partial", "sources"])
    mkdirSync(join(state, name), { recursive: true });
  const source = await debianMirror();
  writeFileSync(join(state, "sources.list"), `deb ${source} ${suite} main\n`);
  const options = {
    "Dir::State::Lists": join(state, "lists"),
    "Dir::State::status": "/dev/null",
    "Dir::Cache": join(state, "cache"),
    "Dir::Etc::SourceList": join(state, "sources.list"),
    "Dir::Etc::SourceParts": join(state, "sources"),
    "APT::Sandbox::User": "root",
    "Acquire::Languages": "none",
  };
  const flags = Object.entries(options).map(([name, value]) => `-o${name}=${value}`);
  say(`fetching Emscripten ${version} from the Debian mirror (237 MB, once)`);
  await run("apt-get", ["-q", ...flags, "update"], { cwd: folder });
  await run("apt-get", ["-q", ...flags, "download", `emscripten=${version}*`], { cwd: folder });
  const archive = readdirSync(folder).find((name) => name.endsWith(".deb"));
  rmSync(state, { recursive: true });
  return join(folder, archive);
}

// The mirror this machine already uses for its own release.
async function debianMirror() {
  const mirror = (await findMirror()) ?? ((await refreshLists()) ? await findMirror() : undefined);
  if (mirror) return mirror;
  throw new Failure(`no Debian mirror is configured, so Emscripten cannot be fetched: ${manual}`);
}

// The base archive, not security (whose code name has a suffix) or a vendor's. Known only once apt has its lists.
async function findMirror() {
  const format = "$(REPO_URI) $(CODENAME) $(COMPONENT) $(ORIGIN)";
  const args = ["indextargets", "--format", format, "Created-By: Packages"];
  const { stdout } = await run("apt-get", args, { capture: true });
  const line = stdout.split("\n").find((text) => /^\S+ [a-z]+ main Debian$/.test(text));
  return line?.split(" ")[0];
}

// Everything but the libraries for threads, sanitizers, position independence, 64 bits and WasmFS (not linked here,
// and most of the 1.6 GB), and but for tests and manuals.
async function unpack(archive, folder) {
  say("unpacking");
  const libraries = "*/wasm32-emscripten*";
  const unwanted = [
    "./usr/bin",
    "./usr/share/doc",
    "./usr/share/man",
    "./usr/share/emscripten/docs",
    "./usr/share/emscripten/test",
    "*/lib/wasm64-emscripten",
    `${libraries}/pic`,
    ...["*-mt*", "*-ww*", "*asan*", "*lsan*", "*wasmfs*"].map((name) => `${libraries}/${name}`),
  ];
  const excludes = unwanted.map((pattern) => `--exclude='${pattern}'`).join(" ");
  await run("sh", ["-c", `dpkg --fsys-tarfile '${archive}' | tar -x --no-same-owner ${excludes}`], {
    cwd: folder,
  });
  rmSync(archive);
}

async function addTools(folder) {
  const tools = join(folder, "npm");
  mkdirSync(tools);
  writeFileSync(join(tools, "package.json"), '{ "private": true }\n');
  say("adding binaryen, acorn and the closure compiler");
  await run(
    "npm",
    ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--save-exact", ...npmPackages],
    { cwd: tools },
  );
  const bin = join(folder, "binaryen/bin");
  mkdirSync(bin, { recursive: true });
  for (const name of readdirSync(join(tools, "node_modules/binaryen/bin"))) {
    symlinkSync(`../../npm/node_modules/binaryen/bin/${name}`, join(bin, name));
  }
  const modules = join(folder, "usr/share/emscripten/node_modules"); // 3.1.69 ignores NODE_PATH
  rmSync(modules, { recursive: true, force: true });
  mkdirSync(modules);
  symlinkSync("../../../../npm/node_modules/acorn", join(modules, "acorn"));
}

function configure(folder) {
  const final = (path) => join(prefix, path);
  const settings = {
    LLVM_ROOT: "/usr/bin",
    LLVM_ADD_VERSION: "19",
    CLANG_ADD_VERSION: "19",
    BINARYEN_ROOT: final("binaryen"),
    CLOSURE_COMPILER: final("npm/node_modules/google-closure-compiler-linux/compiler"),
    NODE_JS: process.execPath,
    FROZEN_CACHE: true,
  };
  const lines = Object.entries(settings).map(
    ([name, value]) => `${name} = ${value === true ? "True" : `'${value}'`}\n`,
  );
  writeFileSync(join(folder, "usr/share/emscripten/.emscripten"), lines.join(""));
}
