import type { IncomingRequestMessage } from "../core/messages/incoming-request-message.js";
import type { IncomingAckRequest } from "../core/messages/methods.js";

/** The confirmation of a call (incoming ACK). */
export class Ack {
  /** @internal */
  constructor(private readonly incomingAckRequest: IncomingAckRequest) {}

  get request(): IncomingRequestMessage {
    return this.incomingAckRequest.message;
  }
}
