// Digest authentication as a server checks it (RFC 7616, RFC 8760); the arithmetic is C++.
import { readText, writeText } from "./exchange.js";
import { FieldList } from "./fields.js";
import { wasm } from "./wasm/index.js";

/** In the order of sip::DigestAlgorithm. */
const algorithms = ["MD5", "SHA-256", "SHA-512-256"] as const;

export type DigestAlgorithm = (typeof algorithms)[number];

/** What an Authorization or Proxy-Authorization header says; "" for what it does not. */
export interface DigestAuthorization {
  username: string;
  realm: string;
  nonce: string;
  uri: string;
  response: string;
  cnonce: string;
  qop: string;
  algorithm: string;
  opaque: string;
  /** Hexadecimal, as written. */
  nonceCount: string;
}

/** Lower-case hex of the text's hash, in UTF-8. */
export function digestHash(algorithm: DigestAlgorithm, text: string): string {
  wasm.hash(algorithms.indexOf(algorithm), writeText(text));
  return readText();
}

/** Takes a header value apart; undefined for another scheme than Digest and for a value that does not parse. */
export function parseAuthorization(value: string): DigestAuthorization | undefined {
  if (wasm.parseAuthorization(writeText(value)) === 0) return undefined;
  const [
    username = "",
    realm = "",
    nonce = "",
    uri = "",
    response = "",
    cnonce = "",
    qop = "",
    algorithm = "",
    opaque = "",
    nonceCount = "",
  ] = readText().split("\0");
  return { username, realm, nonce, uri, response, cnonce, qop, algorithm, opaque, nonceCount };
}

/**
 * Whether an Authorization value was made with this password for this request. Nonce, realm, user name and URI are the
 * caller's to compare with its own (RFC 7616 §3.4.6).
 * @param body - Of the request; counts where qop is auth-int.
 */
export function verifyAuthorization(
  value: string,
  method: string,
  password: string,
  body = "",
): boolean {
  const fields = new FieldList().add("Authorization", value).add("method", method);
  fields.add("password", password);
  return wasm.verifyAuthorization(writeText(`${fields}\0${body}`));
}
