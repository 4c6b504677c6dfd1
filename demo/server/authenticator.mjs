// Digest authentication, the server's side (RFC 3261 §22, RFC 7616, RFC 8760). A nonce says itself when it was made, so
// that only its use has to be remembered: each nonce count may come once.
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { parseAuthorization, verifyAuthorization } from "sip-wasm/core";
import { isTarget } from "./sip.mjs";

/** @typedef {import("sip-wasm/core").DigestAlgorithm} DigestAlgorithm */

/**
 * @typedef {object} Verdict
 * @property {string} [user] - who sent the request; absent when that is not proven
 * @property {string[]} challenges - header lines for the 401 or 407
 */

export class Authenticator {
  #secret = randomBytes(32);
  /** The highest nonce count seen, by nonce. @type {Map<string, number>} */
  #counts = new Map();
  #options;

  /**
   * @param {object} options
   * @param {string} options.realm
   * @param {Record<string, string>} options.users - password by user name
   * @param {DigestAlgorithm[]} options.algorithms - offered in this order
   * @param {string} options.qop - "auth", "auth-int" or both
   * @param {number} options.nonceSeconds - how long a nonce may be used
   * @param {() => number} [options.now] - milliseconds
   */
  constructor(options) {
    this.#options = { now: Date.now, ...options };
  }

  /**
   * @param {import("./sip.mjs").Request} request
   * @param {"WWW" | "Proxy"} kind - as a registrar (401) or as a proxy (407)
   * @returns {Verdict}
   */
  check(request, kind) {
    const { realm, users } = this.#options;
    const header = kind === "WWW" ? "Authorization" : "Proxy-Authorization";
    for (const value of request.getHeaders(header)) {
      const answer = parseAuthorization(value);
      if (answer?.realm !== realm) continue;
      const password = Object.hasOwn(users, answer.username) ? users[answer.username] : undefined;
      // Whoever does not exist is refused at the same pace as who gives a wrong password.
      const isRight = verifyAuthorization(value, request.method, password ?? "", request.body);
      if (!isRight || password === undefined || !this.#isOffered(answer)) break;
      if (!isTarget(request, answer.uri)) break;
      if (!this.#isGenuine(answer.nonce)) break;
      // RFC 7616 §3.3: the answer was right, only the nonce is not: no need to ask the person again.
      if (!this.#isFresh(answer)) return { challenges: this.#challenges(kind, true) };
      return { user: answer.username, challenges: [] };
    }
    return { challenges: this.#challenges(kind, false) };
  }

  /**
   * @param {"WWW" | "Proxy"} kind
   * @param {boolean} stale
   */
  #challenges(kind, stale) {
    this.#forget();
    const { realm, algorithms, qop } = this.#options;
    const nonce = this.#makeNonce();
    const rest = `nonce="${nonce}", qop="${qop}"${stale ? ", stale=true" : ""}`;
    return algorithms.map(
      (algorithm) =>
        `${kind}-Authenticate: Digest realm="${realm}", algorithm=${algorithm}, ${rest}`,
    );
  }

  /** @param {import("sip-wasm/core").DigestAuthorization} answer */
  #isOffered({ algorithm, qop }) {
    const { algorithms, qop: offered } = this.#options;
    const name = (algorithm || "MD5").toUpperCase();
    return (
      algorithms.some((one) => one === name) &&
      // A peer of RFC 2069 sends no qop, and cannot be told apart from a replay.
      offered.split(/, */).includes(qop.toLowerCase())
    );
  }

  #makeNonce() {
    const made = `${this.#options.now().toString(36)}.${randomBytes(9).toString("base64url")}`;
    return `${made}.${this.#seal(made)}`;
  }

  /** @param {string} nonce */
  #isGenuine(nonce) {
    const end = nonce.lastIndexOf(".");
    const seal = Buffer.from(nonce.slice(end + 1));
    const right = Buffer.from(this.#seal(nonce.slice(0, Math.max(end, 0))));
    return seal.length === right.length && timingSafeEqual(seal, right);
  }

  /** @param {string} text */
  #seal(text) {
    return createHmac("sha256", this.#secret).update(text).digest("base64url").slice(0, 16);
  }

  /** @param {import("sip-wasm/core").DigestAuthorization} answer */
  #isFresh({ nonce, nonceCount }) {
    const count = Number.parseInt(nonceCount, 16);
    if (this.#isExpired(nonce) || !(count > (this.#counts.get(nonce) ?? 0))) return false;
    this.#counts.set(nonce, count);
    return true;
  }

  /** @param {string} nonce - of this server */
  #isExpired(nonce) {
    const made = Number.parseInt(nonce, 36);
    return this.#options.now() - made > this.#options.nonceSeconds * 1000;
  }

  #forget() {
    for (const nonce of this.#counts.keys()) {
      if (this.#isExpired(nonce)) this.#counts.delete(nonce);
    }
  }
}
