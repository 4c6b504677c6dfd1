// The torture messages of RFC 4475 and RFC 5118 through the JavaScript face: the same table as tests/cpp/message/torture_test.cpp.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Logger } from "../../../../js/src/core/index.js";
import {
  IncomingRequestMessage,
  IncomingResponseMessage,
  LoggerFactory,
  Parser,
} from "../../../../js/src/core/index.js";
import { answerBrokenRequest } from "../../../../js/src/core/messages/parser.js";

type Message = IncomingRequestMessage | IncomingResponseMessage;

interface Address {
  displayName: string;
  uri: string;
  tag: string;
}

interface Row {
  name: string;
  section: string;
  title: string;
  verdict: "accept" | "refuse";
  binaryBody?: boolean;
  malformed?: Record<string, string>;
  refusal?: { field: string; rule: string; status: number };
  // biome-ignore lint/suspicious/noExplicitAny: each fact has a form of its own.
  holds?: Record<string, any>;
}

const folder = new URL("../../../vectors/", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, folder), "utf8");

function rowsOf(rfc: string): Array<[string, Row, string]> {
  const rows = JSON.parse(read(`${rfc}/verdicts.json`)) as Array<Row>;
  return rows.map((row) => [
    `§${row.section} ${row.name}: ${row.title}`,
    row,
    read(`${rfc}/${row.name}.dat`),
  ]);
}

function parse(text: string): { message: Message | undefined; warnings: Array<string> } {
  const warnings: Array<string> = [];
  const factory = new LoggerFactory();
  factory.builtinEnabled = false;
  factory.connector = (_level, _category, _label, content) => {
    warnings.push(content);
  };
  const logger: Logger = factory.getLogger("test");
  return { message: Parser.parseMessage(text, logger), warnings };
}

/** RFC 5118 has two messages that announce more content than they have. */
function withRightLength(text: string): string {
  const [head = "", ...body] = text.split(/\r?\n\r?\n/);
  const separator = text.includes("\r\n") ? "\r\n\r\n" : "\n\n";
  const content = body.join(separator);
  const length = Buffer.byteLength(content);
  return `${head.replace(/^Content-Length: .*$/m, `Content-Length: ${length}`)}${separator}${content}`;
}

function isSip(uri: string): boolean {
  return /^sips?:/i.test(uri);
}

function expectAddress(message: Message, side: "from" | "to", expected: Address): void {
  const address = message[side];
  expect(side === "from" ? message.fromTag : message.toTag).toBe(expected.tag || undefined);
  if (!isSip(expected.uri)) return;
  expect(address.displayName ?? "").toBe(expected.displayName);
  // Names of parameters are small letters in a URI object, and escapes are decoded.
  const same = (uri: string): string => decodeURIComponent(uri).toLowerCase();
  expect(same(address.uri.toRaw())).toBe(same(expected.uri));
}

// biome-ignore lint/suspicious/noExplicitAny: each fact has a form of its own.
type Check = (message: Message, expected: any) => void;

