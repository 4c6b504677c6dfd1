import { Exception } from "../../core/exceptions/exception.js";

/** The session description handler failed, or was used after it was closed. */
export class SessionDescriptionHandlerError extends Exception {
  static {
    SessionDescriptionHandlerError.prototype.name = "SessionDescriptionHandlerError";
  }

  constructor(message?: string, options?: ErrorOptions) {
    super(message || "Unspecified session description handler error.", options);
  }
}
