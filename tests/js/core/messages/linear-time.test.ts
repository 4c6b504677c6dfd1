// 64 kB of any one thing are read through the JavaScript face in time proportional to their length. The C++ parser's own tests
// (tests/cpp/message/linear_time_test.cpp) have every byte in every place; these look for what JavaScript does to the texts.
import { describe, expect, test } from "vitest";
import { LoggerFactory, Parser } from "../../../../js/src/core/index.js";
import { Grammar } from "../../../../js/src/grammar/grammar.js";

const factory = new LoggerFactory();
factory.builtinEnabled = false;
const logger = factory.getLogger("test");

const size = 65_536;
const none = 2 ** 30;
const limits = { messageBytes: none, headerCount: none, headerBytes: none };

const units = [
  ...' \t,;"\\<>()[]%&=?@:/*0a\u00e9',
  "\r\n ",
  "\r\n\t ",
  " \r\n \t",
  "\n ",
  ", ",
  '\\"',
  '"a",',
  "<a>,",
  "<sip:é@b>,",
  "<sip:a@b>,",
  ";a",
  ";a=b",
  ';a="b"',
  "%41",
  "&a=b",
  "%C3",
];

const headers = [
  "Subject",
  "From",
  "To",
  "Via",
  "Contact",
  "Route",
  "Refer-To",
  "Event",
  "Accept",
  "Replaces",
  "Session-Expires",
  "Warning",
  "Retry-After",
  "WWW-Authenticate",
  "Authorization",
  "Date",
  "X-Unknown",
];

const beginnings = ["", '"', "<sip:", "<sip:a@b", "<sip:a@b>", "sip:a@b", "Digest ", "a "];

/** CPU milliseconds, so that a busy machine does not count. */
function millisecondsOf(call: () => void): number {
  const { user, system } = process.cpuUsage();
  call();
  const after = process.cpuUsage();
  return (after.user - user + after.system - system) / 1000;
}

function readAll(header: string, value: string): void {
  const usual = ["Via: SIP/2.0/WSS h;branch=z9hG4bK1", "From: <sip:a@b>;tag=1", "To: <sip:b@c>"];
  const lines = [
    "OPTIONS sip:b@c SIP/2.0",
    `${header}: ${value}`,
    ...usual.filter((line) => !line.startsWith(`${header}:`)),
    "Call-ID: 1",
    "CSeq: 1 OPTIONS",
  ];
  const message = Parser.parseMessage(`${lines.join("\r\n")}\r\n\r\n`, logger, limits);
  if (!message) return;
  message.getHeader(header);
  message.getHeaders(header);
  message.parseHeader(header);
  message.from.toString();
  message.to.toString();
  message.via.toString();
  message.headers.toString();
}

describe.each(units)("64 kB of %j", (unit) => {
  const run = unit.repeat(size / unit.length);

  test("in the value of a header are read at once", () => {
    for (const header of headers) {
      for (const beginning of beginnings) {
        const value = beginning + run;
        // Looking at every pair of characters would be four milliards of looks.
        const taken = millisecondsOf(() => readAll(header, value));
        expect(taken, `${header}: ${beginning}`).toBeLessThan(700);
      }
    }
  });

  test("in a fold are read at once", () => {
    const taken = millisecondsOf(() => readAll("Subject", `a${run}b\r\n c`));
    expect(taken).toBeLessThan(700);
  });

  test("are parsed at once by any rule of the grammar", () => {
    for (const rule of [
      "SIP_URI",
      "Name_Addr_Header",
      "Contact",
      "Via",
      "sipfrag",
      "absoluteURI",
    ]) {
      for (const beginning of beginnings) {
        const taken = millisecondsOf(() => Grammar.parse(beginning + run, rule));
        expect(taken, `${rule}: ${beginning}`).toBeLessThan(700);
      }
    }
  });

  test("are found the ends of at once by Parser.getHeader", () => {
    expect(millisecondsOf(() => Parser.getHeader(`a: ${run}`, 0))).toBeLessThan(700);
  });
});
