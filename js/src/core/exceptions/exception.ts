/**
 * A condition that a reasonable application may wish to catch: the base of every error class here.
 *
 * `name` is the class's own name, and `cause` (when there is one) is the error behind this one.
 */
export abstract class Exception extends Error {
  static {
    Exception.prototype.name = "Exception";
  }

  protected constructor(message?: string, options?: ErrorOptions) {
    super(message, options);
  }
}
