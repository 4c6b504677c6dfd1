import { MessageWord } from "../../generated/layout.js";
import { IncomingMessage } from "./incoming-message.js";
import type { ReceivedText } from "./received-text.js";

/** A response as received, or made up for a request that got none (408, 503). */
export class IncomingResponseMessage extends IncomingMessage {
  /** 100 to 699. */
  statusCode: number | undefined;
  reasonPhrase: string | undefined;

  /** @internal */
  constructor(received?: ReceivedText) {
    super(received);
    this.statusCode = received?.number(MessageWord.StatusCode);
    this.reasonPhrase = received?.span(MessageWord.ReasonAt);
  }
}
