// URI, NameAddrHeader and Parameters beside SIP.js's: the same programs on both sides.
import * as Peer from "sip.js/lib/grammar/index.js";
import { describe, expect, test } from "vitest";
import * as own from "../../../js/src/grammar/index.js";

type Side = typeof own;
const sides = [own, Peer as unknown as Side];

/** Like the value, with the classes as names; keys that are undefined stay. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, part]) => [name, plain(part)]);
  return { ...Object.fromEntries(entries), "": value.constructor.name };
}

function expectSame(program: (side: Side) => unknown): void {
  const [ours, theirs] = sides.map((side) => {
    try {
      return plain(program(side));
    } catch (error) {
      return `throws ${(error as Error).constructor.name}: ${(error as Error).message}`;
    }
  });
  expect(ours).toStrictEqual(theirs);
}

// biome-ignore lint/suspicious/noExplicitAny: what untyped programs pass.
type Any = any;

/** SIP.js's clone of a URI without a user has an empty one; ours is deeply equal to what was cloned. */
function cloneOf(uri: own.URI): own.URI {
  const clone = uri.clone();
  if (!clone.user) clone.user = "";
  return clone;
}

describe("a URI is made and written as SIP.js's", () => {
  test.each<[string, Array<Any>]>([
    ["host alone", ["sip", "", "example.com"]],
    ["no user", ["sip", undefined, "example.com"]],
    ["a null user", ["sip", null, "example.com"]],
    ["no scheme", [undefined, "alice", "example.com"]],
    ["no host", ["sip", "alice"]],
    ["an empty host", ["sip", "alice", ""]],
    ["a null host", ["sip", "alice", null]],
    ["port 0", ["sip", "alice", "example.com", 0]],
    ["a null port", ["sip", "alice", "example.com", null]],
    ["a port as text", ["sip", "alice", "example.com", "5060"]],
    ["parameters", ["sip", "a", "h", 1, { A: "B", c: null, d: undefined, e: 5, f: "", g: 0 }]],
    ["null parameters", ["sip", "a", "h", 1, null]],
    ["headers", ["sip", "a", "h", 1, {}, { a: ["b", "c"], "X-foo": ["d"], "call-id": ["1"] }]],
    ["a header as text", ["sip", "a", "h", 1, {}, { subject: "x" }]],
    ["an empty header", ["sip", "a", "h", 1, {}, { subject: [] }]],
    ["null headers", ["sip", "a", "h", 1, {}, null]],
    ["IPv6", ["sips", "a", "[2001:DB8::1]", 5061]],
    ["capitals", ["SIPS", "Alice", "Example.COM"]],
    ["https", ["https", "", "example.com", 8443]],
    ["ws", ["WS", undefined, "Example.com"]],
  ])("%s", (_name, given) => {
    const make = (side: Side) => new (side.URI as Any)(...given) as own.URI;
    expectSame((side) => make(side));
    expectSame((side) => [make(side).toString(), make(side).toRaw()]);
    expectSame((side) => cloneOf(make(side)));
    expectSame((side) => {
      const { scheme, user, host, port } = make(side);
      return [scheme, user, host, port];
    });
  });

  test.each([
    ..."abc.019-_.!~*'()&=+$,;?/:@#%[]<>{}|\\^`\" ".split("").filter((c) => c !== "%"),
    "a b",
    "a@b",
    "alice:secret",
    "a;day=tuesday",
    "%41lice",
    "a%40b",
    "a%3bb",
    "%25",
    "jörg",
    "j%C3%B6rg",
    "😀",
    "+1 (555) 123-4567",
    "*#9240",
  ])("with the user %j", (user) => {
    expectSame((side) => {
      const uri = new side.URI("sip", user, "h");
      return [uri, uri.toString(), uri.toRaw(), uri.aor, uri.user, uri.clone()];
    });
  });

  test.each<[string, (uri: own.URI) => unknown]>([
    ["scheme", (uri) => Object.assign(uri, { scheme: "SIPS" })],
    ["user", (uri) => Object.assign(uri, { user: "B:c d" })],
    ["no user", (uri) => Object.assign(uri, { user: undefined })],
    ["an empty user", (uri) => Object.assign(uri, { user: "" })],
    ["host", (uri) => Object.assign(uri, { host: "Other.Example" })],
    ["an empty host", (uri) => Object.assign(uri, { host: "" })],
    ["port", (uri) => Object.assign(uri, { port: 5061 })],
    ["no port", (uri) => Object.assign(uri, { port: undefined })],
    ["port 0", (uri) => Object.assign(uri, { port: 0 })],
    ["a parameter", (uri) => uri.setParam("Transport", "TCP")],
    ["a flag", (uri) => uri.setParam("LR", undefined)],
    ["a number", (uri) => uri.setParam("ttl", 0)],
    ["another parameter of the name", (uri) => uri.setParam("P", "new")],
    ["a nameless parameter", (uri) => uri.setParam("", "x")],
    ["a parameter without a name", (uri) => uri.setParam(undefined as Any, "x")],
    ["deleting a parameter", (uri) => uri.deleteParam("P")],
    ["deleting what is not there", (uri) => uri.deleteParam("none")],
    ["no parameters", (uri) => uri.clearParams()],
    ["assigned parameters", (uri) => Object.assign(uri, { parameters: { a: "b", c: null } })],
    ["a header", (uri) => uri.setHeader("a_b", "c")],
    ["a list", (uri) => uri.setHeader("X-LIST", ["a", "b"])],
    ["deleting a header", (uri) => uri.deleteHeader("X")],
    ["deleting a header that is not there", (uri) => uri.deleteHeader("none")],
    ["no headers", (uri) => uri.clearHeaders()],
    ["assigned headers", (uri) => Object.assign(uri, { headers: { A: ["b"], C: [] } })],
    [
      "reading",
      (uri) => [uri.getParam("P"), uri.getParam("z"), uri.hasParam("P"), uri.hasParam("")],
    ],
    [
      "reading by no name",
      (uri) => [uri.getParam(undefined as Any), uri.getHeader(undefined as Any)],
    ],
    ["reading headers", (uri) => [uri.getHeader("X"), uri.hasHeader("x"), uri.hasHeader("none")]],
    ["inner parts", (uri) => [(uri as Any).raw, (uri as Any).normal]],
  ])("after a change of %s", (_name, change) => {
    expectSame((side) => {
      const uri = new side.URI("sip", "Alice", "Example.com", 5060, { p: "q" }, { x: ["y"] });
      const result = change(uri);
      return [result, uri, uri.toString(), uri.toRaw(), cloneOf(uri)];
    });
  });

  test("but no slashes behind schemes that name no authority (RFC 3966, RFC 8141)", () => {
    const text = (scheme: string, host: string, params = {}) => {
      const uri = new own.URI(scheme, "", host, undefined, params);
      return [uri.toString(), uri.toRaw()];
    };
    expect(text("tel", "+1555", { ext: "3" })).toEqual(["tel:+1555;ext=3", "tel:+1555;ext=3"]);
    expect(text("TEL", "+1555")).toEqual(["tel:+1555", "TEL:+1555"]);
    expect(text("urn", "service:sos")).toEqual(["urn:service:sos", "urn:service:sos"]);
    expect(text("urn", "uuid:F81D")).toEqual(["urn:uuid:F81D", "urn:uuid:F81D"]);
    expect(text("mailto", "a@b")).toEqual(["mailto:a@b", "mailto:a@b"]);
    expect(text("https", "Example.com/Path")).toEqual([
      "https://example.com/Path",
      "https://Example.com/Path",
    ]);
    const changed = new own.URI("sip", "", "Example.com");
    changed.scheme = "urn";
    expect(String(changed)).toBe("urn:Example.com");
  });
});

