// tests/vectors/headers: what parseHeader gives for values of every header, in a message that was received and in one that
// was put together here. The same files are read by tests/cpp/message/structure/header_vectors_test.cpp.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { IncomingResponseMessage } from "../../../../js/src/core/messages/incoming-response-message.js";
import { inspectMessage } from "../../../../js/src/core/messages/parser.js";
import { NameAddrHeader } from "../../../../js/src/grammar/name-addr-header.js";

interface Vector {
  value: string;
  /** Each character of the value stands for a byte. */
  bytes?: true;
  /** The rule behind it. */
  rule: string;
  /** What parseHeader gives; a list where the message has a line for each element. Absent for undefined. */
  is?: unknown;
  problem?: { offset: number; rule: string };
}

const folder = new URL("../../../vectors/headers/", import.meta.url);
const headers = readdirSync(folder).flatMap((file) => {
  const text = readFileSync(new URL(file, folder), "utf8");
  return Object.entries((JSON.parse(text) as { headers: Record<string, Array<Vector>> }).headers);
});

/** A message without them cannot be used, so a bad one is found at once. */
const needed = new Map([
  ["Via", "SIP/2.0/WSS h;branch=z9hG4bK1"],
  ["From", "<sip:a@h>;tag=1"],
  ["To", "<sip:b@h>;tag=2"],
  ["Call-ID", "1@h"],
  ["CSeq", "1 INVITE"],
]);

function textOf({ value, bytes }: Vector): string {
  return bytes ? new TextDecoder().decode(Uint8Array.from(value, (c) => c.charCodeAt(0))) : value;
}

/** A message with the header among others. */
function receive(name: string, value: string): ReturnType<typeof inspectMessage> {
  const lines = [...new Map(needed).set(name, value)].map((line) => line.join(": "));
  return inspectMessage(`SIP/2.0 200 OK\r\n${lines.join("\r\n")}\r\n\r\n${"x".repeat(400)}`);
}

function mapUndefined(params: Record<string, unknown>): object {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, value ?? null]));
}

/** Without class names and undefined members, and with URIs as text. */
function plain(parsed: unknown): unknown {
  return parsed === undefined
    ? undefined
    : JSON.parse(
        JSON.stringify(parsed, function (this: Record<string, unknown>, key, value) {
          const object = this[key];
          // A parameter without a value, in the shapes of SIP.js.
          if (key === "params" && value) return mapUndefined(value);
          if (!(object instanceof NameAddrHeader)) return value;
          const { displayName, uri, parameters } = object;
          return {
            displayName: displayName || undefined,
            uri: String(uri),
            params: Object.keys(parameters).length > 0 ? parameters : undefined,
          };
        }),
      );
}

/** What parseHeader gives for each line of the header; the only one where there is one. */
function parsedLines(message: IncomingResponseMessage, name: string): unknown {
  const lines = message.getHeaders(name).map((_, line) => plain(message.parseHeader(name, line)));
  return lines.length > 1 ? lines.map((line) => line ?? null) : lines[0];
}

describe.each(headers)("%s", (name, vectors) => {
  it.each(vectors)("$value ($rule)", (vector) => {
    const text = textOf(vector);
    const received = receive(name, text);
    if ("rule" in received) {
      // What routing needs, which the parser reads itself.
      expect(needed.has(name) || name === "Content-Length").toBe(true);
      expect(received.field).toBe(name);
    } else {
      expect(received.getHeaders(name).length).toBeGreaterThan(0);
      expect(parsedLines(received as IncomingResponseMessage, name)).toEqual(vector.is);
    }

    const made = new IncomingResponseMessage();
    const values = "rule" in received ? [text] : received.getHeaders(name);
    for (const value of values) made.addHeader(name, value);
    expect(parsedLines(made, name)).toEqual(vector.is);

    const problems = values.map((_, line) => made.headerProblem(name, line));
    const problem = problems.find((one) => one !== undefined);
    expect(problem?.rule).toBe(vector.problem?.rule);
    if (!problem) return;
    expect(problem.field).toBe(name);
    // A fold is one space by now, and a line of its own begins anew.
    if (values[0] === text) expect(problem.offset).toBe(vector.problem?.offset);
  });
});
