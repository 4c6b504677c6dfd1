// Tests of the TypeScript sources against the real wasm module, in Node.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "js",
    root: fileURLToPath(new URL(".", import.meta.url)),
    include: ["**/*.test.ts"],
  },
});
