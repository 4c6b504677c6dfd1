import { Exception } from "./exception.js";

/** The transport could not do what was asked of it, or failed. */
export class TransportError extends Exception {
  static {
    TransportError.prototype.name = "TransportError";
  }

  constructor(message?: string, options?: ErrorOptions) {
    super(message || "Unspecified transport error.", options);
  }
}