const checks: Record<string, Check> = {
  method: (message, expected) => expect(message.method).toBe(expected),
  requestUri: (message, expected) => {
    const request = message as IncomingRequestMessage;
    if (isSip(expected)) expect(request.ruri).toBeDefined();
    else expect(request.ruri).toBeUndefined();
  },
  statusCode: (message, expected) =>
    expect((message as IncomingResponseMessage).statusCode).toBe(expected),
  reasonPhrase: (message, expected) =>
    expect((message as IncomingResponseMessage).reasonPhrase).toBe(expected),
  callId: (message, expected) => expect(message.callId).toBe(expected),
  cseq: (message, expected) => {
    expect(message.cseq).toBe(expected);
    expect(message.parseHeader("CSeq")).toEqual({ value: expected, method: message.method });
  },
  from: (message, expected) => expectAddress(message, "from", expected),
  to: (message, expected) => expectAddress(message, "to", expected),
  fromParameters: (message, expected) => {
    for (const [name, value] of Object.entries(expected)) {
      expect(message.from.hasParam(name), name).toBe(true);
      if (value) expect(message.from.getParam(name)?.replaceAll('"', ""), name).toBe(value);
    }
  },
  via: (message, expected) => {
    expect(message.viaBranch).toBe(expected.branch);
    expect(message.via.host).toBe(expected.host);
    expect(message.via.port).toBe(expected.port);
    expect(message.parseHeader("Via").transport).toBe(expected.transport);
  },
  viaParameters: (message, expected) => {
    // Those that SIP.js knows stand beside the others.
    const { params, ...via } = message.parseHeader("Via");
    expect({ ...params, ...via }).toMatchObject(expected);
  },
  lines: (message, expected) => {
    for (const [name, count] of Object.entries(expected)) {
      expect(message.getHeaders(name).length, name).toBe(count);
      expect(message.hasHeader(name), name).toBe(count !== 0);
    }
  },
  elements: (message, expected) => {
    if ("Contact" in expected) expect(message.getHeaders("Contact").length).toBe(expected.Contact);
  },
  numbers: (message, expected) => {
    for (const [name, value] of Object.entries(expected)) {
      expect(message.parseHeader(name), name).toBe(value);
    }
  },
  headers: (message, expected) => {
    for (const [name, value] of Object.entries(expected)) {
      expect(message.getHeader(name), name).toBe(value);
    }
  },
  contact: (message, expected) => {
    if (!isSip(expected.uri)) return;
    const contact = message.parseHeader("Contact");
    expect(contact.displayName ?? "").toBe(expected.displayName);
    for (const [name, value] of Object.entries(expected.parameters)) {
      expect(contact.getParam(name) ?? "", name).toBe(value);
    }
  },
  uris: (message, expected) => {
    const uris = {
      requestUri: () => (message as IncomingRequestMessage).ruri,
      from: () => message.from.uri,
      to: () => message.to.uri,
      contact: () => message.parseHeader("Contact").uri,
    };
    for (const [where, parts] of Object.entries<Record<string, unknown>>(expected)) {
      if (parts.scheme) continue;
      const uri = uris[where as keyof typeof uris]();
      if (parts.host) expect(uri?.host, where).toBe(parts.host);
      if (parts.port) expect(uri?.port, where).toBe(parts.port);
      const user = parts.unescapedUser ?? parts.user;
      if (user && !parts.password) expect(uri?.user, where).toBe(user);
    }
  },
  bodyLength: (message, expected) => expect(Buffer.byteLength(message.body)).toBe(expected),
};

function expectHolds(row: Row, message: Message): void {
  for (const [fact, expected] of Object.entries(row.holds ?? {})) {
    if (fact === "bodyLength" && row.binaryBody) continue;
    const check = checks[fact];
    if (!check) throw new Error(`nobody checks ${fact}`);
    check(message, expected);
  }
  const isRequest = row.holds?.statusCode === undefined;
  expect(message).toBeInstanceOf(isRequest ? IncomingRequestMessage : IncomingResponseMessage);
  for (const name of Object.keys(row.malformed ?? {})) {
    expect(message.getHeader(name)).toBeDefined();
    expect(message.parseHeader(name)).toBeUndefined();
  }
}

function expectRefused(row: Row, text: string): void {
  const { message, warnings } = parse(text);
  expect(message).toBeUndefined();
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain(row.refusal?.field);
  expect(warnings[0]).toContain(row.refusal?.rule);
  const status = row.refusal?.status ?? 0;
  expect(answerBrokenRequest(text)?.slice(0, 12)).toBe(
    status === 0 ? undefined : `SIP/2.0 ${status} `,
  );
}

function expectVerdict(row: Row, text: string): void {
  if (row.verdict === "refuse") {
    expectRefused(row, text);
    return;
  }
  const { message } = parse(text);
  if (!message) throw new Error("the message was refused");
  expect(message.data).toBe(text);
  // Nothing that a message has throws when it is read, whatever stands there.
  for (const [name, values] of Object.entries(message.headers)) {
    for (let at = 0; at < values.length; at++) message.parseHeader(name, at);
  }
  expectHolds(row, message);
}

describe("RFC 4475", () => {
  test.each(rowsOf("rfc4475"))("%s", (_title, row, text) => expectVerdict(row, text));
});

describe("RFC 5118", () => {
  test.each(rowsOf("rfc5118"))("%s", (_title, row, text) => {
    if (row.verdict === "accept" && row.refusal) {
      expectRefused(row, text);
      text = withRightLength(text);
    }
    expectVerdict(row, text);
    if (row.verdict === "accept") {
      const crlf = text.replaceAll("\n", "\r\n");
      expectVerdict(row, row.refusal ? withRightLength(crlf) : crlf);
    }
  });
});
