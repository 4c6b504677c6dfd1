// From the table of a parsed message to the object that stands for it.
import { MessageWord } from "../../generated/layout.js";
import { readWords } from "../exchange.js";
import type { Logger } from "../log/logger.js";
import { IncomingRequestMessage } from "./incoming-request-message.js";
import { IncomingResponseMessage } from "./incoming-response-message.js";
import { ReceivedText } from "./received-text.js";

/** Takes the table that the core shows; `bytes` is how many the text took. The logger is told of headers that do not parse. */
export function receivedText(text: string, bytes: number, logger: Logger): ReceivedText {
  return new ReceivedText(text, readWords(), bytes === text.length, logger);
}

export function messageOf(
  received: ReceivedText,
): IncomingRequestMessage | IncomingResponseMessage {
  return received.number(MessageWord.StatusCode) === 0
    ? new IncomingRequestMessage(received)
    : new IncomingResponseMessage(received);
}
