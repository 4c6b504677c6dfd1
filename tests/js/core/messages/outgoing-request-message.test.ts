import { Core, URI as PeerURI } from "sip.js";
import { describe, expect, test } from "vitest";
import {
  HeaderInjectionError,
  OutgoingRequestMessage,
  URI,
} from "../../../../js/src/core/index.js";

const options = {
  callId: "call",
  fromTag: "tag",
  fromDisplayName: "Us",
  toDisplayName: "Them",
  routeSet: ["<sip:p1.example.com;lr>", "<sip:p2.example.com;lr>"],
  userAgentString: "test",
  viaHost: "host.invalid",
  optionTags: ["outbound", "path"],
};
const body = { contentDisposition: "render", contentType: "text/plain", content: "naïve" };

function make(extraHeaders: Array<string> = ["X-One: 1"]) {
  const uri = (user: string) => new URI("sip", user, "Example.com");
  return new OutgoingRequestMessage(
    "MESSAGE",
    uri("them"),
    uri("us"),
    uri("them"),
    options,
    extraHeaders,
    body,
  );
}

function makePeer() {
  const uri = (user: string) => new PeerURI("sip", user, "Example.com");
  return new Core.OutgoingRequestMessage(
    "MESSAGE",
    uri("them"),
    uri("us"),
    uri("them"),
    options,
    ["X-One: 1"],
    body,
  );
}

const linesOf = (text: string) => text.split("\r\n").filter((line) => !line.startsWith("Via"));

describe("an outgoing request message", () => {
  test("holds what SIP.js's holds", () => {
    const [own, peer] = [make(), makePeer()];
    for (const name of ["route", "to", "from", "cseq", "call-id", "max-forwards", "x-one", "x"]) {
      expect(own.getHeaders(name), name).toEqual(peer.getHeaders(name));
      expect(own.getHeader(name), name).toBe(peer.getHeader(name));
      expect(own.hasHeader(name), name).toBe(peer.hasHeader(name));
    }
    expect(own.body).toEqual(peer.body);
    expect(own.ruri.toRaw()).toBe(peer.ruri.toRaw());
    expect([own.callId, own.cseq, own.fromTag, own.toTag]).toEqual(["call", 1, "tag", ""]);
  });

  test("is written with the same lines as SIP.js's", () => {
    const own = make();
    const peer = makePeer();
    for (const message of [own, peer]) message.setViaHeader("z9hG4bK1", "WSS");
    const [lines, peerLines] = [linesOf(own.toString()), linesOf(peer.toString())];
    expect(lines.slice().sort()).toEqual(peerLines.slice().sort());
    expect(own.toString()).toContain("Via: SIP/2.0/WSS host.invalid;branch=z9hG4bK1\r\n");
    expect(own.toString()).toContain("Content-Length: 6\r\n");
  });

  test("is written with the headers that were set on it", () => {
    const message = make();
    message.setHeader("x-set", ["1", "2"]);
    message.setHeader("to", "<sip:other@example.com>");
    message.extraHeaders.push("User-Agent: mine");
    const text = message.toString();
    expect(text).toContain("X-Set: 1\r\nX-Set: 2\r\n");
    expect(text).toContain("To: <sip:other@example.com>\r\n");
    expect(text.match(/User-Agent/g)).toEqual(["User-Agent"]);
  });

  test("refuses to be written with a value that would begin another header", () => {
    for (const line of ["X: 1\r\nY: 2", "X: 1\nY: 2", "X: \0"]) {
      expect(() => make([line]).toString(), line).toThrow(HeaderInjectionError);
    }
    expect(() => make(["no colon"]).toString()).toThrow(TypeError);
  });
});
