import type { URI } from "../../grammar/uri.js";
import type { LoggerFactory } from "../log/logger-factory.js";
import type { Transport } from "../transport.js";

/** Where a user agent can be reached. */
export interface Contact {
  /** RFC 5627; undefined unless a registrar assigned one. */
  pubGruu: URI | undefined;
  tempGruu: URI | undefined;
  uri: URI;
  /** Writes the Contact header's value. */
  toString: (options?: ContactToStringOptions) => string;
}

export interface ContactToStringOptions {
  /** Tells nobody who we are: the temporary GRUU or sip:anonymous@anonymous.invalid. */
  anonymous?: boolean;
  /** Adds the "ob" parameter (RFC 5626 §4.3). */
  outbound?: boolean;
  /** For a REGISTER, which binds the contact itself and no GRUU. */
  register?: boolean;
}

/** What a user agent's core is made with. */
export interface UserAgentCoreConfiguration {
  /** Address of record. */
  aor: URI;
  contact: Contact;
  displayName: string;
  loggerFactory: LoggerFactory;
  hackViaTcp: boolean;
  routeSet: Array<string>;
  sipjsId: string;
  supportedOptionTags: Array<string>;
  supportedOptionTagsResponse: Array<string>;
  userAgentHeaderFieldValue: string | undefined;
  viaForceRport: boolean;
  viaHost: string;
  transportAccessor(): Transport | undefined;
}
