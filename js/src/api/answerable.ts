import type { IncomingRequest } from "../core/messages/incoming-request.js";
import type { IncomingRequestMessage } from "../core/messages/incoming-request-message.js";
import type { ResponseOptions } from "../core/messages/outgoing-response.js";

/** A received request that the application may answer; it throws if the request has been answered. */
export abstract class Answerable {
  /** @internal */
  constructor(protected readonly incomingRequest: IncomingRequest) {}

  get request(): IncomingRequestMessage {
    return this.incomingRequest.message;
  }

  /** Answers 200, or as the options say. */
  accept(options?: ResponseOptions): Promise<void> {
    this.incomingRequest.accept(options);
    return Promise.resolve();
  }

  /** Answers 480, or as the options say. */
  reject(options?: ResponseOptions): Promise<void> {
    this.incomingRequest.reject(options);
    return Promise.resolve();
  }
}
