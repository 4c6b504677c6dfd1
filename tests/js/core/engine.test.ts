// How the core is driven: order, time, failure. The wasm is the real one.
import { afterEach, describe, expect, test, vi } from "vitest";
import { wasm } from "../../../js/src/core/wasm/index.js";
import { Inviter, Registerer, SessionState } from "../../../js/src/index.js";
import { makePair, type Party, talk } from "../support/pair.js";
import { ours, type Stage, setStage, settled } from "../support/stage.js";

/** Replaces what one engine calls of its core, until the test is over; other engines go on as before. */
function replaceInCore(
  { userAgent }: Pick<Party, "userAgent">,
  replacement: () => number,
  ...names: Array<"receive" | "setNow" | "effects">
): void {
  const { core } = userAgent.userAgentCore.engine as unknown as { core: number };
  for (const name of names) {
    if (vi.isMockFunction(wasm[name])) wasm[name].mockRestore();
    const original = wasm[name] as (called: number, argument: number) => number;
    vi.spyOn(wasm, name).mockImplementation((called: number, argument?: number) =>
      called === core ? replacement() : original(called, argument ?? 0),
    );
  }
}

function trap(): never {
  throw new WebAssembly.RuntimeError("unreachable");
}

async function called(stage: Stage): Promise<Inviter> {
  const inviter = new Inviter(stage.userAgent, stage.target);
  await inviter.invite();
  return inviter;
}

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("the effects of an input", () => {
  test("are carried out before it returns", async () => {
    const stage = await setStage(ours);
    const inviter = await called(stage);
    stage.remote.answer("INVITE", 486);
    expect(inviter.state).toBe(SessionState.Terminated);
    expect(stage.notes.at(-2)).toBe("> ACK");
  });

  test("of a nested input come before the rest of the outer ones", async () => {
    const stage = await setStage(ours);
    const inviter = await called(stage);
    inviter.delegate = {
      onInfo: (info) => {
        stage.note("onInfo");
        void inviter.bye();
        stage.note("bye() returned");
        void info.accept();
      },
    };
    stage.remote.answer("INVITE", 200, { body: stage.remote.offer });
    await settled();
    stage.note("--");
    inviter.stateChange.addListener((state) => stage.note(state));
    stage.remote.request({ method: "INFO" });
    expect(stage.notes.slice(stage.notes.indexOf("--") + 1)).toEqual([
      "onInfo",
      "> BYE",
      "Terminated",
      "media close",
      "bye() returned",
      "> 200 INFO",
    ]);
  });

  test("leave the state alone that an answer during sending has moved on", async () => {
    const stage = await setStage(ours);
    const states: Array<string> = [];
    stage.transport.onSent = (message) => {
      if (message.startsWith("INVITE")) stage.remote.answer("INVITE", 486);
    };
    const inviter = new Inviter(stage.userAgent, stage.target);
    inviter.stateChange.addListener((state) => states.push(state));
    await inviter.invite();
    expect(states).toEqual(["Establishing", "Terminated"]);
  });
});

describe("time", () => {
  test("moves with an application's fake timers, though the clock stands still", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const stage = await setStage(ours);
    const inviter = new Inviter(stage.userAgent, stage.target);
    await inviter.invite({ requestDelegate: stage.responses("invite") });
    vi.advanceTimersByTime(32_000);
    expect(stage.notes.at(-1)).toBe("invite onReject 408");
    expect(inviter.state).toBe(SessionState.Terminated);
  });

  test("goes on after fake timers were taken away with the core's in them", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const stage = await setStage(ours, { noAnswerTimeout: 1 });
    stage.userAgent.delegate = { onInvite: () => undefined };
    stage.remote.invite();
    vi.useRealTimers();
    // Any input will do.
    stage.remote.requestOutside("OPTIONS");
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(stage.notes).toContain("> 480 INVITE");
  });

  test("keeps no timer when nothing waits", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    const stage = await setStage(ours);
    const inviter = await called(stage);
    expect(vi.getTimerCount()).toBe(1);
    stage.remote.answer("INVITE", 486);
    expect(inviter.state).toBe(SessionState.Terminated);
    vi.advanceTimersByTime(64_000);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("broken messages", () => {
  test("are dropped or refused, counted, and stop nothing", async () => {
    const stage = await setStage(ours);
    for (const text of ["", "\r\n\r\n", "nonsense", "INVITE sip:us@example.com SIP/2.0\r\n\r\n"]) {
      stage.transport.receive(text);
    }
    stage.transport.receive("\0\uFFFF\uD800 SIP/2.0\r\n".repeat(100));
    stage.remote.requestOutside("OPTIONS");
    expect(stage.notes.at(-1)).toBe("> 200 OPTIONS");
    const { received, dropped, rejected } = stage.userAgent.userAgentCore.engine.counters();
    expect(dropped + rejected).toBe(received - 1);
  });

  test("are dropped without a sound when they answer nothing", async () => {
    const stage = await setStage(ours);
    const inviter = await called(stage);
    stage.remote.answer("INVITE", 486);
    const before = stage.notes.length;
    stage.remote.answer("INVITE", 180);
    expect(stage.notes.length).toBe(before);
    expect(inviter.state).toBe(SessionState.Terminated);
  });
});

describe("a trap in the core", () => {
  test("rejects what is pending, ends calls with their media, and is logged", async () => {
    const errors: Array<string> = [];
    const { alice, bob } = await makePair({
      alice: { logConnector: (level, _c, _l, text) => level === "error" && errors.push(text) },
    });
    const { caller } = await talk(alice, bob);
    const notes: Array<string> = [];
    alice.media.note = (note) => notes.push(note);
    alice.media.getDescription = () => new Promise(() => undefined);
    const pending = caller.invite();
    const registerer = new Registerer(alice.userAgent);
    replaceInCore(alice, trap, "receive");
    alice.transport.receive("anything");

    await expect(pending).rejects.toThrow(/SIP core has failed/);
    expect(caller.state).toBe(SessionState.Terminated);
    expect(notes).toContain("media close");
    expect(registerer.state).toBe("Terminated");
    expect(errors.some((text) => text.includes("unreachable"))).toBe(true);
  });

  test("is the last call: everything later is refused or ignored, and stop() works", async () => {
    const { alice } = await makePair();
    replaceInCore(alice, trap, "receive");
    alice.transport.receive("anything");
    const receive = vi.fn<() => number>();
    replaceInCore(alice, receive, "receive", "setNow", "effects");

    alice.transport.receive("anything");
    const target = alice.userAgent.configuration.uri;
    expect(() => new Inviter(alice.userAgent, target)).toThrow(/SIP core has failed/);
    await alice.userAgent.stop();
    expect(receive).not.toHaveBeenCalled();
  });

  test("of one user agent leaves the other ones alone", async () => {
    const { alice, bob } = await makePair();
    replaceInCore(alice, trap, "receive");
    alice.transport.receive("anything");
    const target = bob.userAgent.configuration.uri;
    const inviter = new Inviter(bob.userAgent, target);
    await inviter.invite();
    expect(inviter.state).toBe(SessionState.Establishing);
  });
});
