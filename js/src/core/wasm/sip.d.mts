// Types for sip.mjs, the JavaScript that Emscripten writes beside sip.wasm (bindings/).
import type { ModuleArgument, WasmModule } from "./wasm-module.js";

/** Fills `module` in and returns it; a debug build returns a promise of it. */
declare function createModule(module: ModuleArgument): WasmModule | Promise<WasmModule>;

export default createModule;
