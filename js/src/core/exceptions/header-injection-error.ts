// Text that an application puts into a SIP message must not be able to end the line it stands on
// (RFC 3261 §7.3.1: CRLF ends a header field). A phone number pasted with a line break in it must
// become an error the application sees, not a header the server sees.

const FORBIDDEN = /[\r\n\0]/;

/** An application gave text holding CR, LF or NUL for a place in a SIP message. */
export class HeaderInjectionError extends TypeError {
  static {
    HeaderInjectionError.prototype.name = "HeaderInjectionError";
  }

  /** What the refused text was given for, such as `URI user`. */
  readonly field: string;

  /**
   * @param field - What the text was given for. The text itself is left out of the message, as it
   * may be a secret and would break the log's lines.
   */
  constructor(field: string) {
    super(`${field} must not contain CR, LF or NUL`);
    this.field = field;
  }
}

/**
 * Refuses text that could break out of its header field.
 * @param field - What the text is for; named in the error.
 * @param value - Text, or a number or null as applications give them; undefined and null pass.
 * @throws {@link HeaderInjectionError} if the value, as text, holds CR, LF or NUL.
 */
export function refuseLineBreaks(field: string, value: unknown): void {
  if (value !== undefined && value !== null && FORBIDDEN.test(String(value))) {
    throw new HeaderInjectionError(field);
  }
}
