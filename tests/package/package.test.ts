// Packs the package, installs the tarball in an empty folder elsewhere, and uses it as its users do.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "sip-wasm-package-"));
let packed: string[];

// What npm exports to the scripts that it runs would reach the npm started here.
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_|^NODE_|^VITEST/i.test(name)),
);

function run(program: string, args: string[], cwd = folder): string {
  return execFileSync(program, args, { cwd, env: environment, encoding: "utf8" });
}

function node(code: string): string {
  return run(process.execPath, ["--input-type=module", "--eval", code]).trim();
}

beforeAll(() => {
  const [report] = JSON.parse(run("npm", ["pack", "--json", "--pack-destination", folder], root));
  packed = report.files.map((file: { path: string }) => file.path);
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }');
  run("npm", ["install", "--offline", "--no-audit", "--no-fund", join(folder, report.filename)]);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the tarball holds dist, README and LICENSE, and no sources or tools", () => {
  const outside = packed.filter((path) => !path.startsWith("dist/"));
  expect(outside.sort()).toEqual(["LICENSE", "README.md", "package.json"]);
  expect(packed).toContain("dist/sip.wasm");
});

test("installing it runs no script and brings no other package", () => {
  const manifest = JSON.parse(
    readFileSync(join(folder, "node_modules/sip-wasm/package.json"), "utf8"),
  );
  for (const name of ["preinstall", "install", "postinstall", "prepare"]) {
    expect(manifest.scripts).not.toHaveProperty(name);
  }
  expect(manifest).not.toHaveProperty("dependencies");
  const installed = readdirSync(join(folder, "node_modules"));
  expect(installed.filter((name) => !name.startsWith("."))).toEqual(["sip-wasm"]);
});

test("it is imported in Node, and parses with the C++ core", () => {
  const code =
    'import { UserAgent } from "sip-wasm"; console.log(UserAgent.makeURI("sip:alice@example.com").user);';
  expect(node(code)).toBe("alice");
});

test("bundlers for the web are told to leave the import of node:fs alone", () => {
  const script = readFileSync(join(folder, "node_modules/sip-wasm/dist/index.js"), "utf8");
  expect(script).toMatch(/import\(\s*\/\* webpackIgnore: true \*\/\s*\/\* @vite-ignore \*\//);
});

test("its entry points share one instance of everything", () => {
  const code = `
    import * as api from "sip-wasm";
    import * as core from "sip-wasm/core";
    const shared = Object.keys(api).filter((name) => name in core);
    console.log(shared.length > 0 && shared.every((name) => api[name] === core[name]));`;
  expect(node(code)).toBe("true");
});

for (const moduleResolution of ["nodenext", "bundler"]) {
  test(`a program is checked against its types (moduleResolution ${moduleResolution})`, () => {
    const module = moduleResolution === "bundler" ? "esnext" : "nodenext";
    const program = (port: string) => `
      import { UserAgent, type UserAgentOptions } from "sip-wasm";
      const options: UserAgentOptions = { displayName: ${port} };
      export const userAgent: UserAgent = new UserAgent(options);`;
    const flags = ["--noEmit", "--strict", "--target", "es2022", "--module", module];
    const compile = () =>
      run(join(root, "node_modules/.bin/tsc"), [
        ...flags,
        ...["--moduleResolution", moduleResolution, "--ignoreConfig", "program.ts"],
      ]);
    writeFileSync(join(folder, "program.ts"), program('"Alice"'));
    compile();
    writeFileSync(join(folder, "program.ts"), program("5060"));
    expect(compile, "a wrong type must be noticed").toThrow();
  });
}
