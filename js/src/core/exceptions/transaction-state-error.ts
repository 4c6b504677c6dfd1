import { Exception } from "./exception.js";

/** The operation could not be completed given the current state of the transaction. */
export class TransactionStateError extends Exception {
  static {
    TransactionStateError.prototype.name = "TransactionStateError";
  }

  constructor(message?: string) {
    super(message || "Transaction state error.");
  }
}
