import { headerNames } from "../../generated/header-names.js";
import { Grammar } from "../../grammar/grammar.js";
import { readText, writeText } from "../exchange.js";
import type { Logger } from "../log/logger.js";
import { wasm } from "../wasm/index.js";
import { headerize } from "./headerize.js";
import type { IncomingMessage } from "./incoming-message.js";
import type { IncomingRequestMessage } from "./incoming-request-message.js";
import { IncomingResponseMessage } from "./incoming-response-message.js";
import type { MessageLimits, ParseProblem } from "./parse-text.js";
import { parseText } from "./parse-text.js";
import { messageOf } from "./receive.js";
import { headerId, ReceivedText } from "./received-text.js";

type Received = IncomingRequestMessage | IncomingResponseMessage;

/**
 * Parses a message without a user agent.
 * @param logger - Is told why a message cannot be used, and later of its headers that do not parse when they are asked for.
 * @returns Undefined for what is no SIP message.
 */
function parseMessage(data: string, logger: Logger, limits?: MessageLimits): Received | undefined {
  const result = inspectMessage(data, limits, logger);
  if (!("rule" in result)) return result;
  const { field, offset, rule } = result;
  logger.warn(`Not a SIP message that can be used: ${field} at byte ${offset}: ${rule}`);
  return undefined;
}

/** Parses a message without a user agent. @returns What is wrong with it where it cannot be used. */
export function inspectMessage(
  data: string,
  limits?: MessageLimits,
  logger?: Logger,
): Received | ParseProblem {
  const parsed = parseText(data, limits);
  if ("rule" in parsed) return parsed;
  return messageOf(new ReceivedText(data, parsed.words, parsed.bytes === data.length, logger));
}

/**
 * The 400, 505 or 513 to a request that `parseMessage` refused (RFC 3261 §21.4.1): for servers, which answer what they can.
 * @returns Undefined for what is no request, or shows too little of where it came from.
 */
export function answerBrokenRequest(data: string): string | undefined {
  return wasm.answerBroken(writeText(data)) > 0 ? readText() : undefined;
}

/** The headers that `parseHeader` parses at once, and the fields of the message that it fills from them. */
// biome-ignore lint/suspicious/noExplicitAny: each header has a form of its own.
const parsedAtOnce: { [name: string]: (message: IncomingMessage, parsed: any) => void } = {
  Via(message, via) {
    message.via = via;
    message.viaBranch = via.branch;
  },
  From(message, from) {
    message.from = from;
    message.fromTag = from.getParam("tag");
  },
  To(message, to) {
    message.to = to;
    message.toTag = to.getParam("tag");
  },
  "Call-ID"(message, callId) {
    message.callId = callId;
  },
  CSeq(message, { value, method }) {
    message.cseq = value;
    if (message instanceof IncomingResponseMessage) message.method = method;
  },
  "Refer-To"(message, referTo) {
    message.referTo = referTo;
  },
  "Content-Length": nothing,
  "Content-Type": nothing,
  "Max-Forwards": nothing,
  "Proxy-Authenticate": nothing,
  "WWW-Authenticate": nothing,
};

function nothing(): void {}

const listed = new Set(["Contact", "Record-Route"]);
/** Those of which a message has any number. */
const repeated = new Set(["Via", "WWW-Authenticate", "Proxy-Authenticate"]);

/**
 * Where the header that starts at `headerStart` ends: the offset of the line break behind it and its folds.
 * @returns -2 where no header starts but the empty line stands, -1 where no line break comes any more.
 */
// biome-ignore lint/suspicious/noExplicitAny: SIP.js's signature.
function getHeader(data: any, headerStart: number): number {
  if (data.startsWith("\r\n", headerStart)) return -2;
  const lineEnd = /\r\n(?![ \t])/g;
  lineEnd.lastIndex = headerStart;
  return lineEnd.exec(data)?.index ?? -1;
}

/**
 * Adds the header that stands from `headerStart` to `headerEnd` in `data` to a message that is being built. The headers a
 * message cannot do without, and those with addresses, are parsed at once.
 * @returns True, or what is wrong with the header, which is then left out.
 */
function parseHeader(
  message: IncomingRequestMessage | IncomingResponseMessage,
  // biome-ignore lint/suspicious/noExplicitAny: SIP.js's signature.
  data: any,
  headerStart: number,
  headerEnd: number,
): boolean | { error: string } {
  const line: string = data.substring(headerStart, headerEnd);
  const colon = line.indexOf(":");
  const given = line.substring(0, Math.max(colon, 0)).trim();
  const name = headerize(headerNames[headerId(given)] || given);
  const value = line.substring(colon + 1).trim();
  const error = { error: `error parsing header '${name}'` };

  if (listed.has(name) && value !== "*") {
    const elements = Grammar.parse(value, name.replace("-", "_"));
    if (elements === -1) return error;
    for (const { offset, position, parsed } of elements) {
      message.addHeader(name, value.substring(offset, position));
      Object.assign(message.headers[name]?.at(-1) ?? {}, { parsed });
    }
    return true;
  }
  const fill = parsedAtOnce[name];
  if (!fill || repeated.has(name)) message.addHeader(name, value);
  else message.setHeader(name, value);
  const index = message.getHeaders(name).length - 1;
  // A message is routed by its topmost Via; those below are another's.
  if (!fill || (name === "Via" && index > 0)) return true;
  const parsed = message.parseHeader(name, index);
  if (parsed === undefined || parsed === "") {
    message.headers[name]?.pop();
    return error;
  }
  fill(message, parsed);
  return true;
}

export const Parser = { getHeader, parseHeader, parseMessage };
