// A call from one page to another, and the ways in which it ends.
import { describe, expect, it } from "vitest";
import { connect } from "./support/phone-page.js";
import { expectSoundBothWays } from "./support/sound.js";
import { useWorld } from "./support/world.js";

describe("a call between two pages", () => {
  const world = useWorld();

  it("rings, is answered, and carries sound both ways", async () => {
    const [alice, bob] = await world.pair();

    const outgoing = await alice.call("bob");
    const incoming = await bob.incoming();
    await outgoing.waitFor({ type: "progress", code: 180 });
    await incoming.answer();
    await Promise.all([outgoing.established(), incoming.established()]);

    await expectSoundBothWays(outgoing, incoming);
    expect((await outgoing.media())?.direction).toBe("sendrecv");
    expect((await incoming.media())?.connectionState).toBe("connected");
  });

  it("ends on both sides when the caller hangs up", async () => {
    const [alice, bob] = await world.pair();
    const [outgoing, incoming] = await connect(alice, bob);

    await outgoing.bye();

    await incoming.waitFor({ type: "bye" });
    await Promise.all([outgoing.terminated(), incoming.terminated()]);
    expect(alice.sentMessages("BYE")).toHaveLength(1);
    await expect.poll(() => alice.receivedMessages("200").at(-1)).toMatch(/^CSeq:.* BYE/m);
  });

  it("ends on both sides when the callee hangs up", async () => {
    const [alice, bob] = await world.pair();
    const [outgoing, incoming] = await connect(alice, bob);

    await incoming.bye();

    await outgoing.waitFor({ type: "bye" });
    await Promise.all([outgoing.terminated(), incoming.terminated()]);
    expect(bob.sentMessages("BYE")).toHaveLength(1);
  });

  it("releases the microphone and the peer connection when it ends", async () => {
    const [alice, bob] = await world.pair();
    const [outgoing, incoming] = await connect(alice, bob);
    for (const { phone } of [outgoing, incoming]) expect(await phone.openMicrophones()).toBe(1);

    await outgoing.bye();
    await Promise.all([outgoing.terminated(), incoming.terminated()]);

    for (const call of [outgoing, incoming]) {
      await expect
        .poll(async () => (await call.media())?.connectionState ?? "closed")
        .toBe("closed");
      expect(await call.phone.openMicrophones()).toBe(0);
    }
  });
});
