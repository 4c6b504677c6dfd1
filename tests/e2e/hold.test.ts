// Hold and resume by re-INVITE (RFC 3261 §14, RFC 3264 §8.4), measured in sound.
import { describe, expect, it } from "vitest";
import { connect } from "./support/phone-page.js";
import { expectSilence, expectSoundBothWays } from "./support/sound.js";
import { useWorld } from "./support/world.js";

describe("hold", () => {
  const world = useWorld();

  it.each(["caller", "callee"] as const)(
    "by the %s silences both directions, and resume brings both back",
    async (side) => {
      const [alice, bob] = await world.pair();
      const [outgoing, incoming] = await connect(alice, bob);
      const [holder, held] = side === "caller" ? [outgoing, incoming] : [incoming, outgoing];
      await expectSoundBothWays(holder, held);

      expect(await holder.hold(true)).toBe(200);
      await held.waitFor({ type: "reinvite" });
      expect((await holder.media())?.direction).toBe("sendonly");
      expect((await held.media())?.direction).toBe("recvonly");
      await Promise.all([expectSilence(holder), expectSilence(held)]);

      expect(await holder.hold(false)).toBe(200);
      expect((await holder.media())?.direction).toBe("sendrecv");
      await expectSoundBothWays(holder, held);
    },
  );

  it("by both sides at different times ends only when both have resumed", async () => {
    const [alice, bob] = await world.pair();
    const [outgoing, incoming] = await connect(alice, bob);

    expect(await outgoing.hold(true)).toBe(200);
    expect(await incoming.hold(true)).toBe(200);
    expect((await incoming.media())?.direction).toBe("inactive");

    expect(await incoming.hold(false)).toBe(200);
    expect((await incoming.media())?.direction).toBe("recvonly");
    await expectSilence(outgoing);

    expect(await outgoing.hold(false)).toBe(200);
    await expectSoundBothWays(outgoing, incoming);
  });
});
