// The tests' own watch over their pages: without it the others could not fail for what goes wrong
// out of their sight.
import { describe, expect, it } from "vitest";
import { useWorld } from "./support/world.js";

describe("what goes wrong inside a page", () => {
  const world = useWorld();

  it.each([
    ["an unhandled rejection", () => void setTimeout(() => Promise.reject(new Error("dropped")))],
    [
      "an uncaught error",
      () =>
        void setTimeout(() => {
          throw new Error("dropped");
        }),
    ],
  ])("is noticed: %s", async (_, misbehave) => {
    const phone = await world.phone("alice");
    await phone.page.evaluate(misbehave);
    await expect.poll(() => world.problems.join()).toContain("dropped");
    await world.clear();
  });
});
