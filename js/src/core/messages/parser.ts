import { readText, writeText } from "../exchange.js";
import type { Logger } from "../log/logger.js";
import { wasm } from "../wasm/index.js";
import type { IncomingRequestMessage } from "./incoming-request-message.js";
import type { IncomingResponseMessage } from "./incoming-response-message.js";
import { messageOf, receivedText } from "./receive.js";

/**
 * Parses a message without a user agent.
 * @returns Undefined for what is no SIP message; the logger is told why.
 */
function parseMessage(
  data: string,
  logger: Logger,
): IncomingRequestMessage | IncomingResponseMessage | undefined {
  const bytes = writeText(data);
  if (wasm.parseMessage(bytes) === 0) {
    logger.warn(`Not a SIP message that can be used: ${readText()}`);
    return undefined;
  }
  return messageOf(receivedText(data, bytes));
}

/**
 * The 400, 505 or 513 to a request that `parseMessage` refused (RFC 3261 §21.4.1): for servers, which answer what they can.
 * @returns Undefined for what is no request, or shows too little of where it came from.
 */
export function answerBrokenRequest(data: string): string | undefined {
  return wasm.answerBroken(writeText(data)) > 0 ? readText() : undefined;
}

export const Parser = { parseMessage };
