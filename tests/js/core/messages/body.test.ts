import { Core } from "sip.js";
import {
  fromBodyLegacy as theirFromBodyLegacy,
  getBody as theirGetBody,
  isBody as theirIsBody,
} from "sip.js/lib/core/messages/body.js";
import { describe, expect, test } from "vitest";
import {
  fromBodyLegacy,
  getBody,
  isBody,
  OutgoingRequestMessage,
  Parser,
} from "../../../../js/src/core/index.js";
import { bodyFields } from "../../../../js/src/core/messages/body.js";
import { URI } from "../../../../js/src/grammar/index.js";
import { silentLogger } from "../../support/silent-logger.js";

/** An INVITE with these header lines and this body. */
function invite(headers: Array<string>, body: string): string {
  return [
    "INVITE sip:us@example.com SIP/2.0",
    "Via: SIP/2.0/WSS host.invalid;branch=z9hG4bK1",
    "Max-Forwards: 70",
    "From: <sip:them@example.com>;tag=1",
    "To: <sip:us@example.com>",
    "Call-ID: 1",
    "CSeq: 1 INVITE",
    "Contact: <sip:them@host.invalid>",
    ...headers,
    `Content-Length: ${Buffer.byteLength(body)}`,
    "",
    body,
  ].join("\r\n");
}

/** What a call returns, or the message of what it throws. */
function outcome(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return `throws ${(error as Error).message}`;
  }
}

describe("a body", () => {
  test("of the older form is a session description if it is SDP, otherwise something to show", () => {
    for (const legacy of [
      "v=0",
      { body: "v=0", contentType: "application/sdp" },
      { body: "x", contentType: "text/plain" },
      { body: "", contentType: "application/sdp" },
    ]) {
      expect(fromBodyLegacy(legacy)).toEqual(theirFromBodyLegacy(legacy));
    }
    expect(fromBodyLegacy("v=0").contentDisposition).toBe("session");
  });

  test("is told from what is none, as SIP.js tells it", () => {
    const content = "x";
    const contentType = "a/b";
    for (const value of [
      {},
      "text",
      7,
      { content },
      { contentType },
      { content, contentType },
      { content: "", contentType },
      { content: 1, contentType },
      { content, contentType, contentDisposition: "render" },
      { content, contentType, contentDisposition: 5 },
      { contentDisposition: "render" },
    ]) {
      expect(isBody(value), JSON.stringify(value)).toBe(theirIsBody(value));
    }
    // SIP.js throws.
    expect([undefined, null].map(isBody)).toEqual([false, false]);
  });

  test("that is empty is none", () => {
    const body = { contentDisposition: "render", contentType: "a/b", content: "" };
    expect(getBody(body)).toBeUndefined();
    expect(getBody({ ...body, content: "x" })?.content).toBe("x");
  });

  test("crosses with its disposition only where the type does not say it", () => {
    const sdp = { contentDisposition: "session", contentType: "application/sdp", content: "v=0" };
    expect(bodyFields(sdp)?.disposition).toBe("");
    expect(bodyFields({ ...sdp, contentDisposition: "render" })?.disposition).toBe("render");
    expect(bodyFields(undefined)).toBeUndefined();
  });
});

describe("the body of a received message is what SIP.js makes of it", () => {
  const multipart = "--a b\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n\r\n--a b--\r\n";
  test.each<[string, Array<string>, string]>([
    ["SDP", ["Content-Type: application/sdp"], "v=0\r\n"],
    ["a compact name", ["c: application/sdp"], "v=0\r\n"],
    ["parameters", ["Content-Type: application/sdp;charset=utf-8"], "v=0\r\n"],
    ["capitals", ["Content-Type: Application/SDP"], "v=0\r\n"],
    ["text", ["Content-Type: text/plain"], "größer\n"],
    ["a disposition", ["Content-Type: a/b", "Content-Disposition: signal;handling=optional"], "x"],
    ["SDP to show", ["Content-Type: application/sdp", "Content-Disposition: render"], "v=0"],
    ["a multipart body as a whole", ['Content-Type: multipart/mixed;boundary="a b"'], multipart],
    ["a type for no body", ["Content-Type: text/plain"], ""],
    ["no type", [], "x"],
    ["no type but a disposition", ["Content-Disposition: session"], "x"],
    ["nothing", [], ""],
  ])("%s", (_, headers, body) => {
    const text = invite(headers, body);
    const own = Parser.parseMessage(text, silentLogger().logger);
    const peer = Core.Parser.parseMessage(text, silentLogger().logger as never);
    if (!own || !peer) throw new Error("the message did not parse");
    expect(outcome(() => getBody(own))).toEqual(outcome(() => theirGetBody(peer)));
  });
});

describe("the body of a request to be sent is what SIP.js makes of it", () => {
  const sdp = { contentDisposition: "session", contentType: "application/sdp", content: "v=0" };
  test.each<[string, Array<string>, typeof sdp | undefined]>([
    ["none", [], undefined],
    ["one", [], sdp],
    ["one with a disposition", ["Content-Disposition: render"], sdp],
    ["one whose type is said twice", ["Content-Type: application/sdp"], sdp],
    ["one whose types differ", ["Content-Type: text/plain"], sdp],
  ])("%s", (_, headers, body) => {
    const own = new OutgoingRequestMessage(
      "INVITE",
      new URI("sip", "a", "b"),
      new URI("sip", "a", "b"),
      new URI("sip", "a", "b"),
      {},
      headers,
      body,
    );
    const uri = () => new Core.URI("sip", "a", "b");
    const peer = new Core.OutgoingRequestMessage("INVITE", uri(), uri(), uri(), {}, headers, body);
    expect(outcome(() => getBody(own))).toEqual(outcome(() => theirGetBody(peer)));
  });
});
