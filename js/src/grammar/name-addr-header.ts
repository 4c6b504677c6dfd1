// A header of the form `"Display Name" <uri>;parameters` as data (RFC 3261 §20.10, §25.1 name-addr).

import { refuseLineBreaks, trustText } from "../core/exceptions/header-injection-error.js";
import { formatParameters, Parameters } from "./parameters.js";
import type { URI } from "./uri.js";

/** The value of a From, To, Contact or similar header. */
export class NameAddrHeader extends Parameters {
  /** May be assigned. */
  uri: URI;

  private _displayName: string;

  /**
   * @param displayName - What stands between the quotes: backslash escapes are kept as they are, and
   * a quote or backslash that is not escaped is escaped when the header is written. May be empty.
   * @throws {@link HeaderInjectionError} if the display name or a parameter holds CR, LF or NUL.
   */
  constructor(uri: URI, displayName: string, parameters: { [name: string]: string | null }) {
    super(parameters);
    refuseLineBreaks("display name", displayName);
    this.uri = uri;
    this._displayName = displayName;
  }

  /** The display name, or `user@host` where there is none. */
  get friendlyName(): string {
    return this.displayName || this.uri.aor;
  }

  get displayName(): string {
    return this._displayName;
  }

  set displayName(value: string) {
    refuseLineBreaks("display name", value);
    this._displayName = value;
  }

  /** A copy that shares nothing with this header and is deeply equal to it. */
  clone(): NameAddrHeader {
    return new NameAddrHeader(this.uri.clone(), this._displayName, this.parameters);
  }

  /**
   * Writes the header's value.
   * @throws {@link HeaderInjectionError} if `parameters` were given CR, LF or NUL.
   */
  override toString(): string {
    const name = this._displayName ? `"${quotedContent(this._displayName)}" ` : "";
    const text = `${name}<${this.uriText()}>${formatParameters(this.parameters)}`;
    // The setters have refused line breaks, but `parameters` can be written to directly.
    refuseLineBreaks("name-addr header", text);
    return text;
  }

  /** Looked at as a part of the whole. */
  private uriText(): string {
    const before = trustText(true);
    try {
      return this.uri.toString();
    } finally {
      trustText(before);
    }
  }
}

/**
 * Text fit to stand in a quoted-string (§25.1): pairs that are escaped already stay, and a bare quote
 * or trailing backslash is escaped. SIP.js writes a bare quote as it is, which ends the string early.
 */
function quotedContent(text: string): string {
  if (!/["\\]/.test(text)) return text;
  return text.replace(/\\.|["\\]/gs, (match) => (match.length === 2 ? match : `\\${match}`));
}
