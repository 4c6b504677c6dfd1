// Bundles the entry points of package.json's exports into dist/. They share one file, so that a page that imports two of them
// has one instance of the wasm module. (A common chunk beside a file for each entry would cost every page 1.3 kB more.) All files
// lie in dist/ itself, because the loader looks for sip.wasm beside the file it is in.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { minify } from "terser";
import { distDir, root } from "../lib/paths.mjs";
import { wasmFile } from "../lib/wasm-module.mjs";

const options = {
  bundle: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  logLevel: "warning",
};

export async function bundle() {
  rmSync(distDir, { recursive: true, force: true });
  mkdirSync(distDir);
  await build({
    ...options,
    entryPoints: [join(root, "js/src/index.ts")],
    outdir: distDir,
    sourcemap: true,
  });
  await shrink(join(distDir, "index.js"));
  await writeFace("core", "Core");
  copyFileSync(wasmFile, join(distDir, "sip.wasm"));
}

/** An entry point whose exports are the members of a namespace that index.js exports. */
async function writeFace(entry, namespace) {
  const { metafile } = await build({
    ...options,
    entryPoints: [join(root, `js/src/${entry}/index.ts`)],
    outdir: distDir,
    metafile: true,
    write: false,
  });
  const [output] = Object.values(metafile.outputs);
  writeFileSync(
    join(distDir, `${entry}.js`),
    `import { ${namespace} } from "./index.js";\nexport const { ${output.exports.join(", ")} } = ${namespace};\n`,
  );
}

/** What is shipped is what is measured, so it is minified; the source map holds the sources. Terser's is 3 % below esbuild's. */
async function shrink(file) {
  const { code, map } = await minify(readFileSync(file, "utf8"), {
    module: true,
    ecma: 2020,
    compress: { passes: 3 },
    // What tells bundlers to leave the import of node:fs alone.
    format: { comments: /webpackIgnore|@vite-ignore/ },
    sourceMap: { content: readFileSync(`${file}.map`, "utf8"), url: `${basename(file)}.map` },
  });
  writeFileSync(file, code);
  writeFileSync(`${file}.map`, map);
}
