// Bundles the demo page into build/demo (or the folder given as argument).
import { cp, mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
export const demoFolder = path.join(here, "..", "build", "demo");

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
    sourcemap: true,
    minify: true,
    chunkNames: "[name]-[hash]",
    logLevel: "warning",
  });
  for (const file of ["index.html", "icon.svg"]) {
    await cp(path.join(here, file), path.join(outdir, file));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildDemo(process.argv[2]);
