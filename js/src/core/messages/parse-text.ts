// Messages through the C++ parser without a user agent (bindings/message_binding.cpp). C++ keeps the table of the message it
// parsed last, so that asking for its pieces soon after does not parse it again.
import type { Words } from "../exchange.js";
import { readText, readWords, writeCount, writeText } from "../exchange.js";
import { wasm } from "../wasm/index.js";

/** What a message may be at most. What is left out is as by default. */
export interface MessageLimits {
  /** Of the whole message, 262,144 by default. */
  messageBytes?: number;
  /** How many header lines, 512 by default. */
  headerCount?: number;
  /** Of one header with its folds, 32,768 by default. */
  headerBytes?: number;
}

/** Why a message, or the value of a header, cannot be used. */
export interface ParseProblem {
  /** The header, or "start line", "header", "message". */
  field: string;
  /** Where it shows: bytes into the message, or into the header's value. */
  offset: number;
  /** The rule that was broken, in a phrase. */
  rule: string;
}

const most = 0xffffffff;

let latestText: string | undefined;
let latestWrite = -1;

/** @returns How many bytes the text takes, and its table, or what is wrong with it. */
export function parseText(
  text: string,
  limits: MessageLimits = {},
): { bytes: number; words: Words } | ParseProblem {
  const { messageBytes = 0, headerCount = 0, headerBytes = 0 } = limits;
  const bytes = writeText(text);
  if (wasm.parseMessage(bytes, messageBytes, headerCount, headerBytes) === 0) return readProblem();
  latestText = text;
  latestWrite = writeCount();
  return { bytes, words: readWords() };
}

/** The pieces of every line of a message that the parser accepts, in the order of its table. */
export function structureText(text: string): Words {
  if (latestWrite !== writeCount() || latestText !== text) {
    parseText(text, { messageBytes: most, headerCount: most, headerBytes: most });
  }
  wasm.structureMessage();
  return readWords();
}

/** The problem that the last call shows. */
export function readProblem(): ParseProblem {
  const [field = "", offset = "", rule = ""] = readText().split("\0");
  return { field, offset: Number(offset), rule };
}

// Engines compile a function of the module when it is first called. Those that every message passes through are called once
// while the page is being loaded, so that the first call that comes in does not wait three times as long as the others.
structureText(
  [
    "OPTIONS sip:a@b SIP/2.0",
    "Via: SIP/2.0/WSS a;branch=z9hG4bK1",
    'From: "a" <sip:a@b>;tag=1',
    "To: <sip:b@c>",
    "Call-ID: 1",
    "CSeq: 1 OPTIONS",
    "Contact: <sip:a@b;ob>",
    "Allow: ACK, BYE",
    "\r\n",
  ].join("\r\n"),
);
