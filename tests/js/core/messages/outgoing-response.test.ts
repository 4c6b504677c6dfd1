import { Core } from "sip.js";
import { describe, expect, test } from "vitest";
import {
  constructOutgoingResponse,
  HeaderInjectionError,
  type IncomingRequestMessage,
  LoggerFactory,
  Parser,
} from "../../../../js/src/core/index.js";

const text = [
  "OPTIONS sip:us@example.com SIP/2.0",
  "Via: SIP/2.0/WSS one.invalid;branch=z9hG4bK1",
  "Via: SIP/2.0/UDP two.invalid;branch=z9hG4bK2",
  "From: <sip:them@example.com>;tag=1",
  "To: <sip:us@example.com>",
  "Call-ID: call",
  "CSeq: 7 OPTIONS",
  "Content-Length: 0",
  "",
  "",
].join("\r\n");

const quiet = <T extends { builtinEnabled: boolean }>(factory: T): T => {
  factory.builtinEnabled = false;
  return factory;
};
const request = () =>
  Parser.parseMessage(text, quiet(new LoggerFactory()).getLogger("t")) as IncomingRequestMessage;
const peerRequest = () =>
  Core.Parser.parseMessage(
    text,
    quiet(new Core.LoggerFactory()).getLogger("t"),
  ) as Core.IncomingRequestMessage;

describe("constructOutgoingResponse", () => {
  test("writes the lines that SIP.js writes", () => {
    const options = {
      statusCode: 200,
      toTag: "ours",
      userAgent: "test",
      supported: ["outbound"],
      extraHeaders: ["X-One: 1"],
      body: { contentDisposition: "render", contentType: "text/plain", content: "grüße" },
    };
    const lines = (message: string) => message.split("\r\n").sort();
    expect(lines(constructOutgoingResponse(request(), options).message)).toEqual(
      lines(Core.constructOutgoingResponse(peerRequest(), options).message),
    );
  });

  test("gives a To tag of its own, but none to a 100", () => {
    const to = (statusCode: number) =>
      /^To: (.*)$/m.exec(constructOutgoingResponse(request(), { statusCode }).message)?.[1];
    expect(to(404)).toMatch(/;tag=\w+/);
    expect(to(100)).not.toContain("tag");
  });

  test("refuses impossible statuses and line breaks", () => {
    expect(() => constructOutgoingResponse(request(), { statusCode: 99 })).toThrow(TypeError);
    const extraHeaders = ["X: 1\r\nY: 2"];
    expect(() => constructOutgoingResponse(request(), { statusCode: 200, extraHeaders })).toThrow(
      HeaderInjectionError,
    );
  });
});
