// Bundles the demo page into build/demo (or the folder given as argument).
import { cp, mkdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
export const demoFolder = path.join(here, "..", "build", "demo");

/**
 * Copies the package's wasm beside a bundle, where its loader looks for it.
 *
 * @param {string} outdir
 */
export async function copyWasm(outdir) {
  const entry = createRequire(import.meta.url).resolve("sip-wasm");
  await cp(path.join(path.dirname(entry), "sip.wasm"), path.join(outdir, "sip.wasm"));
}

/** Builds the page into `outdir`, which is emptied first. */
export async function buildDemo(outdir = demoFolder) {
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  await build({
    absWorkingDir: here,
    entryPoints: { main: "src/main.ts", app: "styles/app.css" },
    outdir,
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    // The type checker's `paths` lead to the sources; the page takes the built package, as any other would.
    tsconfigRaw: {},
    sourcemap: true,
    minify: true,
    chunkNames: "[name]-[hash]",
    logLevel: "warning",
  });
  for (const file of ["index.html", "icon.svg"]) {
    await cp(path.join(here, file), path.join(outdir, file));
  }
  await copyWasm(outdir);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildDemo(process.argv[2]);
