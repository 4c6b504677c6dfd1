// Bundles the entry points of package.json's exports into dist/. What they share, the wasm module above all, goes into
// common chunks, so that a page that imports two of them has one instance. All files lie in dist/ itself, because the
// loader looks for sip.wasm beside the chunk it ends up in.
import { copyFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { distDir, root } from "../lib/paths.mjs";
import { wasmFile } from "../lib/wasm-module.mjs";

const entryPoints = {
  index: join(root, "js/src/index.ts"),
  core: join(root, "js/src/core/index.ts"),
};

const options = {
  bundle: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  logLevel: "warning",
};

export async function bundle() {
  mkdirSync(distDir, { recursive: true });
  for (const name of readdirSync(distDir)) {
    if (name !== "types") rmSync(join(distDir, name), { recursive: true });
  }
  await build({
    ...options,
    entryPoints,
    outdir: distDir,
    splitting: true,
    chunkNames: "[name]-[hash]",
    sourcemap: true,
  });
  copyFileSync(wasmFile, join(distDir, "sip.wasm"));
}

/** The bytes of one self-contained, minified file of an entry point: what it costs a page. */
export async function minified(entry = "index") {
  const result = await build({
    ...options,
    entryPoints: [entryPoints[entry]],
    minify: true,
    write: false,
  });
  return result.outputFiles[0].contents;
}
