// The JavaScript libraries in headless Chromium, a page for each, bundled as an application would bundle them.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { copyWasm } from "../../demo/build.mjs";
import { startWebServer } from "../../demo/web-server.mjs";
import { findChromium } from "../../scripts/lib/chromium.mjs";
import { readCorpus } from "../js/corpus.mjs";
import { ContenderPage } from "./contender-page.mjs";
import { javascriptLibraries, packageOf } from "./libraries.mjs";

const source = (file) => fileURLToPath(new URL(`../js/${file}`, import.meta.url));

export class Browser {
  static async start() {
    const folder = await mkdtemp(join(tmpdir(), "sip-wasm-bench-"));
    await bundlePages(folder);
    const web = await startWebServer({ folder });
    const browser = await chromium.launch({
      executablePath: findChromium(),
      args: ["--no-sandbox", "--disable-gpu", "--disable-renderer-backgrounding"],
    });
    return new Browser(browser, web, folder);
  }

  constructor(browser, web, folder) {
    Object.assign(this, { browser, web, folder, version: browser.version() });
  }

  /** The page of a library, in a context and so a renderer process of its own. */
  async page(library) {
    const context = await this.browser.newContext();
    const page = await context.newPage();
    await page.goto(`${this.web.url}${library}.html`);
    await page.waitForFunction(() => globalThis.bench !== undefined);
    return page;
  }

  async contenders() {
    const contenders = [];
    for (const library of Object.keys(javascriptLibraries)) {
      const about = { environment: "chromium", ...packageOf(library) };
      const contender = await ContenderPage.open(about, await this.page(library), readCorpus());
      contenders.push(Object.assign(contender, await contender.ask("describe")));
    }
    return contenders;
  }

  async close() {
    await this.browser.close();
    await this.web.close();
    await rm(this.folder, { recursive: true });
  }
}

async function bundlePages(outdir) {
  for (const library of Object.keys(javascriptLibraries)) {
    await build({
      entryPoints: { [library]: source("page.mjs") },
      alias: { "bench-library": source(`libraries/${library}.mjs`) },
      outdir,
      bundle: true,
      minify: true,
      format: "esm",
      target: "es2022",
      define: { global: "globalThis" },
      tsconfigRaw: {},
      logLevel: "warning",
    });
    const page = `<!doctype html><title>${library}</title><script type="module" src="${library}.js"></script>`;
    await writeFile(join(outdir, `${library}.html`), page);
  }
  await copyWasm(outdir);
}
