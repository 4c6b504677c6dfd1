// `npm start`'s program as a user runs it: the address it prints, what is behind it, and its refusals.
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { startWebServer } from "../../../demo/web-server.mjs";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const running: ChildProcess[] = [];

interface Ended {
  code: number | null;
  errors: string;
}

/** Starts the program; resolves with the page's address, or with how the program ended. */
function serve(...args: string[]): Promise<string | Ended> {
  const program = spawn(process.execPath, ["demo/serve.mjs", ...args], { cwd: root });
  running.push(program);
  return new Promise((resolve) => {
    let output = "";
    let errors = "";
    program.stderr.on("data", (text) => {
      errors += text;
    });
    program.stdout.on("data", (text) => {
      output += text;
      const address = /Demo page\s+(\S+)/.exec(output)?.[1];
      if (address) resolve(address);
    });
    program.on("exit", (code) => resolve({ code, errors }));
  });
}

describe("demo/serve.mjs", () => {
  afterEach(() => {
    for (const program of running.splice(0)) program.kill();
  });

  it("prints the address of a page that names the embedded server and two users", async () => {
    const address = (await serve("--port", "0")) as string;

    const page = await fetch(address);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'self'");
    expect(await page.text()).toContain("sip-wasm softphone");

    const config = await (await fetch(`${address}config.json`)).json();
    expect(config.phones).toMatchObject([
      { name: "Alice", user: "alice", server: expect.stringMatching(/^ws:\/\//) },
      { name: "Bob", user: "bob" },
    ]);
  });

  it("names another server, and no users, when told to", async () => {
    const address = (await serve("--port", "0", "--server", "wss://sip.example.com/ws")) as string;
    const config = await (await fetch(`${address}config.json`)).json();
    const blank = {
      server: "wss://sip.example.com/ws",
      domain: "sip.example.com",
      user: "",
      password: "",
    };
    expect(config.phones).toMatchObject([blank, blank]);
  });

  it("ends when it is told to", async () => {
    await serve("--port", "0");
    const program = running[0] as ChildProcess;
    const ended = new Promise((resolve) => program.on("exit", resolve));
    program.kill("SIGTERM");
    expect(await ended).toBe(0);
  });

  it("says in one line that its port is taken", async () => {
    const other = await startWebServer({ folder: root });
    const ended = await serve("--port", String(other.port));
    await other.close();
    expect(ended).toEqual({
      code: 1,
      errors: `Port ${other.port} is taken; choose another with --port N.\n`,
    });
  });

  it.each([
    [["--server", "https://sip.example.com"], "--server wants a ws:// or wss:// address"],
    [["--port", "eighty"], "“eighty” is not a port."],
    [["--colour"], "Unknown option '--colour'"],
  ])("refuses %j with a reason and its usage", async (args, reason) => {
    const ended = (await serve(...args)) as Ended;
    expect(ended.code).toBe(1);
    expect(ended.errors).toContain(reason);
    expect(ended.errors).toContain("Usage: npm start");
  });
});

describe("demo/web-server.mjs", () => {
  it("serves files of its folder with their types, and nothing outside", async () => {
    const server = await startWebServer({
      folder: `${root}/demo`,
      json: { "/config.json": { phones: [] } },
    });
    const get = async (path: string, method = "GET") => {
      const response = await fetch(new URL(path, server.url), { method });
      return [response.status, response.headers.get("content-type")];
    };
    expect(await get("/")).toEqual([200, "text/html; charset=utf-8"]);
    expect(await get("/icon.svg", "HEAD")).toEqual([200, "image/svg+xml"]);
    expect(await get("/config.json")).toEqual([200, "application/json"]);
    for (const path of ["/none.js", "/%2e%2e/package.json", "/..%2fpackage.json", "/%ff.html"]) {
      expect(await get(path), path).toEqual([404, "text/plain"]);
    }
    expect((await get("/", "POST"))[0]).toBe(405);
    await server.close();
  });
});
