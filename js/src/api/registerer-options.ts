import type { OutgoingRequestDelegate, RequestOptions } from "../core/messages/outgoing-request.js";
import type { URI } from "../grammar/uri.js";

/** Options of a {@link Registerer}. */
export interface RegistererOptions {
  /** For how many seconds to register; the registrar may grant another time. 600 by default. */
  expires?: number;
  /** Parameters for the Contact header, `name=value`. */
  extraContactHeaderParams?: Array<string>;
  /** Whole lines, `Name: value`. */
  extraHeaders?: Array<string>;
  /** A UUID for this device (RFC 5626 §4.1). */
  instanceId?: string;
  logConfiguration?: boolean;
  params?: {
    fromDisplayName?: string;
    fromTag?: string;
    fromUri?: URI;
    toDisplayName?: string;
    toUri?: URI;
  };
  /** Number of this flow, from 1 (RFC 5626 §4.2). */
  regId?: number;
  /** The user agent's domain by default. */
  registrar?: URI;
  /** After which percentage of the granted time to register again, 50 to 99. */
  refreshFrequency?: number;
}

/** Options of {@link Registerer.register}. */
export interface RegistererRegisterOptions {
  requestDelegate?: OutgoingRequestDelegate;
  /** Its `extraHeaders` replace the registerer's own from then on. */
  requestOptions?: RequestOptions;
}

/** Options of {@link Registerer.unregister}. */
export interface RegistererUnregisterOptions {
  /** Removes every contact of the address of record, of other devices too. */
  all?: boolean;
  requestDelegate?: OutgoingRequestDelegate;
  requestOptions?: RequestOptions;
}
