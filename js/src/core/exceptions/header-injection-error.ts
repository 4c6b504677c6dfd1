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

let isTrusted = false;

/**
 * Whether text comes from the parser, which lets no line break through: objects that are made of it need not look again.
 * @returns What held before.
 */
export function trustText(trusted: boolean): boolean {
  const before = isTrusted;
  isTrusted = trusted;
  return before;
}

/** Whether a value, as text, holds what would end its line. Text that is trusted is not looked at. */
export function holdsLineBreak(value: unknown): boolean {
  if (isTrusted || value === undefined || value === null) return false;
  return FORBIDDEN.test(typeof value === "string" ? value : String(value));
}

/** The text with each run of CR, LF and NUL as a space. */
export function withoutLineBreaks(text: string): string {
  return FORBIDDEN.test(text) ? text.replace(/[\r\n\0]+/g, " ") : text;
}

/**
 * Refuses text that could break out of its header field.
 * @param field - What the text is for; named in the error.
 * @param value - Text, or a number or null as applications give them; undefined and null pass.
 * @throws {@link HeaderInjectionError} if the value, as text, holds CR, LF or NUL.
 */
export function refuseLineBreaks(field: string, value: unknown): void {
  if (holdsLineBreak(value)) throw new HeaderInjectionError(field);
}
