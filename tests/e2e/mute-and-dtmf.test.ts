// The microphone switched off, and keys of the keypad, by RTP (RFC 4733) and by INFO (RFC 6086).
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { connect } from "./support/phone-page.js";
import { expectHears, expectSilence, expectSoundBothWays, gain } from "./support/sound.js";
import { useWorld } from "./support/world.js";

describe("mute", () => {
  const world = useWorld();

  it("silences one direction, keeps the other, and sends no SIP", async () => {
    const [alice, bob] = await world.pair();
    const [outgoing, incoming] = await connect(alice, bob);
    await expectSoundBothWays(outgoing, incoming);
    const sent = alice.sent.length;

    await outgoing.mute(true);
    await expectSilence(incoming);
    await expectHears(outgoing);

    await outgoing.mute(false);
    await expectHears(incoming);
    expect(alice.sent).toHaveLength(sent);
  });
});

describe("a key of the keypad", () => {
  const world = useWorld();

  it("sent by RTP is heard by the other side as its tone", async () => {
    const [alice, bob] = await world.pair();
    const [outgoing, incoming] = await connect(alice, bob);
    await expectSoundBothWays(outgoing, incoming);
    // With the microphone off, what Bob hears can only be the key.
    await outgoing.mute(true);
    await expectSilence(incoming);

    const heard = gain(incoming, 1500);
    await sleep(100);
    await outgoing.dtmf("5", "rtp");

    await outgoing.waitFor({ type: "tone", tone: "5" });
    expect((await heard).energyReceived).toBeGreaterThan(1e-3);
  });

  it.each(["caller", "callee"] as const)(
    "sent by INFO from the %s arrives with its content",
    async (side) => {
      const [alice, bob] = await world.pair();
      const [outgoing, incoming] = await connect(alice, bob);
      const [from, to] = side === "caller" ? [outgoing, incoming] : [incoming, outgoing];

      await from.dtmf("#", "info");

      expect(await to.waitFor({ type: "info" })).toMatchObject({
        contentType: "application/dtmf-relay",
        body: "Signal=#\r\nDuration=160\r\n",
      });
    },
  );
});
