// The demo page under axe-core's rules, in each of its states, in light and in dark.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type axeCore from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { startWebServer } from "../../../demo/web-server.mjs";
import { DemoPage } from "../support/demo-page.js";
import { useWorld } from "../support/world.js";

declare const axe: typeof axeCore;

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core"), "utf8");

/** What axe-core finds fault with, as `rule: element` lines. */
async function faults(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate(() => axe.run());
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

describe("the demo page is accessible", () => {
  const world = useWorld();
  let server: Awaited<ReturnType<typeof startWebServer>>;

  beforeAll(async () => {
    server = await startWebServer({
      folder: inject("demoPage"),
      json: { "/config.json": world.demoConfig() },
    });
  });

  afterAll(() => server.close());

  async function open(colorScheme: "light" | "dark", width: number): Promise<DemoPage> {
    const page = await world.newPage({ colorScheme, viewport: { width, height: 900 } });
    await page.goto(server.url);
    await page.evaluate(axeSource);
    const demo = new DemoPage(page);
    await demo.registered();
    return demo;
  }

  it.each([
    ["light", 1280],
    ["dark", 1280],
    ["light", 390],
    ["dark", 390],
  ] as const)("in %s, %i pixels wide, from idle to the end of a call", async (scheme, width) => {
    const demo = await open(scheme, width);
    expect(await faults(demo.page), "idle").toEqual([]);

    await demo.alice.openSettings();
    await demo.alice.button("Call").click();
    await demo.bob.says("Alice is calling");
    expect(await faults(demo.page), "ringing, with settings open").toEqual([]);

    await demo.bob.button("Answer").click();
    await demo.alice.says("Talking to bob");
    await demo.alice.button("Hold").click();
    await demo.alice.says("bob is on hold");
    await demo.ladder.getByRole("button", { name: "180 Ringing" }).first().click();
    expect(await faults(demo.page), "on hold, reading a message").toEqual([]);

    await demo.bob.button("Hang up").click();
    await demo.alice.says("bob hung up.");
    await demo.alice.field("Whom to call").fill("two words@");
    await demo.alice.button("Call").click();
    await demo.alice.says("is not an address");
    expect(await faults(demo.page), "after the call, with a notice").toEqual([]);
  });

  it("does not scroll sideways on a narrow phone", async () => {
    const demo = await open("light", 320);
    await demo.alice.openSettings();
    await demo.call();
    const overflow = await demo.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
  });

  it("says the state of a call in a live region", async () => {
    const demo = await open("light", 1280);
    await demo.call();
    const spoken = demo.alice.region.getByRole("status").filter({ hasText: "Talking to bob" });
    expect(await spoken.count()).toBe(1);
  });
});