describe("a NameAddrHeader is made and written as SIP.js's", () => {
  const uri = (side: Side) => new side.URI("sip", "alice", "Example.com", 5060, { p: "q" });
  test.each<[string, Array<Any>]>([
    ["a name", ["Alice", { tag: "1" }]],
    ["no name", [undefined, {}]],
    ["a null name", [null, {}]],
    ["an empty name", ["", {}]],
    ["the name 0", ["0", {}]],
    ["a number as name", [0, {}]],
    ["parameters", ["A", { tag: "1", F: null, g: "", h: 0, i: undefined, J: 'a "b"' }]],
    ["null parameters", ["A", null]],
    ["no parameters", ["A"]],
    ["escapes", ['A \\"B\\" \\\\', {}]],
    ["Unicode", ["Jörg €", {}]],
  ])("with %s", (_name, given) => {
    const make = (side: Side) => new (side.NameAddrHeader as Any)(uri(side), ...given);
    expectSame((side) => [make(side), make(side).toString(), make(side).clone()]);
    expectSame((side) => [make(side).displayName, make(side).friendlyName]);
    expectSame((side) => {
      const header = make(side);
      header.displayName = "0";
      header.setParam("X", "Y");
      header.uri.user = "bob";
      return [header, header.toString(), header.friendlyName, header.deleteParam("x")];
    });
  });

  test.each<[string, (header: own.NameAddrHeader) => unknown]>([
    ["number", (header) => Object.assign(header, { displayName: 0 })],
    ["undefined", (header) => Object.assign(header, { displayName: undefined })],
    ["empty", (header) => Object.assign(header, { displayName: "" })],
    ["another URI", (header) => Object.assign(header, { uri: header.uri.clone() })],
  ])("and changed as that one: %s", (_name, change) => {
    expectSame((side) => {
      const header = new side.NameAddrHeader(uri(side), "A", { tag: "1" });
      change(header);
      return [header, header.toString(), header.displayName, header.friendlyName];
    });
  });

  test("even without a URI, as long as it is not written", () => {
    expectSame((side) => new (side.NameAddrHeader as Any)());
  });
});

