// From the table of a parsed message to the object that stands for it.
import { MessageWord } from "../../generated/layout.js";
import { readWords } from "../exchange.js";
import { IncomingRequestMessage } from "./incoming-request-message.js";
import { IncomingResponseMessage } from "./incoming-response-message.js";
import { ReceivedText } from "./received-text.js";

/** Takes the table that the core shows; `bytes` is how many the text took. */
export function receivedText(text: string, bytes: number): ReceivedText {
  return new ReceivedText(text, readWords(), bytes === text.length);
}

export function messageOf(
  received: ReceivedText,
): IncomingRequestMessage | IncomingResponseMessage {
  return received.number(MessageWord.StatusCode) === 0
    ? new IncomingRequestMessage(received)
    : new IncomingResponseMessage(received);
}
