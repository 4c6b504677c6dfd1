// Calls with the unmodified npm packages sip.js and jssip on the other side.
import { describe, expect, it } from "vitest";
import { connect } from "./support/phone-page.js";
import { expectSilence, expectSoundBothWays } from "./support/sound.js";
import { useWorld } from "./support/world.js";

describe.each(["sip.js", "jssip"] as const)("with %s on the other side", (stack) => {
  const world = useWorld();

  describe.each(["we call", "they call"] as const)("when %s", (who) => {
    /** Ours and theirs, in a call. */
    async function call() {
      const [ours, theirs] = await world.pair({}, { stack });
      const ends =
        who === "we call" ? await connect(ours, theirs) : (await connect(theirs, ours)).reverse();
      return ends as [(typeof ends)[0], (typeof ends)[0]];
    }

    it("sound flows both ways, keys arrive, and our BYE ends it", async () => {
      const [our, their] = await call();
      await expectSoundBothWays(our, their);

      await our.dtmf("7", "info");
      if (stack === "jssip") await their.waitFor({ type: "tone", tone: "7" });
      else await their.waitFor({ type: "info" });
      await their.dtmf("3", "info");
      expect(await our.waitFor({ type: "info" })).toMatchObject({
        body: expect.stringMatching(/^Signal=3/),
      });

      await our.bye();
      await Promise.all([our.terminated(), their.terminated()]);
      await their.waitFor({ type: "bye" });
    });

    it("either side can hold and resume, and their BYE ends it", async () => {
      const [our, their] = await call();
      await expectSoundBothWays(our, their);
      for (const holder of [our, their]) {
        expect(await holder.hold(true)).toBe(200);
        await Promise.all([expectSilence(our), expectSilence(their)]);
        expect(await holder.hold(false)).toBe(200);
        await expectSoundBothWays(our, their);
      }

      await their.bye();
      await our.waitFor({ type: "bye" });
      await Promise.all([our.terminated(), their.terminated()]);
    });
  });

  it("their refusal reaches us with its code, and our cancel ends their ringing", async () => {
    const [ours, theirs] = await world.pair({}, { stack });
    const refused = await ours.call("bob");
    await (await theirs.incoming()).reject(486);
    expect(await refused.rejectedWith()).toBe(486);

    const mark = await theirs.mark();
    const cancelled = await ours.call("bob");
    const ringing = await theirs.incoming(mark);
    await cancelled.waitFor({ type: "progress", code: 180 });
    await cancelled.cancel();
    await Promise.all([cancelled.terminated(), ringing.terminated()]);
  });
});
