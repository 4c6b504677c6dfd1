// Calls that never come to be: given up, declined, busy, not answered (RFC 3261 §9, §13.3, §21).
import { describe, expect, it } from "vitest";
import { useWorld } from "./support/world.js";

describe("a call that is not answered", () => {
  const world = useWorld();

  it("stops ringing when the caller cancels, and both sides end", async () => {
    const [alice, bob] = await world.pair();
    const outgoing = await alice.call("bob");
    const incoming = await bob.incoming();
    await outgoing.waitFor({ type: "progress", code: 180 });

    await outgoing.cancel();

    await incoming.waitFor({ type: "cancelled" });
    expect(await outgoing.rejectedWith()).toBe(487);
    await Promise.all([outgoing.terminated(), incoming.terminated()]);
    expect(alice.sentMessages("CANCEL")).toHaveLength(1);
  });

  it("ends with 603 when the callee declines", async () => {
    const [alice, bob] = await world.pair();
    const outgoing = await alice.call("bob");
    const incoming = await bob.incoming();

    await incoming.reject(603);

    expect(await outgoing.rejectedWith()).toBe(603);
    await Promise.all([outgoing.terminated(), incoming.terminated()]);
  });

  it("ends with 486 when the callee is busy", async () => {
    const [alice, bob] = await world.pair();
    const outgoing = await alice.call("bob");
    const incoming = await bob.incoming();

    await incoming.reject(486);

    expect(await outgoing.rejectedWith()).toBe(486);
    await Promise.all([outgoing.terminated(), incoming.terminated()]);
  });

  it("ends with 480 when nobody answers within the callee's noAnswerTimeout", async () => {
    const [alice, bob] = await world.pair({}, { noAnswerTimeout: 1 });
    const outgoing = await alice.call("bob");
    const incoming = await bob.incoming();
    const began = Date.now();

    expect(await outgoing.rejectedWith()).toBe(480);

    expect(Date.now() - began).toBeGreaterThan(700);
    await Promise.all([outgoing.terminated(), incoming.terminated()]);
  });

  it("ends with 404 when there is no such user", async () => {
    const alice = await world.registered("alice");

    const outgoing = await alice.call("nobody");

    expect(await outgoing.rejectedWith()).toBe(404);
    await outgoing.terminated();
  });
});
