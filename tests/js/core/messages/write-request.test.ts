import { describe, expect, test } from "vitest";
import { HeaderInjectionError } from "../../../../js/src/core/exceptions/index.js";
import { IncomingRequestMessage } from "../../../../js/src/core/messages/incoming-request-message.js";
import { answerBrokenRequest, Parser } from "../../../../js/src/core/messages/parser.js";
import {
  type RequestFields,
  writeRequest,
} from "../../../../js/src/core/messages/write-request.js";
import { silentLogger } from "../../support/silent-logger.js";

const fields: RequestFields = {
  method: "MESSAGE",
  requestUri: "sip:+1;phone-context=x@192.0.2.4;transport=ws",
  via: {
    transport: "WS",
    sentBy: "proxy.example.com",
    branch: "z9hG4bKproxy",
    below: ["SIP/2.0/WSS a.invalid;branch=z9hG4bKa"],
  },
  from: '"Élise" <sip:elise@example.com>;tag=1',
  to: "<tel:+15551234567>",
  callId: "c1",
  cseq: 7,
  maxForwards: 69,
  routes: ["<sip:p1.example.com;lr>"],
  headers: ["X-Mine: yes", "Content-Type: text/plain"],
  body: { contentType: "text/plain", disposition: "", content: "naïve" },
};

describe("§16.6 a request written field by field", () => {
  test("is parsed as it was written, every Via in its place", () => {
    const message = Parser.parseMessage(writeRequest(fields), silentLogger().logger);
    expect(message).toBeInstanceOf(IncomingRequestMessage);
    expect(message?.data.split("\r\n")[0]).toBe(`MESSAGE ${fields.requestUri} SIP/2.0`);
    expect(message?.getHeaders("Via")).toEqual([
      "SIP/2.0/WS proxy.example.com;branch=z9hG4bKproxy",
      "SIP/2.0/WSS a.invalid;branch=z9hG4bKa",
    ]);
    expect(message?.getHeader("From")).toBe(fields.from);
    expect(message?.getHeader("To")).toBe(fields.to);
    expect(message?.getHeader("Route")).toBe("<sip:p1.example.com;lr>");
    expect(message?.getHeader("Max-Forwards")).toBe("69");
    expect(message?.getHeaders("Content-Type")).toEqual(["text/plain"]);
    expect(message?.getHeader("Content-Length")).toBe("6");
    expect(message?.body).toBe("naïve");
  });

  test("§7.3 holds no line break and no header twice", () => {
    const broken: Array<Partial<RequestFields>> = [
      { requestUri: "sip:a@b\r\nX: y" },
      { via: { ...fields.via, branch: "z9hG4bK\r\nX: y" } },
      { via: { ...fields.via, below: ["SIP/2.0/WS b\nX: y"] } },
      { headers: ["X: y\0"] },
    ];
    for (const part of broken) {
      expect(() => writeRequest({ ...fields, ...part })).toThrow(HeaderInjectionError);
    }
    expect(() => writeRequest({ ...fields, headers: ["Via: SIP/2.0/WS c"] })).toThrow(TypeError);
  });
});

describe("§21.4.1 the answer to a broken request", () => {
  const headers = [
    "Via: SIP/2.0/WS a.invalid;branch=z9hG4bKa",
    "From: <sip:a@example.com>;tag=1",
    "To: <sip:b@example.com>",
    "Call-ID: c1",
  ];

  test("is 400 where the request shows whence it came", () => {
    const text = ["INVITE sip:b@example.com SIP/2.0", ...headers, "CSeq: x INVITE", "", ""];
    const answer = answerBrokenRequest(text.join("\r\n"));
    expect(answer).toMatch(/^SIP\/2.0 400 .*\r\nVia: SIP\/2.0\/WS a.invalid;branch=z9hG4bKa\r\n/);
  });

  test("is none for what is no request, and for a request that is not broken", () => {
    const whole = ["INVITE sip:b@example.com SIP/2.0", ...headers, "CSeq: 1 INVITE", "", ""];
    expect(answerBrokenRequest(whole.join("\r\n"))).toBeUndefined();
    expect(answerBrokenRequest("hello")).toBeUndefined();
    expect(answerBrokenRequest("")).toBeUndefined();
  });
});
