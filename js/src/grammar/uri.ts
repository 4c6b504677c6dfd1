// A SIP or SIPS URI, or any other URI of the same shape, as data (RFC 3261 §19.1, RFC 3966, RFC 8141). Text is parsed in
// C++; this class only holds the parts and writes them.

import { refuseLineBreaks, trustText } from "../core/exceptions/header-injection-error.js";
import { headerize } from "../core/messages/headerize.js";
import { formatParameters, Parameters } from "./parameters.js";

interface Parts {
  scheme: string;
  user: string | undefined;
  host: string;
  port: number | undefined;
}

export const isSip = /^sips?$/i;
/** Of those that are met in SIP messages. Others, such as tel: and urn:, name their object right behind the colon. */
export const hasAuthority = /^(https?|wss?|ftp|rtsp)$/i;

/**
 * A URI. Scheme and host are compared and written in lower case; `toRaw()` writes them as given. Of a tel: URI the host is the
 * number, and of others without a host all that stands behind the colon.
 */
export class URI extends Parameters {
  /** URI headers (`?Subject=lunch`) by canonical name. May be assigned as a whole. */
  headers: { [name: string]: Array<string> } = {};

  private readonly raw: Parts;
  private readonly normal: Parts;

  /**
   * @param scheme - "sip" if undefined.
   * @param user - Escaped or not; may be empty.
   * @param host - Domain name or address, IPv6 in brackets.
   * @throws TypeError if there is no host, {@link HeaderInjectionError} if a part holds CR, LF or NUL.
   */
  constructor(
    scheme: string | undefined,
    user: string,
    host: string,
    port?: number,
    parameters?: { [name: string]: string | number | null },
    headers?: { [name: string]: Array<string> },
  ) {
    super(parameters ?? {});
    if (!host) {
      throw new TypeError('missing or invalid "host" parameter');
    }
    refuseLineBreaks("URI scheme", scheme);
    refuseLineBreaks("URI user", user);
    refuseLineBreaks("URI host", host);
    refuseLineBreaks("URI port", port);
    for (const name in headers) {
      if (Object.hasOwn(headers, name)) this.setHeader(name, headers[name] as Array<string>);
    }
    const raw: Parts = { scheme: scheme ?? "sip", user, host, port };
    this.raw = raw;
    this.normal = { scheme: raw.scheme.toLowerCase(), user, host: comparableHost(raw), port };
  }

  get scheme(): string {
    return this.normal.scheme;
  }

  set scheme(value: string) {
    refuseLineBreaks("URI scheme", value);
    this.raw.scheme = value;
    this.normal.scheme = value.toLowerCase();
    this.normal.host = comparableHost(this.raw);
  }

  get user(): string | undefined {
    return this.normal.user;
  }

  set user(value: string | undefined) {
    refuseLineBreaks("URI user", value);
    this.raw.user = value;
    this.normal.user = value;
  }

  get host(): string {
    return this.normal.host;
  }

  set host(value: string) {
    refuseLineBreaks("URI host", value);
    this.raw.host = value;
    this.normal.host = comparableHost(this.raw);
  }

  /** The address of record: `user@host`, or the host where there is no user. */
  get aor(): string {
    // Deviation: without a user, SIP.js says "undefined@host", which then stands in front of a person.
    return this.normal.user ? `${this.normal.user}@${this.normal.host}` : this.normal.host;
  }

  get port(): number | undefined {
    return this.normal.port;
  }

  set port(value: number | undefined) {
    refuseLineBreaks("URI port", value);
    this.raw.port = value;
    this.normal.port = value;
  }

  /**
   * Sets a URI header, replacing all values it had.
   * @throws {@link HeaderInjectionError} if the name or a value holds CR, LF or NUL.
   */
  setHeader(name: string, value: Array<string> | string): void {
    refuseLineBreaks("URI header name", name);
    const values = Array.isArray(value) ? value : [value];
    for (const one of values) {
      refuseLineBreaks(`URI header ${name}`, one);
    }
    this.headers[headerize(name)] = values;
  }

