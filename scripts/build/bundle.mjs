// Bundles the entry points of package.json's exports into dist/. What they share, the wasm module above all, goes into
// common chunks, so that a page that imports two of them has one instance. All files lie in dist/ itself, because the
// loader looks for sip.wasm beside the chunk it ends up in.
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
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
  // What is shipped is what is measured; the source maps hold the sources.
  minify: true,
  logLevel: "warning",
};

export async function bundle() {
  rmSync(distDir, { recursive: true, force: true });
  mkdirSync(distDir);
  const { metafile } = await build({
    ...options,
    absWorkingDir: root,
    entryPoints,
    outdir: distDir,
    splitting: true,
    chunkNames: "[name]-[hash]",
    sourcemap: true,
    metafile: true,
  });
  copyFileSync(wasmFile, join(distDir, "sip.wasm"));
  return metafile;
}

/** The files that an entry point of dist/ makes a page load, from what bundle() returned. */
export function filesOf(entry, metafile) {
  const files = new Set([`dist/${entry}.js`]);
  for (const file of files) {
    for (const { path } of metafile.outputs[file].imports) files.add(path);
  }
  return [...files];
}
