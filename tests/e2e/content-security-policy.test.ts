// The package under a strict Content-Security-Policy. All pages of these tests are served with it,
// and a refusal by it fails the test in which it happens (support/world.ts); here it is made sure
// that the policy is really there, and what happens where WebAssembly is not allowed.
import { afterEach, describe, expect, inject, it } from "vitest";
import { contentSecurityPolicy, startWebServer } from "../../demo/web-server.mjs";
import { connect } from "./support/phone-page.js";
import { useWorld } from "./support/world.js";

describe("under a strict Content-Security-Policy", () => {
  const world = useWorld();
  const servers: Awaited<ReturnType<typeof startWebServer>>[] = [];

  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  it("two pages call each other, while eval is refused to both", async () => {
    expect(contentSecurityPolicy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    const [alice, bob] = await world.pair();
    await connect(alice, bob);

    for (const { page } of [alice, bob]) {
      const response = await page.request.get(page.url());
      expect(response.headers()["content-security-policy"]).toBe(contentSecurityPolicy);
      const evaluated = await page.evaluate(
        () =>
          new Promise((resolve) => {
            document.addEventListener("securitypolicyviolation", (event) => {
              resolve(event.violatedDirective);
            });
            const script = document.createElement("script");
            script.textContent = "globalThis.inlineRan = true";
            document.body.append(script);
          }),
      );
      expect(evaluated).toBe("script-src-elem");
    }
    // The refusals were provoked here.
    await world.clear();
  });

  it("a page without 'wasm-unsafe-eval' is told what to add", async () => {
    const server = await startWebServer({
      folder: inject("agentPages"),
      headers: {
        "content-security-policy": contentSecurityPolicy.replace(" 'wasm-unsafe-eval'", ""),
      },
    });
    servers.push(server);
    const page = await world.newPage();
    await page.goto(`${server.url}sip-wasm.html`);

    await expect.poll(() => world.problems.join("\n")).toContain("page error");
    expect(world.problems.join("\n")).toMatch(/page error: .*'wasm-unsafe-eval'/);
    await world.clear();
  });
});
