import { EmitterImpl as PeerEmitterImpl } from "sip.js";
import { describe, expect, it } from "vitest";
import { EmitterImpl } from "../../../js/src/api/emitter.js";

const kinds: Array<[string, () => EmitterImpl<number> | PeerEmitterImpl<number>]> = [
  ["ours", () => new EmitterImpl<number>()],
  ["SIP.js's", () => new PeerEmitterImpl<number>()],
];

describe.each(kinds)("an emitter (%s)", (_name, make) => {
  it("calls listeners in the order they were added, as often as they were added", () => {
    const emitter = make();
    const seen: Array<string> = [];
    const first = (n: number) => seen.push(`first ${n}`);
    emitter.addListener(first);
    emitter.on((n) => seen.push(`second ${n}`));
    emitter.addListener(first);
    emitter.emit(1);
    expect(seen).toEqual(["first 1", "second 1", "first 1"]);
    emitter.removeListener(first);
    emitter.emit(2);
    expect(seen.slice(3)).toEqual(["second 2"]);
  });

  it("calls a once listener once, also when it emits again itself", () => {
    const emitter = make();
    const seen: Array<number> = [];
    emitter.once((n) => {
      seen.push(n);
      if (n < 3) {
        emitter.emit(n + 1);
      }
    });
    emitter.addListener((n) => seen.push(10 * n), { once: true });
    emitter.emit(1);
    emitter.emit(5);
    expect(seen).toEqual([1, 20, 10]);
  });

  it("emits to the listeners of the moment emit was called", () => {
    const emitter = make();
    const seen: Array<string> = [];
    const late = () => seen.push("late");
    const removed = () => seen.push("removed");
    emitter.addListener(() => {
      emitter.addListener(late);
      emitter.off(removed);
    });
    emitter.addListener(removed);
    emitter.emit(1);
    expect(seen).toEqual(["removed"]);
    emitter.emit(2);
    expect(seen).toEqual(["removed", "late"]);
  });

  it("throws what a listener throws, before the listeners after it", () => {
    const emitter = make();
    const seen: Array<number> = [];
    emitter.addListener(() => {
      throw new Error("bad listener");
    });
    emitter.addListener((n) => seen.push(n));
    expect(() => emitter.emit(1)).toThrow("bad listener");
    expect(seen).toEqual([]);
  });

  it("is silent after removeAllListeners", () => {
    const emitter = make();
    const seen: Array<number> = [];
    emitter.addListener((n) => seen.push(n));
    emitter.removeAllListeners();
    emitter.emit(1);
    expect(seen).toEqual([]);
  });
});

describe("our emitter alone", () => {
  it("hands what listeners throw to its error handler and calls the others", () => {
    const errors: Array<unknown> = [];
    const seen: Array<number> = [];
    const emitter = new EmitterImpl<number>((error) => errors.push(error));
    const bad = new Error("bad listener");
    emitter.once(() => {
      throw bad;
    });
    emitter.addListener((n) => seen.push(n));
    emitter.emit(1);
    emitter.emit(2);
    expect(errors).toEqual([bad]);
    expect(seen).toEqual([1, 2]);
  });

  it("removes a listener that was added with once", () => {
    const emitter = new EmitterImpl<number>();
    const seen: Array<number> = [];
    const listener = (n: number) => seen.push(n);
    emitter.once(listener);
    emitter.removeListener(listener);
    emitter.emit(1);
    expect(seen).toEqual([]);
  });
});
