import { Exception } from "../../core/exceptions/exception.js";

/** An earlier request is still pending, so this one was not sent. */
export class RequestPendingError extends Exception {
  static {
    RequestPendingError.prototype.name = "RequestPendingError";
  }

  constructor(message?: string) {
    super(message || "Request pending.");
  }
}
