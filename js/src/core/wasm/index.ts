// Loads the C++ core once, under top-level await: whoever imports this module finds it ready, so that the API above can be
// synchronous. A failure rejects the import with a WasmLoadError.
import { compileWasm } from "./compile.js";
import createModule from "./sip.mjs";
import type { ModuleArgument, WasmModule } from "./wasm-module.js";

async function load(): Promise<WasmModule> {
  const compiled = await compileWasm(new URL("./sip.wasm", import.meta.url));
  const argument: ModuleArgument = {
    instantiateWasm(imports, receive) {
      const instance = new WebAssembly.Instance(compiled, imports);
      receive(instance);
      return instance.exports;
    },
  };
  return createModule(argument);
}

/** The core, ready to use. */
export const wasm: WasmModule = await load();

export { WasmLoadError } from "./load-error.js";
export type { WasmModule } from "./wasm-module.js";
