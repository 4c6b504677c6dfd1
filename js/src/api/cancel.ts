import type { IncomingRequestMessage } from "../core/messages/incoming-request-message.js";

/** The end of a call that nobody answered (incoming CANCEL). */
export class Cancel {
  /** @internal */
  constructor(private readonly incomingCancelRequest: IncomingRequestMessage) {}

  get request(): IncomingRequestMessage {
    return this.incomingCancelRequest;
  }
}
