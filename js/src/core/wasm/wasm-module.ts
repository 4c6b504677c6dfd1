// What the compiled core offers to js/src/core. Written by hand beside bindings/*.cpp.

/** The one instance of the C++ core, shared by every user agent of the page. */
export interface WasmModule {
  /** All memory as bytes. Growing memory replaces it: read the property anew for every access, never keep it. */
  readonly HEAPU8: Uint8Array;
  /** All memory as unsigned words (byte address / 4); the same caution holds. */
  readonly HEAPU32: Uint32Array;
}

/** What the loader gives to Emscripten's factory. */
export interface ModuleArgument {
  instantiateWasm(
    imports: WebAssembly.Imports,
    receive: (instance: WebAssembly.Instance) => void,
  ): WebAssembly.Exports;
}
