// Registering (RFC 3261 §10) with digest authentication (§22) from a page.
import { describe, expect, it } from "vitest";
import { useWorld } from "./support/world.js";

describe("registration", () => {
  const world = useWorld();

  it("succeeds with the right password, after one challenge", async () => {
    const alice = await world.phone("alice");

    expect(await alice.register()).toBe(200);

    await alice.waitFor({ type: "registration", state: "Registered" });
    expect(alice.sentMessages("REGISTER")).toHaveLength(2);
    expect(alice.receivedMessages("401")).toHaveLength(1);
  });

  it("is refused with a wrong password, and not tried again and again", async () => {
    const alice = await world.phone("alice", { password: "guessed" });

    expect([401, 403]).toContain(await alice.register());

    expect(alice.sentMessages("REGISTER")).toHaveLength(2);
    await expect(
      alice.waitFor({ type: "registration", state: "Registered" }, 0, 500),
    ).rejects.toThrow("No event like");
  });

  it("ends with unregister: the user cannot be called any more", async () => {
    const [alice, bob] = await world.pair();

    expect(await bob.unregister()).toBe(200);

    const call = await alice.call("bob");
    expect([404, 480]).toContain(await call.rejectedWith());
    await call.terminated();
  });
});
