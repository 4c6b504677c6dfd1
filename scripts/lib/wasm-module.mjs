// Builds the wasm module and puts it beside its loader, where tests and bundles find it.
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildPreset } from "./cmake.mjs";
import { buildDir, root } from "./paths.mjs";

const loaderDir = join(root, "js/src/core/wasm");
export const wasmFile = join(loaderDir, "sip.wasm");

/** `preset` is "wasm", or "wasm-debug" for assertions and a checked heap. */
export async function buildWasmModule(preset = "wasm") {
  await buildPreset(preset);
  for (const name of ["sip.mjs", "sip.wasm"]) {
    const built = join(buildDir, preset, "bindings", name);
    const placed = join(loaderDir, name);
    if (!existsSync(placed) || !readFileSync(built).equals(readFileSync(placed))) {
      copyFileSync(built, placed);
    }
  }
}
