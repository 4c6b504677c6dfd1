// Where users are: the contacts that they registered, and the connection that each is reached by (RFC 3261 §10.3). A
// browser's contact names an invented host (RFC 7118 §5), so that the connection is what counts.
import { equivalentURI } from "./sip.mjs";

/** @typedef {import("./connection.mjs").Connection} Connection */

/**
 * @typedef {object} Binding
 * @property {import("./sip.mjs").Uri} uri
 * @property {string} parameters - of the Contact, `;name=value`, without expires
 * @property {string | undefined} instance - +sip.instance and reg-id together (RFC 5626 §6)
 * @property {string} callId - of the REGISTER that made or last changed it
 * @property {number} cseq
 * @property {number} expiresAt - milliseconds, on the location's clock
 * @property {Connection} connection
 */

export class Location {
  /** Bindings by user, latest last. @type {Map<string, Binding[]>} */
  #users = new Map();
  #now;

  /** @param {() => number} [now] - milliseconds */
  constructor(now = Date.now) {
    this.#now = now;
  }

  get now() {
    return this.#now();
  }

  /**
   * The bindings that have not expired, the latest first.
   *
   * @param {string} user
   * @returns {Binding[]}
   */
  of(user) {
    const live = (this.#users.get(user) ?? []).filter(({ expiresAt }) => expiresAt > this.now);
    this.#keep(user, live);
    return live.slice().reverse();
  }

  /**
   * The binding that a REGISTER means: of the same instance and flow, or else of the same URI.
   *
   * @param {string} user
   * @param {{uri: import("./sip.mjs").Uri, instance: string | undefined}} contact
   */
  find(user, { uri, instance }) {
    const isSame = (/** @type {Binding} */ binding) =>
      (instance !== undefined && binding.instance === instance) || equivalentURI(binding.uri, uri);
    return this.of(user).find(isSame);
  }

  /**
   * @param {string} user
   * @param {Binding} binding
   */
  add(user, binding) {
    this.#users.set(user, [...(this.#users.get(user) ?? []), binding]);
  }

  /**
   * @param {string} user
   * @param {Binding} binding
   */
  remove(user, binding) {
    this.#keep(
      user,
      (this.#users.get(user) ?? []).filter((other) => other !== binding),
    );
  }

  /**
   * A connection is gone, and with it what was registered over it.
   *
   * @param {Connection} connection
   */
  removeConnection(connection) {
    for (const [user, bindings] of this.#users) {
      this.#keep(
        user,
        bindings.filter((binding) => binding.connection !== connection),
      );
    }
  }

  /**
   * The connection that a contact was last registered over, whoever's it is.
   *
   * @param {import("./sip.mjs").Uri} uri
   * @returns {Connection | undefined}
   */
  connectionOf(uri) {
    for (const user of this.#users.keys()) {
      const binding = this.of(user).find((candidate) => equivalentURI(candidate.uri, uri));
      if (binding) return binding.connection;
    }
    return undefined;
  }

  /**
   * @param {string} user
   * @param {Binding[]} bindings
   */
  #keep(user, bindings) {
    if (bindings.length > 0) this.#users.set(user, bindings);
    else this.#users.delete(user);
  }
}
