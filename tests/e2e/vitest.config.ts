// The browser tests: one Chromium for all files, one file at a time (two would distort each other's
// sound on a small machine).
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  test: {
    name: "e2e",
    root: here("."),
    include: ["**/*.test.ts"],
    globalSetup: [here("./support/global-setup.ts")],
    fileParallelism: false,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
