import { readText, writeText } from "../exchange.js";
import type { Logger } from "../log/logger.js";
import { wasm } from "../wasm/index.js";
import type { IncomingRequestMessage } from "./incoming-request-message.js";
import type { IncomingResponseMessage } from "./incoming-response-message.js";
import type { MessageLimits, ParseProblem } from "./parse-text.js";
import { parseText } from "./parse-text.js";
import { messageOf } from "./receive.js";
import { ReceivedText } from "./received-text.js";

type Received = IncomingRequestMessage | IncomingResponseMessage;

/**
 * Parses a message without a user agent.
 * @returns Undefined for what is no SIP message; the logger is told why.
 */
function parseMessage(data: string, logger: Logger, limits?: MessageLimits): Received | undefined {
  const result = inspectMessage(data, limits);
  if (!("rule" in result)) return result;
  const { field, offset, rule } = result;
  logger.warn(`Not a SIP message that can be used: ${field} at byte ${offset}: ${rule}`);
  return undefined;
}

/** Parses a message without a user agent. @returns What is wrong with it where it cannot be used. */
export function inspectMessage(data: string, limits?: MessageLimits): Received | ParseProblem {
  const parsed = parseText(data, limits);
  if ("rule" in parsed) return parsed;
  return messageOf(new ReceivedText(data, parsed.words, parsed.bytes === data.length));
}

/**
 * The 400, 505 or 513 to a request that `parseMessage` refused (RFC 3261 §21.4.1): for servers, which answer what they can.
 * @returns Undefined for what is no request, or shows too little of where it came from.
 */
export function answerBrokenRequest(data: string): string | undefined {
  return wasm.answerBroken(writeText(data)) > 0 ? readText() : undefined;
}

export const Parser = { parseMessage };
