// Tests of the TypeScript sources against the real wasm module, in Node.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (path: string) => fileURLToPath(new URL(`../../js/src/${path}`, import.meta.url));

export default defineConfig({
  // What imports the package by its name, as the embedded SIP server does, gets the sources too.
  resolve: { alias: { "sip-wasm/core": source("core/index.ts") } },
  test: {
    name: "js",
    root: fileURLToPath(new URL(".", import.meta.url)),
    include: ["**/*.test.ts"],
    // The test of memory given back takes 4 s on an idle machine.
    testTimeout: 30_000,
  },
});
