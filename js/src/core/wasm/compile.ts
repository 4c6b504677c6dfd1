// Fetches and compiles sip.wasm: with fetch on the web, from the file system in Node.
import { describeCompileError, WasmLoadError } from "./load-error.js";

/** Compiles the module at `url`; rejects with a WasmLoadError that says what to do. */
export async function compileWasm(url: URL): Promise<WebAssembly.Module> {
  if (typeof WebAssembly === "undefined") {
    throw new WasmLoadError(
      "sip-wasm needs WebAssembly, which this browser lacks or has switched off (Lockdown Mode does).",
    );
  }
  if (url.protocol === "file:" && isNode()) return compileBytes(await readFile(url), url);
  return compileResponse(await request(url), url);
}

async function request(url: URL): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { credentials: "same-origin" });
  } catch (error) {
    throw new WasmLoadError(
      `sip-wasm could not fetch ${url.href}. The server is out of reach, or the page's ` +
        `Content-Security-Policy (connect-src) or cross-origin rules forbid it. (${String(error)})`,
      { cause: error },
    );
  }
  if (response.ok) return response;
  throw new WasmLoadError(
    `sip-wasm could not fetch ${url.href}: the server answered ${response.status}. ` +
      "Copy sip.wasm from the package's dist folder to that address.",
  );
}

async function compileResponse(response: Response, url: URL): Promise<WebAssembly.Module> {
  // Streaming compilation insists on the right type; a server that does not know .wasm costs only speed.
  const type = response.headers.get("content-type") ?? "";
  if (!/^application\/wasm\b/i.test(type) || typeof WebAssembly.compileStreaming !== "function") {
    return compileBytes(new Uint8Array(await response.arrayBuffer()), url);
  }
  try {
    return await WebAssembly.compileStreaming(response);
  } catch (error) {
    throw describeCompileError(error, url);
  }
}

async function compileBytes(bytes: Uint8Array<ArrayBuffer>, url: URL): Promise<WebAssembly.Module> {
  // "\0asm" (WebAssembly core specification §5.5.16). Servers like to answer an unknown path with their start page.
  if (bytes[0] !== 0 || bytes[1] !== 0x61 || bytes[2] !== 0x73 || bytes[3] !== 0x6d) {
    throw new WasmLoadError(
      `sip-wasm found no WebAssembly at ${url.href}, but something else (a web page?). ` +
        "Copy sip.wasm from the package's dist folder to that address.",
    );
  }
  try {
    return await WebAssembly.compile(bytes);
  } catch (error) {
    throw describeCompileError(error, url);
  }
}

async function readFile(url: URL): Promise<Uint8Array<ArrayBuffer>> {
  // Bundlers for the web must neither resolve nor complain about this import.
  const fileSystem = ["node", "fs/promises"].join(":");
  try {
    const { readFile: read } = await import(
      /* webpackIgnore: true */ /* @vite-ignore */ fileSystem
    );
    return await read(url);
  } catch (error) {
    throw new WasmLoadError(
      `sip-wasm could not read ${url.href}. The package is incomplete, or a bundler moved its ` +
        `JavaScript without sip.wasm: keep sip-wasm external, or copy sip.wasm there. (${String(error)})`,
      { cause: error },
    );
  }
}

function isNode(): boolean {
  const { process } = globalThis as { process?: { versions?: { node?: string } } };
  return process?.versions?.node !== undefined;
}
