// Types for sip.mjs, the JavaScript that Emscripten writes beside sip.wasm (bindings/).
import type { ModuleArgument, WasmModule } from "./wasm-module.js";

/** Fills `module` in and resolves with it; everything is there already when the call returns. */
declare function createModule(module: ModuleArgument): Promise<WasmModule>;

export default createModule;