describe("Parameters are SIP.js's", () => {
  test.each<[Any]>([[{}], [null], [undefined], [{ a: undefined }], [{ A: "B", c: 1, d: true }]])(
    "made of %j",
    (given) => {
      expectSame((side) => new side.Parameters(given));
    },
  );

  test("set, read and deleted", () => {
    expectSame((side) => {
      const parameters = new side.Parameters({});
      const set: Array<[Any, Any]> = [
        ["A", "B"],
        ["b", undefined],
        ["c", null],
        ["d", 0],
        ["e", ""],
        ["", "x"],
        [undefined, "y"],
        ["F", true],
        [5, "five"],
      ].filter(([name]) => typeof name !== "number") as Array<[Any, Any]>;
      for (const [name, value] of set) parameters.setParam(name, value);
      const names: Array<Any> = ["a", "B", "c", "D", "e", "f", "z", "", undefined];
      return [
        names.map((name) => [parameters.getParam(name), parameters.hasParam(name)]),
        names.slice(0, 7).map((name) => parameters.deleteParam(name)),
        parameters,
        parameters.clearParams(),
      ];
    });
  });
});

describe("equivalentURI (RFC 3261 §19.1.4)", () => {
  test.each([
    ["sip:a@b", "sip:a@B"],
    ["sip:a@b", "sip:A@b"],
    ["sip:%61@b", "sip:a@b"],
    ["sip:a@b;x=1", "sip:a@b"],
    ["sip:a@b;x=1", "sip:a@b;x=2"],
    ["sip:a@b;transport=udp", "sip:a@b"],
    ["sip:a@b?x=1", "sip:a@b"],
    ["sip:a@b:5060", "sip:a@b"],
    ["sip:a@b", "sips:a@b"],
  ])("%s and %s, as in SIP.js", (first, second) => {
    expectSame((side) => {
      const [a, b] = [first, second].map((text) => side.Grammar.URIParse(text) as own.URI);
      return [
        side.equivalentURI(a as own.URI, b as own.URI),
        side.equivalentURI(b as own.URI, a as own.URI),
      ];
    });
  });
});
