import { Core } from "sip.js";
import { describe, expect, test } from "vitest";
import * as own from "../../../../js/src/core/index.js";

const sides = [own, Core as unknown as typeof own];
type Side = typeof own;

const data = [
  "INVITE sip:a@b SIP/2.0",
  "Via: SIP/2.0/WSS h.invalid;branch=z9hG4bK1",
  "Subject: one",
  " two",
  "\tthree",
  "From: <sip:x@y>;tag=1",
  "",
  "body",
].join("\r\n");

describe("Parser.getHeader", () => {
  test.each([
    [data, 0],
    [data, data.indexOf("Via")],
    [data, data.indexOf("Subject")],
    [data, data.indexOf("From")],
    [data, data.indexOf("\r\n\r\n") + 2],
    [data, data.length - 3],
    [data, data.length + 3],
    ["abc", 0],
    ["\r\nabc", 0],
    ["abc: d\nfoo: b\n\n", 0],
    ["a: b\r\n c\r\n\r\n", 0],
    ["a: b\r\n\r\n", 0],
    ["", 0],
  ])("finds the end of a header and its folds as SIP.js does: %j from %i", (text, at) => {
    const [ours, theirs] = sides.map((side) => side.Parser.getHeader(text, at));
    expect(ours).toBe(theirs);
  });
});

/** What both sides make of the lines: the results, the fields and the raw values. */
function parsed(side: Side, lines: ReadonlyArray<string>, response = false) {
  const message = response ? new side.IncomingResponseMessage() : new side.IncomingRequestMessage();
  const results = lines.map((line) => {
    const text = `xx\r\n${line}\r\nnext`;
    return side.Parser.parseHeader(message, text, 4, 4 + line.length);
  });
  const headers: { [name: string]: unknown } = {};
  for (const [name, values] of Object.entries(message.headers)) {
    headers[name] = values.map(({ raw, parsed }) => ({ raw, text: String(parsed) }));
  }
  const { cseq, fromTag, viaBranch, via } = message;
  const fields = { cseq, fromTag, viaBranch, host: via?.host, from: String(message.from) };
  return { results, headers, fields, method: response ? message.method : undefined };
}

describe("Parser.parseHeader", () => {
  const complete = [
    "Via: SIP/2.0/WSS h.invalid;branch=z9hG4bK1;rport",
    'From: "A" <sip:a@b>;tag=1',
    "To: <sip:c@d>;tag=2",
    "CSeq: 3 INVITE",
    "Call-ID: abc@d",
  ];
  test.each<[string, Array<string>]>([
    ["compact names", ["v: SIP/2.0/WSS h;branch=1", "f: <sip:a@b>;tag=1", "t: <sip:c@d>", "i: x"]],
    ["compact names of the body", ["c: text/plain", "l: 3", "m: <sip:a@b>", "r: <sip:c@d>"]],
    ["several Via lines", ["Via: SIP/2.0/WSS a;branch=1", "Via: SIP/2.0/WSS b;branch=2"]],
    ["a broken lower Via", ["Via: SIP/2.0/WSS a;branch=1", "Via: broken"]],
    ["a repeated From", ["From: <sip:a@b>;tag=1", "From: <sip:c@d>;tag=2"]],
    ["a repeated Call-ID", ["Call-ID: 1", "Call-ID: 2"]],
    ["Contact lists", ["Contact: <sip:a@b>;q=0.5 , <sip:c@d>", "Contact: <sip:e@f>"]],
    ["Record-Route lists", ["Record-Route: <sip:a;lr>, <sip:b;lr>"]],
    ["numbers", ["Content-Length: 3", "Max-Forwards: 70"]],
    ["challenges", ['WWW-Authenticate: Digest realm="x", nonce="y"']],
    ["others, unparsed", ["Subject: a", "Event: refer", "X-Custom:  value ", "Subject : b"]],
    ["any case", ["CALL-ID: x", "cseq: 4 BYE", "FROM: <sip:a@b>;tag=q"]],
    ["Refer-To", ["Refer-To: <sip:a@b?Replaces=c>"]],
  ])("does as SIP.js does with %s", (_name, lines) => {
    for (const given of [lines, [...complete, ...lines]]) {
      const [ours, theirs] = sides.map((side) => parsed(side, given));
      expect(ours).toEqual(theirs);
    }
  });

  test.each([
    "Via: broken",
    "From: broken",
    "To: broken <",
    "Record-Route: broken",
    "Contact:",
    "Call-ID:",
    "Content-Length: x",
    "CSeq: 3",
    "CSeq: x INVITE",
    "Max-Forwards: -1",
    "Refer-To: broken",
    "WWW-Authenticate: broken",
  ])("names a header it cannot use, and leaves it out: %s", (line) => {
    const [ours, theirs] = sides.map((side) => parsed(side, [line]));
    expect(ours).toEqual(theirs);
    expect(ours?.results).toEqual([{ error: `error parsing header '${line.split(":")[0]}'` }]);
  });

  test("takes the method of a response from its CSeq", () => {
    const [ours, theirs] = sides.map((side) => parsed(side, complete, true));
    expect(ours).toEqual(theirs);
    expect(ours?.method).toBe("INVITE");
  });

  test("keeps Contact: *, which SIP.js refuses (RFC 3261 §10.2.2)", () => {
    const { results, headers } = parsed(own, ["Contact: *"]);
    expect(results).toEqual([true]);
    expect(headers.Contact).toEqual([{ raw: "*", text: "undefined" }]);
  });

  test("files compact forms under the long name, all of them (RFC 3261 §7.3.3)", () => {
    const { headers } = parsed(own, ["k: path", "s: lunch", "x: 90", "b: <sip:a@b>", "o: refer"]);
    expect(Object.keys(headers)).toEqual([
      "Supported",
      "Subject",
      "Session-Expires",
      "Referred-By",
      "Event",
    ]);
  });

  test("a message built of headers has them as its fields and can be answered", () => {
    const message = new own.IncomingRequestMessage();
    message.method = "INVITE";
    for (const line of complete) own.Parser.parseHeader(message, line, 0, line.length);
    const { message: text } = own.constructOutgoingResponse(message, { statusCode: 200 });
    expect(text).toContain("\r\nCSeq: 3 INVITE\r\nCall-ID: abc@d\r\n");
  });
});
