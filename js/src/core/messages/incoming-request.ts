import type { URI } from "../../grammar/uri.js";
import type { TransportError } from "../exceptions/transport-error.js";
import type { IncomingRequestMessage } from "./incoming-request-message.js";
import type { OutgoingResponse, ResponseOptions } from "./outgoing-response.js";

/** A request that waits to be answered. Each method sends a response, and throws if the request can no longer get it. */
export interface IncomingRequest {
  delegate?: IncomingRequestDelegate;
  readonly message: IncomingRequestMessage;
  /** 2xx, 200 by default. */
  accept(options?: ResponseOptions): OutgoingResponse;
  /** 101 to 199, 180 by default. */
  progress(options?: ResponseOptions): OutgoingResponse;
  /** 3xx, 302 by default, to the given addresses. */
  redirect(contacts: Array<URI>, options?: ResponseOptions): OutgoingResponse;
  /** 4xx to 6xx, 480 by default. */
  reject(options?: ResponseOptions): OutgoingResponse;
  /** 100. */
  trying(options?: ResponseOptions): OutgoingResponse;
}

export interface IncomingRequestDelegate {
  onCancel?(message: IncomingRequestMessage): void;
  onTransportError?(error: TransportError): void;
}
