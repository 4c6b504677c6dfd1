import { Exception } from "../../core/exceptions/exception.js";

/** The action is not possible in the object's current state. */
export class StateTransitionError extends Exception {
  static {
    StateTransitionError.prototype.name = "StateTransitionError";
  }

  constructor(message?: string) {
    super(message || "An error occurred during state transition.");
  }
}
