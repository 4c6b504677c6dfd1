// Module hooks that let Node import the TypeScript sources as they are: "./x.js" finds x.ts, and types are stripped.
// Stack traces and import.meta.url keep naming the sources. Used as `node --import ./scripts/lib/typescript.mjs`.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { transform } from "esbuild";

export async function resolve(specifier, context, next) {
  try {
    return await next(specifier, context);
  } catch (error) {
    const isSource = /^\.{1,2}\/.*\.js$/.test(specifier);
    if (error.code !== "ERR_MODULE_NOT_FOUND" || !isSource) throw error;
    return next(specifier.replace(/\.js$/, ".ts"), context);
  }
}

export async function load(url, context, next) {
  if (!url.startsWith("file:") || !url.endsWith(".ts")) return next(url, context);
  const { code } = await transform(await readFile(fileURLToPath(url), "utf8"), {
    loader: "ts",
    format: "esm",
    target: "es2022",
    sourcefile: url,
    sourcemap: "inline",
    sourcesContent: false,
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  });
  return { format: "module", source: code, shortCircuit: true };
}
