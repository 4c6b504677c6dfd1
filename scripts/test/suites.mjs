// The test suites: what each needs, and how it runs to { passed, failed }.
import { buildPackage } from "../build.mjs";
import { fuzz, fuzzTargets } from "../fuzz/runner.mjs";
import { isGeneratedCurrent } from "../generate.mjs";
import { buildPreset } from "../lib/cmake.mjs";
import { buildWasmModule } from "../lib/wasm-module.mjs";
import { runDoctest, runTypeTests, runVitest } from "./runners.mjs";

/** In the order they run: the quickest to fail first, the longest last. `needs` are jobs of scripts/set-up.mjs. */
export const suites = {
  native: {
    about: "the C++ core's doctest suite, and what is generated from it",
    needs: ["native"],
    build: () => buildPreset("native"),
    run: async (filter) => {
      const counts = await runDoctest("build/native/tests/cpp/sip_tests", filter);
      const isCurrent = await isGeneratedCurrent();
      return {
        passed: counts.passed + Number(isCurrent),
        failed: counts.failed + Number(!isCurrent),
      };
    },
  },
  asan: {
    about: "the doctest suite built by clang with the address and undefined behaviour sanitizers",
    optional: true,
    needs: ["native", "clang"],
    build: () => buildPreset("asan"),
    run: (filter) => runDoctest("build/asan/tests/cpp/sip_tests", filter),
  },
  wasm: {
    about: "the doctest suite compiled to WebAssembly and run by Node",
    needs: ["native", "wasm"],
    build: () => buildPreset("wasm-test"),
    run: (filter) => runDoctest("build/wasm-test/tests/cpp/sip_tests.cjs", filter),
  },
  js: {
    about: "TypeScript tests against the real wasm module",
    needs: ["wasm"],
    build: () => buildWasmModule(),
    run: (filter) => runVitest("tests/js", filter),
  },
  types: {
    about: "programs that must compile against the package's types",
    needs: ["wasm"],
    build: buildPackage,
    run: (filter) => runTypeTests("tests/types", filter),
  },
  package: {
    about: "the packed package, installed elsewhere",
    needs: ["wasm"],
    build: buildPackage,
    run: (filter) => runVitest("tests/package", filter),
  },
  e2e: {
    about: "pages in headless Chromium",
    needs: ["wasm", "browser"],
    build: buildPackage,
    run: (filter) => runVitest("tests/e2e", filter),
  },
  fuzz: {
    about: "each fuzz target for a minute; one that finds nothing counts as passed",
    optional: true,
    needs: ["native", "clang"],
    build: () => buildPreset("fuzz"),
    run: (filter) => fuzz(fuzzTargets(filter ? [filter] : [])),
  },
};
