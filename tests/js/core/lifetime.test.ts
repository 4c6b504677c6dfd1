// Nobody calls delete(): what nobody holds is garbage, in C++ as in JavaScript.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, test, vi } from "vitest";
import { wasm } from "../../../js/src/core/wasm/index.js";
import { makePair, type Party, talk } from "../support/pair.js";
import { ours, setStage, settled } from "../support/stage.js";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

async function collect(): Promise<void> {
  for (let i = 0; i < 5; i++) {
    collectGarbage();
    // Finalizers run in tasks of their own.
    for (let task = 0; task < 5; task++) await settled();
  }
}

async function callAndForget(): Promise<WeakRef<object>> {
  const { alice, bob } = await makePair();
  const { caller } = await talk(alice, bob);
  await caller.bye();
  await settled();
  await bob.userAgent.stop();
  await alice.userAgent.stop();
  return new WeakRef(alice.userAgent);
}

afterEach(() => {
  vi.useRealTimers();
});

describe("a user agent that nobody holds", () => {
  test("is collected after a call", async () => {
    const forgotten = await callAndForget();
    await collect();
    expect(forgotten.deref()).toBeUndefined();
  });

  test("gives its memory in the core back", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    const ringing = async (): Promise<void> => {
      const stage = await setStage(ours);
      stage.userAgent.delegate = { onInvite: () => undefined };
      stage.remote.invite({ body: "x".repeat(200_000) });
      expect(stage.notes.at(-1)).toBe("> 180 INVITE");
    };
    const before = wasm.HEAPU8.length;
    // 60 MB at least, were it kept.
    for (let i = 0; i < 300; i++) {
      await ringing();
      if (i % 10 !== 0) continue;
      // The timer of a user agent holds it, as it should; a page that goes away takes its timers along.
      vi.clearAllTimers();
      await collect();
    }
    expect(wasm.HEAPU8.length).toBe(before);
  });
});

describe("a call that is over", () => {
  async function endedCall(alice: Party, bob: Party): Promise<WeakRef<object>> {
    const { caller } = await talk(alice, bob);
    await caller.bye();
    await settled();
    return new WeakRef(caller);
  }

  test("is collected while its user agent lives on, once no answer can come any more", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    const { alice, bob } = await makePair();
    const forgotten = await endedCall(alice, bob);
    // RFC 6026 §7.2: a 2xx may be repeated until timer M has run.
    vi.advanceTimersByTime(32_000);
    await collect();
    expect(forgotten.deref()).toBeUndefined();
    const { engine } = alice.userAgent.userAgentCore;
    expect([engine.sessions.size, engine.requests.size, engine.questions.size]).toEqual([0, 0, 0]);
  });
});
