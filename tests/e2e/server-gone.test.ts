// The SIP server goes away in the middle of a call, and comes back.
import { describe, expect, it } from "vitest";
import { connect } from "./support/phone-page.js";
import { expectSoundBothWays } from "./support/sound.js";
import { useWorld } from "./support/world.js";

describe("when the server goes away in mid-call", () => {
  const world = useWorld();

  it("sound goes on, the call can be hung up, and after a reconnect calls work again", async () => {
    const [alice, bob] = await world.pair();
    const [outgoing, incoming] = await connect(alice, bob);
    await expectSoundBothWays(outgoing, incoming);

    await world.sip.close();
    await Promise.all([alice, bob].map((phone) => phone.waitFor({ type: "disconnected" })));

    expect(await outgoing.state()).toBe("Established");
    await expectSoundBothWays(outgoing, incoming);
    await Promise.all([outgoing.bye(), incoming.bye()]);
    await Promise.all([outgoing.terminated(), incoming.terminated()]);

    await expect(alice.reconnect()).rejects.toThrow();
    await world.startSip();
    await Promise.all([alice.reconnect(), bob.reconnect()]);
    expect(await alice.register()).toBe(200);
    expect(await bob.register()).toBe(200);
    await expectSoundBothWays(...(await connect(alice, bob)));
  });

  it("a call that was still ringing ends on both sides, and is not left behind", async () => {
    const [alice, bob] = await world.pair();
    const outgoing = await alice.call("bob");
    const incoming = await bob.incoming();

    await world.sip.close();
    await Promise.all([alice, bob].map((phone) => phone.waitFor({ type: "disconnected" })));
    // No answer can reach the caller any more: the call ends by itself, or at the latest when given up.
    if ((await outgoing.state()) !== "Terminated") await outgoing.cancel();
    await outgoing.terminated();
    expect(await incoming.state()).toBe("Initial");
    await incoming.reject(486);
    await incoming.terminated();
    await world.startSip();
  });
});
