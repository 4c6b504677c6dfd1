// Bundles one page per SIP stack. The pages of sip-wasm and of sip.js come from the same source:
// only what `import … from "sip-wasm"` means is different, which is the promise of the package.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build } from "esbuild";
import { copyWasm } from "../../../demo/build.mjs";
import type { StackName } from "./pages/agent.js";

const pages = fileURLToPath(new URL("./pages", import.meta.url));

const kStacks: Record<StackName, { source: string; options?: BuildOptions }> = {
  "sip-wasm": { source: "agent-sip.ts" },
  "sip.js": { source: "agent-sip.ts", options: { alias: { "sip-wasm": "sip.js" } } },
  jssip: { source: "agent-jssip.ts", options: { define: { global: "globalThis" } } },
};

/** Writes `STACK.html` and its script into `outdir` for each stack. */
export async function buildAgentPages(outdir: string): Promise<void> {
  await mkdir(outdir, { recursive: true });
  await copyWasm(outdir);
  for (const [stack, { source, options }] of Object.entries(kStacks)) {
    await build({
      entryPoints: { [`${stack}-page`]: path.join(pages, source) },
      outdir,
      bundle: true,
      format: "esm",
      target: "es2022",
      // As in demo/build.mjs: the built package, not the sources that the type checker reads.
      tsconfigRaw: {},
      logLevel: "warning",
      ...options,
    });
    await writeFile(
      path.join(outdir, `${stack}.html`),
      `<!doctype html><title>${stack}</title><script type="module" src="${stack}-page.js"></script>`,
    );
  }
}
