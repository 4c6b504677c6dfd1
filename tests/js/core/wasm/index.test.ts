import assert from "node:assert/strict";
import { test } from "node:test";

test("the core is loaded once, and is ready when the import resolves", async () => {
  const [first, second] = await Promise.all([
    import("../../../../js/src/core/wasm/index.js"),
    import("../../../../js/src/core/wasm/index.js"),
  ]);
  assert.equal(first.wasm, second.wasm);
  assert.ok(first.wasm.HEAPU8.length >= 65_536);
  assert.equal(first.wasm.HEAPU8.buffer, first.wasm.HEAPU32.buffer);
});
