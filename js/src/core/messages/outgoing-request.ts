import type { Body } from "./body.js";
import type { IncomingResponse } from "./incoming-response.js";
import type { OutgoingRequestMessage } from "./outgoing-request-message.js";

/** A request under way. */
export interface OutgoingRequest {
  /** Read when a response comes, so it may be set after sending. */
  delegate?: OutgoingRequestDelegate | undefined;
  readonly message: OutgoingRequestMessage;
  /** Nobody wants to hear of it any more. */
  dispose(): void;
  /**
   * Cancels an INVITE once a provisional response allows it (RFC 3261 §9.1).
   * @param reason - The value of a Reason header (RFC 3326).
   */
  cancel(reason?: string, options?: RequestOptions): void;
}

/** Told of the responses to a request. A request that gets none is reported as 408 or 503 (RFC 3261 §8.1.3.1). */
export interface OutgoingRequestDelegate {
  /** 2xx. */
  onAccept?(response: IncomingResponse): void;
  /** 101 to 199. */
  onProgress?(response: IncomingResponse): void;
  /** 3xx. */
  onRedirect?(response: IncomingResponse): void;
  /** 4xx to 6xx. */
  onReject?(response: IncomingResponse): void;
  /** 100. */
  onTrying?(response: IncomingResponse): void;
}

export interface RequestOptions {
  /** Whole lines, `Name: value`. */
  extraHeaders?: Array<string>;
  body?: Body;
}
