import { SessionDescriptionHandlerError } from "../../../api/exceptions/session-description-handler.js";

/**
 * The browser did not give the microphone or camera.
 *
 * @remarks
 * `name` is that of the browser's own error, so that an application can tell a refusal by the person
 * (`NotAllowedError`) from a missing device (`NotFoundError`), one in use (`NotReadableError`), constraints that
 * none fits (`OverconstrainedError`) and a page that may not ask (`SecurityError`). `cause` is that error.
 */
export class UserMediaError extends SessionDescriptionHandlerError {
  override readonly name: string;

  constructor(name: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
  }

  /** Wraps what `getUserMedia` rejected with. */
  static of(cause: unknown): UserMediaError {
    const { name, message } = (cause ?? {}) as { name?: unknown; message?: unknown };
    return new UserMediaError(
      typeof name === "string" && name ? name : "UserMediaError",
      typeof message === "string" && message ? message : `getUserMedia failed: ${String(cause)}`,
      { cause },
    );
  }
}
