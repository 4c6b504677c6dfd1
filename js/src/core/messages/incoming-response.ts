import type { IncomingResponseMessage } from "./incoming-response-message.js";

/** A response as a request's delegate gets it. */
export interface IncomingResponse {
  readonly message: IncomingResponseMessage;
}
