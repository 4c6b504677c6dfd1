// The browser denies the microphone: the call must end cleanly on both sides, with a reason.
import { describe, expect, it } from "vitest";
import type { AgentError } from "./support/phone-page.js";
import { useWorld } from "./support/world.js";

describe("without the microphone", () => {
  const world = useWorld();

  /** The name of getUserMedia's error, whether it is handed on or is the cause of another. */
  const nameOf = (error: AgentError) => error.causeName ?? error.name;

  it("an outgoing call rejects with the browser's error and sends nothing", async () => {
    const alice = await world.registered("alice", { microphoneDenied: true });
    const mark = await alice.mark();

    const error = await alice.call("bob").catch((error: AgentError) => error);

    expect(nameOf(error as AgentError)).toBe("NotAllowedError");
    await alice.waitFor({ type: "state", state: "Terminated" }, mark);
    expect(alice.sentMessages("INVITE")).toHaveLength(0);
    expect(await alice.openMicrophones()).toBe(0);
  });

  it("an answer rejects with the browser's error, and the caller is told", async () => {
    const [alice, bob] = await world.pair({}, { microphoneDenied: true });
    const outgoing = await alice.call("bob");
    const incoming = await bob.incoming();

    const error = await incoming.answer().catch((error: AgentError) => error);

    expect(nameOf(error as AgentError)).toBe("NotAllowedError");
    expect(await outgoing.rejectedWith()).toBeGreaterThanOrEqual(400);
    await Promise.all([outgoing.terminated(), incoming.terminated()]);
  });
});
