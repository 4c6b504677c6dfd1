// Loading the module under a page's Content-Security-Policy, and what a page is told when it cannot be loaded.
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { startWebServer } from "../../demo/web-server.mjs";

const loader = fileURLToPath(new URL("../../js/src/core/wasm/index.ts", import.meta.url));
const folder = fileURLToPath(new URL("../../build/loading-test", import.meta.url));

let browser: Browser;

beforeAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const outfile = path.join(folder, "loader.js");
  await build({ entryPoints: [loader], outfile, bundle: true, format: "esm", target: "es2022" });
  await copyFile(path.join(path.dirname(loader), "sip.wasm"), path.join(folder, "sip.wasm"));
  await writeFile(path.join(folder, "index.html"), "<!doctype html><title>Loading</title>");
  browser = await chromium.connect(inject("browserEndpoint"));
});

afterAll(() => browser.close());

// As text: Vitest rewrites the imports of functions into its own, which a page does not know.
const kImport = `import("/loader.js").then(
  ({ wasm }) => typeof wasm.createCore === "function" ? "loaded" : "loaded, without its functions",
  String,
)`;

/** Opens a page under a policy, imports the loader and returns "loaded", or name and message of the error. */
async function load(scriptSource: string, prepare?: (page: Page) => Promise<unknown>) {
  const policy = `default-src 'none'; connect-src 'self'; script-src ${scriptSource}`;
  const server = await startWebServer({ folder, headers: { "content-security-policy": policy } });
  const page = await browser.newPage();
  try {
    await prepare?.(page);
    await page.goto(server.url);
    return await page.evaluate<string>(kImport);
  } finally {
    await page.close();
    await server.close();
  }
}

test("script-src 'self' 'wasm-unsafe-eval' is enough", async () => {
  expect(await load("'self' 'wasm-unsafe-eval'")).toBe("loaded");
});

test("a policy without 'wasm-unsafe-eval' is named as the reason, with the remedy", async () => {
  const told = await load("'self'");
  expect(told).toMatch(/^WasmLoadError: sip-wasm could not compile http:.*sip\.wasm/);
  expect(told).toContain("add 'wasm-unsafe-eval' to its script-src");
});

test("a server that does not know the type of .wasm files costs nothing but time", async () => {
  const told = await load("'self' 'wasm-unsafe-eval'", (page) =>
    page.route("**/sip.wasm", (route) =>
      route.fulfill({ path: path.join(folder, "sip.wasm"), contentType: "text/plain" }),
    ),
  );
  expect(told).toBe("loaded");
});

test("a missing module is told with its address and where to take it from", async () => {
  const told = await load("'self' 'wasm-unsafe-eval'", (page) =>
    page.route("**/sip.wasm", (route) => route.fulfill({ status: 404 })),
  );
  expect(told).toMatch(/sip\.wasm: the server answered 404\. Copy sip\.wasm from/);
});