  getHeader(name: string): Array<string> | undefined {
    return this.hasHeader(name) ? this.headers[headerize(name)] : undefined;
  }

  hasHeader(name: string): boolean {
    return !!name && Object.hasOwn(this.headers, headerize(name));
  }

  /** Removes a URI header. @returns The values it had. */
  deleteHeader(header: string): Array<string> | undefined {
    const values = this.getHeader(header);
    if (values !== undefined) {
      delete this.headers[headerize(header)];
    }
    return values;
  }

  clearHeaders(): void {
    this.headers = {};
  }

  /** A copy that shares nothing with this URI and is deeply equal to it. */
  clone(): URI {
    const { scheme, user, host, port } = this.raw;
    const headers: { [name: string]: Array<string> } = {};
    for (const name in this.headers) {
      if (Object.hasOwn(this.headers, name)) headers[name] = this.headers[name]?.slice() ?? [];
    }
    // The parser makes URIs without a user, which the constructor's SIP.js signature does not foresee.
    // What it holds was looked at before, and is again when it is written.
    const before = trustText(true);
    try {
      return new URI(scheme, user as string, host, port, this.parameters, headers);
    } finally {
      trustText(before);
    }
  }

  /**
   * Writes the URI with scheme and host as they were given.
   * @throws {@link HeaderInjectionError} if `parameters` or `headers` were given CR, LF or NUL.
   */
  toRaw(): string {
    return this.format(this.raw);
  }

  /**
   * Writes the URI with scheme and host in lower case.
   * @throws {@link HeaderInjectionError} if `parameters` or `headers` were given CR, LF or NUL.
   */
  override toString(): string {
    return this.format(this.normal);
  }

  private format(parts: Parts): string {
    let text = `${parts.scheme}:`;
    // Deviation: SIP.js writes the slashes behind every scheme but its own, "tel://+1555".
    if (!isSipScheme(parts.scheme) && hasAuthority.test(parts.scheme)) {
      text += "//";
    }
    if (parts.user) {
      text += `${escapeUser(parts.user)}@`;
    }
    text += parts.host;
    if (parts.port || parts.port === 0) {
      text += `:${parts.port}`;
    }
    text += formatParameters(this.parameters);
    let joint = "?";
    for (const name in this.headers) {
      if (!Object.hasOwn(this.headers, name)) continue;
      for (const value of this.headers[name] ?? []) {
        text += `${joint}${name}=${value}`;
        joint = "&";
      }
    }
    // The setters have refused line breaks, but `parameters` and `headers` can be written to directly.
    refuseLineBreaks("URI", text);
    return text;
  }
}

function isSipScheme(scheme: string): boolean {
  return scheme === "sip" || scheme === "sips" || isSip.test(scheme);
}

/** In lower case where that changes nothing: names of hosts have no case, but paths and URNs do (RFC 3986 §6.2.2.1). */
function comparableHost({ scheme, host }: Parts): string {
  if (isSipScheme(scheme)) return host.toLowerCase();
  return hasAuthority.test(scheme) ? host.replace(/^[^/?#]*/, (name) => name.toLowerCase()) : host;
}

/**
 * Escapes a user part (RFC 3261 §25.1 `user`), which may be escaped already. What is not a valid
 * escape, such as the '%' of "100%", is taken as itself: writing a URI must not fail on it.
 */
function escapeUser(user: string): string {
  // Most users: nothing of it is an escape or needs one.
  if (/^[\w\-.!~*'():+?/]*$/.test(user)) return user;
  let decoded: string;
  try {
    decoded = decodeURIComponent(user);
  } catch {
    const parts = user.split(/(%[0-9a-f]{2})/i);
    return parts.map((part, index) => (index % 2 === 1 ? part : encode(part))).join("");
  }
  return encode(decoded);
}

function encode(text: string): string {
  // Half a surrogate pair would make encodeURIComponent throw.
  const wellFormed = text.replace(/\p{Surrogate}/gu, "\uFFFD");
  return encodeURIComponent(wellFormed).replace(/%(?:3A|2B|3F|2F)/gi, decodeURIComponent);
}
