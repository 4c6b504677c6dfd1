// The parts of multipart bodies (RFC 2046 §5.1, RFC 5621) and pieces of messages (RFC 3420), taken apart in C++
// (bindings/body_binding.cpp). SIP.js has neither.
import { HeaderWord, MessageWord } from "../../generated/layout.js";
import type { URI } from "../../grammar/uri.js";
import { readWords, type Words, writeText } from "../exchange.js";
import { FieldList } from "../fields.js";
import { wasm } from "../wasm/index.js";
import { type Body, dispositionOf, getBody } from "./body.js";
import { IncomingMessage } from "./incoming-message.js";
import { messageOf } from "./receive.js";
import { ReceivedText } from "./received-text.js";

/** One part of a body. */
export interface BodyPart extends Body {
  /** The part's own headers by name, such as `headers["Content-Id"]?.[0]?.raw`. */
  readonly headers: IncomingMessage["headers"];
}

/**
 * All parts of a message's body, those of multiparts inside it too, in order; of a body that is no multipart, the body itself;
 * none where there is no body. Of multipart/alternative every alternative is listed, the richest last (RFC 2046 §5.1.4).
 *
 * A part without Content-Type is "text/plain" (RFC 2045 §5.2). Content is as received: a Content-Transfer-Encoding is not
 * undone. A multipart that cannot be taken apart, or that is nested more than four deep, is a part itself; of more than 64
 * parts the first 64 are listed.
 * @throws As {@link getBody} does, for a body without a type.
 */
export function getBodies(message: Parameters<typeof getBody>[0]): Array<BodyPart> {
  const body = getBody(message);
  if (!body) return [];
  const headers = message instanceof IncomingMessage ? contentHeaders(message) : {};
  return partsOf({ ...body, headers }, 0).slice(0, mostParts);
}

/** As kMostBodyParts and kDeepestMultipart in cpp/sip/message/session_body.hpp. */
const mostParts = 64;
const deepest = 4;

function partsOf(body: BodyPart, depth: number): Array<BodyPart> {
  const { contentType, content } = body;
  if (depth === deepest || !/^\s*multipart\s*\//i.test(contentType)) return [body];
  const list = `${new FieldList().add("Content-Type", contentType)}\0`;
  const bytes = writeText(list + content);
  wasm.bodyParts(bytes);
  const isAscii = bytes === list.length + content.length;
  const parts: Array<BodyPart> = [];
  for (const words of tables(readWords())) {
    if (parts.length >= mostParts) break;
    const part = new IncomingMessage(new ReceivedText(content, words, isAscii, undefined, false));
    const type = part.getHeader("Content-Type") || "text/plain";
    parts.push(
      ...partsOf(
        {
          contentDisposition: part.parseHeader("Content-Disposition")?.type ?? dispositionOf(type),
          contentType: type,
          content: part.body,
          headers: part.headers,
        },
        depth + 1,
      ),
    );
  }
  return parts.length > 0 ? parts : [body];
}

/** A piece of a SIP message. */
export interface SipFragment
  extends Pick<
    IncomingMessage,
    "headers" | "getHeader" | "getHeaders" | "hasHeader" | "parseHeader" | "body"
  > {
  /** 100 to 699; undefined where there is no status line. */
  readonly statusCode?: number | undefined;
  readonly reasonPhrase?: string | undefined;
  /** Empty where there is no request line. */
  readonly method: string;
  readonly ruri?: URI | undefined;
}

/**
 * Takes a message/sipfrag apart (RFC 3420), such as the progress that a NOTIFY of a REFER reports: an optional status or
 * request line, any headers, an optional body. Never fails: what cannot be read is not there.
 */
export function parseSipfrag(text: string): SipFragment {
  const bytes = writeText(text);
  wasm.parseSipfrag(bytes);
  return messageOf(new ReceivedText(text, readWords(), bytes === text.length, undefined, false));
}

/** What a message says about its content, which is what a part would say. */
function contentHeaders({ headers }: IncomingMessage): BodyPart["headers"] {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => /^Content-(?!Length)/.test(name)),
  );
}

/** Cuts words into tables, each as long as its number of headers says. */
function tables({ array, from, to }: Words): Array<Words> {
  const found: Array<Words> = [];
  for (let at = from; at < to; ) {
    const headers = array[at + MessageWord.HeaderCount] ?? 0;
    const end = at + MessageWord.Headers + headers * HeaderWord.Count;
    found.push({ array, from: at, to: end });
    at = end;
  }
  return found;
}
