import { expect, test } from "vitest";

test("the core is loaded once, and is ready when the import resolves", async () => {
  const [first, second] = await Promise.all([
    import("../../../../js/src/core/wasm/index.js"),
    import("../../../../js/src/core/wasm/index.js"),
  ]);
  expect(first.wasm).toBe(second.wasm);
  expect(first.wasm.HEAPU8.length).toBeGreaterThanOrEqual(65_536);
  expect(first.wasm.HEAPU8.buffer).toBe(first.wasm.HEAPU32.buffer);
});
