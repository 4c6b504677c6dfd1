// What the demo page draws during a call. With SCREENSHOT=1 the picture in the README is taken anew.
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { startWebServer } from "../../../demo/web-server.mjs";
import { DemoPage } from "../support/demo-page.js";
import { useWorld } from "../support/world.js";

const kReadmePicture = fileURLToPath(new URL("../../../docs/images/demo.png", import.meta.url));

interface Ink {
  above: { sent: number; received: number };
  below: { sent: number; received: number };
}

/** How many pixels of the plot have each direction's colour, above and below its middle line. */
function inkOf(plot: Locator): Promise<Ink> {
  return plot.evaluate((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement;
    const context = (canvas as HTMLCanvasElement).getContext("2d") as CanvasRenderingContext2D;
    const style = getComputedStyle(canvas);
    const key = (pixel: ArrayLike<number>) => Array.from(pixel).join();
    const colourOf = (property: string) => {
      const probe = new OffscreenCanvas(1, 1).getContext("2d") as OffscreenCanvasRenderingContext2D;
      probe.fillStyle = style.getPropertyValue(property).trim();
      probe.fillRect(0, 0, 1, 1);
      return key(probe.getImageData(0, 0, 1, 1).data);
    };
    const sent = colourOf("--sent");
    const received = colourOf("--received");
    const ink = { above: { sent: 0, received: 0 }, below: { sent: 0, received: 0 } };
    const { data } = context.getImageData(0, 0, width, height);
    for (let i = 0; i < data.length; i += 4) {
      const half = i < data.length / 2 ? ink.above : ink.below;
      const colour = key(data.subarray(i, i + 4));
      if (colour === sent) half.sent++;
      if (colour === received) half.received++;
    }
    return ink;
  });
}

describe("the demo page draws", () => {
  const world = useWorld();
  let server: Awaited<ReturnType<typeof startWebServer>>;

  beforeAll(async () => {
    server = await startWebServer({
      folder: inject("demoPage"),
      json: { "/config.json": world.demoConfig() },
    });
  });

  afterAll(() => server.close());

  it("sound that is sent above the line of the plot, and sound that is received below", async () => {
    const page = await world.newPage({
      viewport: { width: 1320, height: 820 },
      deviceScaleFactor: 2,
    });
    await page.goto(server.url);
    const demo = new DemoPage(page);
    await demo.registered();
    const plot = demo.alice.region.getByRole("img");
    expect(await inkOf(plot)).toEqual({
      above: { sent: 0, received: 0 },
      below: { sent: 0, received: 0 },
    });

    await demo.call();
    await expect.poll(async () => (await inkOf(plot)).above.sent).toBeGreaterThan(1000);
    await expect.poll(async () => (await inkOf(plot)).below.received).toBeGreaterThan(1000);
    const { above, below } = await inkOf(plot);
    expect(above.received + below.sent).toBe(0);

    await demo.ladder.getByRole("button", { name: "200 OK" }).last().click();
    const retake = process.env.SCREENSHOT === "1";
    // For the README the plot shall be full.
    if (retake) await sleep(7000);
    const picture = await page.screenshot(retake ? { path: kReadmePicture } : {});
    expect(picture.byteLength).toBeGreaterThan(50_000);
  });
});
