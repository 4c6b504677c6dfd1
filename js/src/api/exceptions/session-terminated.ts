import { Exception } from "../../core/exceptions/exception.js";

/** The session ended before the action was completed. */
export class SessionTerminatedError extends Exception {
  static {
    SessionTerminatedError.prototype.name = "SessionTerminatedError";
  }

  constructor() {
    super("The session has terminated.");
  }
}
