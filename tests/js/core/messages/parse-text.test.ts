import { expect, test } from "vitest";
import { inspectMessage } from "../../../../js/src/core/messages/parser.js";

function options(headers: Array<string>, body = ""): string {
  const lines = [
    "OPTIONS sip:bob@example.com SIP/2.0",
    "Via: SIP/2.0/WSS a.invalid;branch=z9hG4bK1",
    "From: <sip:alice@example.com>;tag=1",
    "To: <sip:bob@example.com>",
    "Call-ID: 1",
    "CSeq: 1 OPTIONS",
    ...headers,
    `Content-Length: ${body.length}`,
  ];
  return `${lines.join("\r\n")}\r\n\r\n${body}`;
}

test("a message that cannot be used says which field it is, where it shows and what rule it breaks", () => {
  const text = options([]).replace("CSeq: 1 OPTIONS", "CSeq: one OPTIONS");
  expect(inspectMessage(text)).toEqual({
    field: "CSeq",
    offset: text.indexOf("one OPTIONS"),
    rule: "malformed CSeq",
  });
});

test.each([
  ["messageBytes", options([], "x".repeat(5000)), 5000, "message"],
  ["headerCount", options(Array(20).fill("Subject: x")), 20, "header"],
  ["headerBytes", options([`Subject: ${"x".repeat(300)}`]), 300, "header"],
])("%s limits a message, and may be raised and lowered", (limit, text, value, field) => {
  expect(inspectMessage(text)).toHaveProperty("method", "OPTIONS");
  expect(inspectMessage(text, { [limit]: value })).toMatchObject({ field });
  expect(inspectMessage(text, { [limit]: value * 2 })).toHaveProperty("method", "OPTIONS");
});

test("the usual limits hold where none are given", () => {
  expect(inspectMessage(options([], "x".repeat(256 * 1024)))).toMatchObject({ field: "message" });
  expect(inspectMessage(options(Array(513).fill("a: b")))).toMatchObject({ field: "header" });
  expect(inspectMessage(options([`a: ${"b".repeat(32 * 1024)}`]))).toMatchObject({
    field: "header",
  });
});

test("headers that are parsed after other messages have been are those of their own message", () => {
  const first = inspectMessage(options(["Contact: <sip:one@h>"]));
  const second = inspectMessage(options(["Supported: x", "Contact: <sip:two@h>"]));
  if ("rule" in first || "rule" in second) throw new Error("refused");
  expect(first.parseHeader("Contact").uri.user).toBe("one");
  expect(second.parseHeader("Contact").uri.user).toBe("two");
});

test("a message longer than the usual limit is structured as it was parsed", () => {
  const text = options(["Contact: <sip:big@h>"], "x".repeat(300 * 1024));
  const message = inspectMessage(text, { messageBytes: 400 * 1024 });
  if ("rule" in message) throw new Error(message.rule);
  inspectMessage(options([]));
  expect(message.parseHeader("Contact").uri.user).toBe("big");
});
