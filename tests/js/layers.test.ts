// The arrows of docs/architecture.md, read from the sources: a folder includes and imports only what lies below it.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

// Each folder, and the folders that it may use besides itself.
const allowedInCpp: Record<string, string[]> = {
  base: [],
  message: ["base"],
  auth: ["base", "message"],
  transaction: ["base", "message"],
  dialog: ["base", "message", "auth", "transaction"],
  session: ["base", "message", "auth", "transaction", "dialog"],
  registration: ["base", "message", "auth", "transaction", "dialog"],
  core: ["base", "message", "auth", "transaction", "dialog", "session", "registration"],
};
// What all rooms tell the host: data alone, so it lies below them although the core collects it.
const vocabulary = "sip/core/effect.hpp";

const allowedInJs: Record<string, string[]> = {
  generated: [],
  grammar: ["core"],
  core: ["generated", "grammar"],
  api: ["core", "generated", "grammar"],
  platform: ["api", "core", "grammar"],
};

function filesUnder(folder: string, pattern: RegExp): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => pattern.test(name))
    .map((name) => join(folder, name));
}

function matches(file: string, pattern: RegExp): string[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(pattern)].map((match) => match[1] ?? "");
}

for (const [layer, allowed] of Object.entries(allowedInCpp)) {
  test(`cpp/sip/${layer} includes only ${["itself", ...allowed].join(", ")}`, () => {
    const files = filesUnder(`cpp/sip/${layer}`, /\.[ch]pp$/);
    expect(files).not.toHaveLength(0);
    for (const file of files) {
      for (const included of matches(file, /^#include "([^"]+)"/gm)) {
        if (included === vocabulary) continue;
        const target = /^sip\/(\w+)\//.exec(included)?.[1];
        expect([layer, ...allowed], `${file} includes "${included}"`).toContain(target);
      }
    }
  });
}

test("the effects are data alone", () => {
  expect(matches(`cpp/${vocabulary}`, /^#include "([^"]+)"/gm)).toEqual([]);
});

test("cpp/ knows neither Emscripten, nor JSON, nor a clock, nor streams", () => {
  const banned =
    /^(emscripten|nlohmann|chrono|ctime|random|thread|mutex|regex|iostream|sstream|fstream)\b/;
  for (const file of filesUnder("cpp", /\.[ch]pp$/)) {
    const found = matches(file, /^#include <([^>]+)>/gm).filter((name) => banned.test(name));
    expect(found, file).toEqual([]);
  }
});

const importPattern = /^(?:import|export)\b[^;]*?from "([^"]+)";/gm;

for (const [layer, allowed] of Object.entries(allowedInJs)) {
  test(`js/src/${layer} imports only ${["itself", ...allowed].join(", ")}`, () => {
    const files = filesUnder(`js/src/${layer}`, /\.ts$/);
    expect(files).not.toHaveLength(0);
    for (const file of files) {
      for (const imported of matches(file, importPattern)) {
        expect(imported, file).toMatch(/^\.{1,2}\/.*\.m?js$/);
        const target = normalize(join(dirname(file), imported)).split("/")[2] ?? "";
        if (target === "version.js") continue; // a constant
        expect([layer, ...allowed], `${file} imports "${imported}"`).toContain(target);
      }
    }
  });
}

test("only js/src/core touches the wasm module", () => {
  for (const file of filesUnder("js/src", /\.ts$/)) {
    if (file.startsWith("js/src/core/")) continue;
    const found = matches(file, importPattern).filter((name) => name.includes("/wasm/"));
    expect(found, file).toEqual([]);
  }
});
