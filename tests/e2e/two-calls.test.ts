// One user agent with two calls.
import { describe, expect, it } from "vitest";
import { connect } from "./support/phone-page.js";
import { expectSoundBothWays } from "./support/sound.js";
import { useWorld } from "./support/world.js";

describe("two calls at once", () => {
  const world = useWorld();

  it("both carry sound, and the end of one leaves the other alone", async () => {
    const [alice, bob] = await world.pair();
    const carol = await world.registered("carol");

    const [toBob, atBob] = await connect(alice, bob);
    const [atCarol, fromCarol] = await connect(carol, alice);
    await Promise.all([expectSoundBothWays(toBob, atBob), expectSoundBothWays(atCarol, fromCarol)]);

    await atBob.bye();
    await toBob.terminated();

    expect(await fromCarol.state()).toBe("Established");
    await expectSoundBothWays(atCarol, fromCarol);
    await fromCarol.bye();
    await atCarol.terminated();
  });
});
