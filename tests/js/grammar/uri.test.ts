import { URI as PeerURI } from "sip.js";
import { describe, expect, it } from "vitest";
import { HeaderInjectionError } from "../../../js/src/core/exceptions/index.js";
import { URI } from "../../../js/src/grammar/uri.js";

type Arguments = ConstructorParameters<typeof URI>;

const cases: Array<Arguments> = [
  ["sip", "alice", "example.com"],
  ["SIPS", "Alice", "Example.COM", 5061],
  [undefined, "", "example.com"],
  ["sip", "alice", "[2001:DB8::1]", 0],
  ["sip", "+1 555:pw?/x", "example.com", 5060, { Transport: "ws", lr: null, ttl: 3 }],
  ["sip", "%61%3a%40b", "example.com", undefined, { maddr: "239.255.255.1" }],
  ["sip", "*#9240", "10.0.0.1"],
  ["sip", "100", "enlite_dev"],
  ["sip", "äöü€", "example.com"],
  ["https", "", "example.com", undefined, {}, { a: ["1"] }],
  ["sip", "a", "h", undefined, {}, { "call-id": ["x"], CSEQ: ["1"], "x_y-z": ["p", "q"] }],
  [
    "sip",
    "a",
    "h",
    undefined,
    {},
    { "min-se": ["1"], rack: ["2"], RSEQ: ["3"], "www-authenticate": ["4"] },
  ],
];

/** Every public property both classes have, read from an instance. */
function properties(uri: URI | PeerURI): object {
  const { scheme, user, host, port, parameters, headers } = uri;
  return { scheme, user, host, port, parameters, headers, text: uri.toString(), raw: uri.toRaw() };
}

describe("URI", () => {
  it.each(cases)("has the properties and the text of SIP.js's URI: %s %s %s", (...given) => {
    expect(properties(new URI(...given))).toEqual(properties(new PeerURI(...given)));
  });

  it.each(cases)("clones to a deeply equal URI that shares nothing: %s %s %s", (...given) => {
    const uri = new URI(...given);
    const clone = uri.clone();
    expect(clone).toEqual(uri);
    clone.setParam("added", "1");
    clone.host = "elsewhere.example";
    for (const values of Object.values(clone.headers)) {
      values.push("added");
    }
    expect(properties(uri)).toEqual(properties(new URI(...given)));
  });

  it("changes with its setters as SIP.js's does", () => {
    const ours = new URI("sip", "alice", "example.com", 5060);
    const theirs = new PeerURI("sip", "alice", "example.com", 5060);
    for (const uri of [ours, theirs]) {
      uri.scheme = "SIPS";
      uri.user = "bob";
      uri.host = "Other.Example";
      uri.port = undefined;
      uri.setParam("Transport", "tcp");
      uri.setParam("", "ignored");
      uri.setParam("flag", undefined);
      uri.setHeader("subject", "lunch");
      uri.setHeader("x-list", ["a", "b"]);
    }
    expect(properties(ours)).toEqual(properties(theirs));
    for (const uri of [ours, theirs]) {
      expect(uri.getParam("TRANSPORT")).toBe("tcp");
      expect(uri.hasParam("Flag")).toBe(true);
      expect(uri.getParam("flag")).toBeNull();
      expect(uri.deleteParam("transport")).toBe("tcp");
      expect(uri.deleteParam("transport")).toBeUndefined();
      expect(uri.getHeader("SUBJECT")).toEqual(["lunch"]);
      expect(uri.deleteHeader("subject")).toEqual(["lunch"]);
      expect(uri.hasHeader("subject")).toBe(false);
      expect(uri.deleteHeader("subject")).toBeUndefined();
    }
    expect(properties(ours)).toEqual(properties(theirs));
    for (const uri of [ours, theirs]) {
      uri.clearParams();
      uri.clearHeaders();
    }
    expect(properties(ours)).toEqual(properties(theirs));
  });

  it("writes parameters that were assigned as a whole", () => {
    const uri = new URI("sip", "a", "h");
    uri.parameters = { transport: "ws" };
    expect(uri.toString()).toBe("sip:a@h;transport=ws");
  });

  it("keeps a URI without a user as it is when cloning", () => {
    const uri = new URI("sip", "x", "h");
    uri.user = undefined;
    expect(uri.clone()).toEqual(uri);
    expect(uri.toString()).toBe("sip:h");
  });

  it("knows the address of record, also without a user", () => {
    expect(new URI("sip", "alice", "Example.com").aor).toBe("alice@example.com");
    expect(new URI("sip", "", "Example.com").aor).toBe("example.com");
  });

  it("does not take inherited properties for parameters or headers", () => {
    const uri = new URI("sip", "a", "h");
    expect(uri.hasParam("constructor")).toBe(false);
    expect(uri.getParam("toString")).toBeUndefined();
    expect(uri.getHeader("constructor")).toBeUndefined();
  });

  it.each([
    ["100%", "sip:100%25@h"],
    ["%zz%41", "sip:%25zz%41@h"],
    ["%ff", "sip:%ff@h"],
    ["\ud800", "sip:%EF%BF%BD@h"],
  ])("writes a user that cannot be unescaped without failing: %j", (user, text) => {
    expect(new URI("sip", user, "h").toString()).toBe(text);
  });

  it("refuses to be made without a host", () => {
    expect(() => new URI("sip", "a", "")).toThrow(
      new TypeError('missing or invalid "host" parameter'),
    );
  });

  const bad = ["\r", "\n", "\0", "a\r\nX-Injected: 1"];
  it.each(bad)("refuses %j in every part, naming the part", (text) => {
    const uri = new URI("sip", "a", "h");
    const attempts: Array<[string, () => unknown]> = [
      ["URI scheme", () => new URI(text, "a", "h")],
      ["URI user", () => new URI("sip", text, "h")],
      ["URI host", () => new URI("sip", "a", `h${text}`)],
      ["URI port", () => new URI("sip", "a", "h", text as unknown as number)],
      ["parameter name", () => new URI("sip", "a", "h", 1, { [text]: "1" })],
      ["parameter x", () => new URI("sip", "a", "h", 1, { x: text })],
      ["URI header name", () => new URI("sip", "a", "h", 1, {}, { [text]: ["1"] })],
      ["URI header x", () => new URI("sip", "a", "h", 1, {}, { x: ["fine", text] })],
      [
        "URI scheme",
        () => {
          uri.scheme = text;
        },
      ],
      [
        "URI user",
        () => {
          uri.user = text;
        },
      ],
      [
        "URI host",
        () => {
          uri.host = text;
        },
      ],
      [
        "URI port",
        () => {
          uri.port = text as unknown as number;
        },
      ],
      ["parameter x", () => uri.setParam("x", text)],
      ["URI header x", () => uri.setHeader("x", text)],
    ];
    for (const [field, attempt] of attempts) {
      expect(attempt).toThrow(HeaderInjectionError);
      expect(attempt).toThrow(TypeError);
      expect(attempt).toThrow(`${field} must not contain CR, LF or NUL`);
    }
    expect(uri.toString()).toBe("sip:a@h");
  });

  it("refuses to write parameters or headers that were assigned with a line break in them", () => {
    const uri = new URI("sip", "a", "h");
    uri.parameters = { x: "1\r\nVia: evil" };
    expect(() => uri.toString()).toThrow(HeaderInjectionError);
    uri.parameters = {};
    uri.headers = { X: ["1\nVia: evil"] };
    expect(() => uri.toRaw()).toThrow(HeaderInjectionError);
  });
});
