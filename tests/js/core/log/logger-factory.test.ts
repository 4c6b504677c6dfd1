import { Core } from "sip.js";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Levels, Logger, LoggerFactory } from "../../../../js/src/core/log/index.js";

type Factory = LoggerFactory | Core.LoggerFactory;

/** What a script makes a factory write to the console and to its connector. */
function observe(factory: Factory, script: (factory: Factory, connected: Array<unknown>) => void) {
  const written: Array<unknown> = [];
  const connected: Array<unknown> = [];
  for (const method of ["error", "warn", "log", "debug"] as const) {
    vi.spyOn(console, method).mockImplementation((content) => written.push([method, content]));
  }
  script(factory, connected);
  vi.restoreAllMocks();
  return { written, connected };
}

function sayAll(factory: Factory, category = "sip.test", label?: string): void {
  const logger = factory.getLogger(category, label);
  logger.error("e");
  logger.warn("w");
  logger.log("l");
  logger.debug("d");
}

const scripts: Array<[string, (factory: Factory, connected: Array<unknown>) => void]> = [
  ["the default level", (factory) => sayAll(factory)],
  [
    "each level",
    (factory) => {
      for (const level of [0, 1, 2, 3, 99]) {
        factory.level = level;
        sayAll(factory, "sip.test", "label");
      }
    },
  ],
  [
    "levels set through a logger",
    (factory) => {
      factory.getLogger("x").level = Levels.error;
      sayAll(factory);
    },
  ],
  [
    "the console switched off",
    (factory, connected) => {
      factory.builtinEnabled = false;
      factory.connector = (...entry) => connected.push(entry);
      sayAll(factory);
    },
  ],
  [
    "a connector, which sees every level",
    (factory, connected) => {
      factory.level = Levels.error;
      factory.connector = (...entry) => connected.push(entry);
      sayAll(factory);
      factory.connector = undefined;
      sayAll(factory);
    },
  ],
  [
    "content that is not text",
    (factory) => factory.genericLog(Levels.warn, "c", undefined, { a: 1 }),
  ],
  [
    "values that are no level and no connector",
    (factory) => {
      factory.level = -1 as Levels;
      factory.level = "loud" as unknown as Levels;
      factory.connector = "loud" as unknown as () => void;
      sayAll(factory);
    },
  ],
];

describe("LoggerFactory", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.UTC(2024, 0, 2, 3, 4, 5) });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it.each(scripts)("writes what SIP.js's writes: %s", (_name, script) => {
    const ours = observe(new LoggerFactory(), script);
    const theirs = observe(new Core.LoggerFactory(), script);
    expect(ours).toEqual(theirs);
    expect(ours.written.length + ours.connected.length).toBeGreaterThan(0);
  });

  it("writes date, category, label and text separated by bars", () => {
    const { written } = observe(new LoggerFactory(), (factory) => {
      factory.level = Levels.debug;
      factory.getLogger("sip.Inviter", "id7").log("hello");
    });
    expect(written).toEqual([["log", `${new Date()} | sip.Inviter | id7 | hello`]]);
  });

  it("gives the same logger for a category, and a new one for a label at level debug", () => {
    const factory = new LoggerFactory();
    const logger = factory.getLogger("a");
    expect(logger).toBeInstanceOf(Logger);
    expect(factory.getLogger("a")).toBe(logger);
    expect(factory.getLogger("a", "label")).toBe(logger);
    expect(factory.getLogger("constructor")).toBeInstanceOf(Logger);
    factory.level = Levels.debug;
    expect(factory.getLogger("a", "label")).not.toBe(logger);
    expect(factory.getLogger("a")).toBe(logger);
  });

  it("takes a level by its name", () => {
    const factory = new LoggerFactory();
    factory.level = "debug" as unknown as Levels;
    expect(factory.level).toBe(Levels.debug);
    factory.level = "1" as unknown as Levels;
    expect(factory.level).toBe(Levels.warn);
  });

  it("is not broken by a connector that throws, and says so on the console", () => {
    const { written } = observe(new LoggerFactory(), (factory) => {
      factory.connector = () => {
        throw new Error("connector down");
      };
      expect(() => factory.getLogger("x").warn("still here")).not.toThrow();
    });
    expect(written).toEqual([
      ["warn", expect.stringContaining("still here")],
      ["error", expect.stringContaining("the log connector threw: Error: connector down")],
    ]);
  });

  it("is not broken by a connector that logs, which does not see its own entries", () => {
    const factory = new LoggerFactory();
    const seen: Array<unknown> = [];
    const { written } = observe(factory, () => {
      factory.connector = (_level, category, _label, content) => {
        seen.push(content);
        factory.getLogger(category).log("from the connector");
      };
      factory.getLogger("x").log("outer");
      factory.getLogger("x").log("next");
    });
    expect(seen).toEqual(["outer", "next"]);
    expect(written).toHaveLength(4);
  });

  it("is not broken by a console that throws", () => {
    vi.spyOn(console, "log").mockImplementation(() => {
      throw new Error("no console");
    });
    expect(() => new LoggerFactory().getLogger("x").log("y")).not.toThrow();
  });
});
