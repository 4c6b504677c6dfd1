// Received messages as applications see them. What SIP.js makes of the same text is the measure.
import { Core } from "sip.js";
import { describe, expect, test } from "vitest";
import {
  IncomingRequestMessage,
  IncomingResponseMessage,
  LoggerFactory,
  Parser,
} from "../../../../js/src/core/index.js";

const factory = new LoggerFactory();
factory.builtinEnabled = false;
const logger = factory.getLogger("test");
const peerFactory = new Core.LoggerFactory();
peerFactory.builtinEnabled = false;
const peerLogger = peerFactory.getLogger("test");

function parse(lines: Array<string>, body = "") {
  const text = `${[...lines, `Content-Length: ${Buffer.byteLength(body)}`, "", ""].join("\r\n")}${body}`;
  const message = Parser.parseMessage(text, logger);
  if (!message) throw new Error("the message did not parse");
  return message;
}

const invite = [
  "INVITE sip:bob@biloxi.example.com;transport=ws SIP/2.0",
  "Via: SIP/2.0/WSS host.invalid;branch=z9hG4bK1;rport",
  "Via: SIP/2.0/UDP proxy.example.com:5070;branch=z9hG4bK0",
  "Record-Route: <sip:p1.example.com;lr>, <sip:p2.example.com;lr>",
  "Max-Forwards: 70",
  'f: "A. Lice \\"x\\"" <sip:alice@example.com>;tag=88',
  "To: Bob <sip:bob@biloxi.example.com>",
  "i: 3848276298220188511@example.com",
  "CSeq: 63104 INVITE",
  "Contact: <sip:alice@client.example.com>;q=0.5, <sip:b@c.example.com>",
  "X-Folded: one",
  "  two",
  "Subject : spaced",
  "Content-Type: application/sdp",
];

describe("a received message", () => {
  test("has the fields that SIP.js reads from it", () => {
    const text = [...invite, "Content-Length: 5", "", "v=0\r\n"].join("\r\n");
    const own = Parser.parseMessage(text, logger) as IncomingRequestMessage;
    const peer = Core.Parser.parseMessage(text, peerLogger) as Core.IncomingRequestMessage;
    for (const field of ["method", "body", "callId", "cseq", "fromTag", "toTag", "data"] as const) {
      expect(own[field], field).toBe(peer[field]);
    }
    expect(own.viaBranch).toBe(peer.viaBranch);
    expect(own.via.host).toBe(peer.via.host);
    expect(own.ruri?.toString()).toBe(peer.ruri?.toString());
    expect(own.from.toString()).toBe(peer.from.toString());
    expect(own.from.displayName).toBe(peer.from.displayName);
    expect(own.to.toString()).toBe(peer.to.toString());
    for (const name of ["Contact", "record-route", "VIA", "call-id", "cseq", "max_forwards", "x"]) {
      expect(own.getHeaders(name), name).toEqual(peer.getHeaders(name));
      expect(own.getHeader(name), name).toBe(peer.getHeader(name));
      expect(own.hasHeader(name), name).toBe(peer.hasHeader(name));
    }
  });

  test("reads headers the same before and after they were listed", () => {
    const message = parse(invite);
    const before = ["Subject", "Via", "Contact", "nothing"].map((name) => message.getHeaders(name));
    expect(Object.keys(message.headers)).toContain("Call-ID");
    const after = ["Subject", "Via", "Contact", "nothing"].map((name) => message.getHeaders(name));
    expect(after).toEqual(before);
    expect(message.headers["Max-Forwards"]).toEqual([{ raw: "70" }]);
  });

  test("joins folded lines with one space", () => {
    expect(parse(invite).getHeader("X-Folded")).toBe("one two");
  });

  test("knows headers by their compact names, given or asked for", () => {
    const message = parse(invite);
    expect(message.getHeader("From")).toContain("alice");
    expect(message.getHeader("f")).toContain("alice");
    expect(Object.keys(message.headers)).not.toContain("F");
  });

  test("parses header values by their kind, and keeps what it parsed", () => {
    const message = parse(invite);
    expect(message.parseHeader("cseq")).toEqual({ value: 63104, method: "INVITE" });
    expect(message.parseHeader("content-type")).toBe("application/sdp");
    expect(message.parseHeader("contact", 1).uri.user).toBe("b");
    expect(message.parseHeader("contact", 2)).toBeUndefined();
    expect(message.parseHeader("contact")).toBe(message.s("contact"));
    expect(message.headers.Contact?.[0]?.parsed.getParam("q")).toBe("0.5");
    expect(message.parseHeader("X-Folded")).toBeUndefined();
  });

  test("can be changed: fields, headers, all of them", () => {
    const message = parse(invite);
    message.setHeader("subject", "new");
    message.addHeader("x-more", "1");
    message.addHeader("X-More", "2");
    expect(message.getHeader("Subject")).toBe("new");
    expect(message.getHeaders("x-more")).toEqual(["1", "2"]);
    message.toTag = "assigned";
    expect(message.toTag).toBe("assigned");
    message.headers = { Only: [{ raw: "x" }] };
    expect([message.getHeader("only"), message.hasHeader("Subject")]).toEqual(["x", false]);
  });

  test("with characters beyond ASCII is sliced where they are", () => {
    const message = parse(
      [
        ...invite.filter((line) => !line.startsWith("To:") && !line.startsWith("Subject")),
        'To: "Jürgen 😀 Müller" <sip:bob@biloxi.example.com>',
        "Subject: grüße",
      ],
      "naïve 😀",
    );
    expect(message.getHeader("Subject")).toBe("grüße");
    expect(message.to.displayName).toBe("Jürgen 😀 Müller");
    expect(message.body).toBe("naïve 😀");
    expect(message.cseq).toBe(63104);
  });

  test("with header names that every object has holds just what it says", () => {
    const message = parse([...invite, "constructor: 1", "__proto__: 2", "toString: 3"]);
    expect(message.getHeader("constructor")).toBe("1");
    expect(message.hasHeader("hasOwnProperty")).toBe(false);
    expect(message.headers.Constructor).toEqual([{ raw: "1" }]);
    expect(message.getHeaders("tostring")).toEqual(["3"]);
  });

  test("shows a From that is no URI as it is", () => {
    const lines = invite.filter((line) => !line.startsWith("f:"));
    const message = parse([...lines, "From: <nonsense:>;tag=1"]);
    expect(message.from.uri.host).toContain("nonsense");
    expect(message.fromTag).toBe("1");
  });

  test("that is a response has a status, a reason and its request's method", () => {
    const lines = invite.slice(1);
    const message = parse(["SIP/2.0 486 Busy Here", ...lines]);
    expect(message).toBeInstanceOf(IncomingResponseMessage);
    const response = message as IncomingResponseMessage;
    expect([response.statusCode, response.reasonPhrase]).toEqual([486, "Busy Here"]);
    expect(response.method).toBe("INVITE");
  });

  test("can be made from nothing", () => {
    const message = new IncomingRequestMessage();
    message.addHeader("via", "SIP/2.0/WSS a;branch=b");
    message.method = "OPTIONS";
    expect([message.getHeader("Via"), message.method, message.body]).toEqual([
      "SIP/2.0/WSS a;branch=b",
      "OPTIONS",
      undefined,
    ]);
  });

  test("that is none is told to the logger and gives nothing", () => {
    const told: Array<string> = [];
    factory.connector = (_level, _category, _label, content) => told.push(content);
    expect(Parser.parseMessage("hello", logger)).toBeUndefined();
    factory.connector = undefined;
    expect(told.length).toBe(1);
  });
});
