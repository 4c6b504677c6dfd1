import { afterEach, expect, test, vi } from "vitest";
import { compileWasm } from "../../../../js/src/core/wasm/compile.js";
import { WasmLoadError } from "../../../../js/src/core/wasm/load-error.js";

const url = new URL("https://app.example/assets/sip.wasm");
// The smallest module there is: magic number and version.
const emptyModule = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

function serve(body: BodyInit, init?: ResponseInit): void {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(body, init)));
}

async function failsSaying(...parts: RegExp[]): Promise<void> {
  const error = await compileWasm(url).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(WasmLoadError);
  for (const part of parts) expect((error as Error).message).toMatch(part);
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("a module served as application/wasm is compiled while it streams", async () => {
  serve(emptyModule, { headers: { "content-type": "application/wasm" } });
  const streaming = vi.spyOn(WebAssembly, "compileStreaming");
  expect(await compileWasm(url)).toBeInstanceOf(WebAssembly.Module);
  expect(streaming).toHaveBeenCalledOnce();
});

test("a module served with a wrong type is compiled all the same", async () => {
  serve(emptyModule, { headers: { "content-type": "application/octet-stream" } });
  expect(await compileWasm(url)).toBeInstanceOf(WebAssembly.Module);
});

test("a browser without streaming compilation is served all the same", async () => {
  serve(emptyModule, { headers: { "content-type": "application/wasm" } });
  const { compileStreaming } = WebAssembly;
  Reflect.set(WebAssembly, "compileStreaming", undefined);
  try {
    expect(await compileWasm(url)).toBeInstanceOf(WebAssembly.Module);
  } finally {
    WebAssembly.compileStreaming = compileStreaming;
  }
});

test("a missing file is named with its status and where it should be copied from", async () => {
  serve("not found", { status: 404 });
  await failsSaying(/https:\/\/app\.example\/assets\/sip\.wasm/, /404/, /dist/);
});

test("a start page answered in place of the file is recognised", async () => {
  serve("<!doctype html>", { headers: { "content-type": "text/html" } });
  await failsSaying(/no WebAssembly/, /Copy sip\.wasm/);
});

test("a server out of reach is told with the browser's own reason", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  await failsSaying(/out of reach/, /Failed to fetch/);
});

test("damaged bytes are told apart from a policy", async () => {
  serve(new Uint8Array([...emptyModule, 0xff]), {
    headers: { "content-type": "application/wasm" },
  });
  await failsSaying(/damaged/);
});

// What Chromium, Firefox and Safari say.
for (const refusal of [
  "WebAssembly.compileStreaming(): Wasm code generation disallowed by embedder",
  "call to WebAssembly.compileStreaming() blocked by CSP",
  "Refused to create a WebAssembly object because 'unsafe-eval' or 'wasm-unsafe-eval' is not an allowed source",
]) {
  test(`a policy's refusal asks for 'wasm-unsafe-eval': ${refusal}`, async () => {
    serve(emptyModule, { headers: { "content-type": "application/wasm" } });
    vi.spyOn(WebAssembly, "compileStreaming").mockRejectedValue(
      new WebAssembly.CompileError(refusal),
    );
    await failsSaying(/Content-Security-Policy/, /add 'wasm-unsafe-eval' to its script-src/);
  });
}

test("a file that is missing on disk is named", async () => {
  await expect(compileWasm(new URL("./absent.wasm", import.meta.url))).rejects.toMatchObject({
    name: "WasmLoadError",
    message: expect.stringMatching(/could not read file:.*absent\.wasm/),
  });
});
