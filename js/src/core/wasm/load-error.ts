/** The core could not be loaded. The message says what went wrong and what to do about it. */
export class WasmLoadError extends Error {
  override readonly name = "WasmLoadError";
}

/** Puts a failure to compile into words. Browsers tell a Content-Security-Policy's refusal apart only by the text. */
export function describeCompileError(error: unknown, url: URL): WasmLoadError {
  const reason = error instanceof Error ? error.message : String(error);
  const advice = /embedder|unsafe-eval|CSP|content.security.policy/i.test(reason)
    ? "The page's Content-Security-Policy forbids WebAssembly: add 'wasm-unsafe-eval' to its script-src."
    : "The file is damaged, or the browser is older than 2021.";
  return new WasmLoadError(`sip-wasm could not compile ${url.href}. ${advice} (${reason})`, {
    cause: error,
  });
}
