import { Exception } from "../../core/exceptions/exception.js";

/** The content type of a body is not one the session description handler understands. */
export class ContentTypeUnsupportedError extends Exception {
  static {
    ContentTypeUnsupportedError.prototype.name = "ContentTypeUnsupportedError";
  }

  constructor(message?: string) {
    super(message || "Unsupported content type.");
  }
}
