// The registrar (RFC 3261 §10.3): who may be reached by which contacts, and for how long.
import { addressesOf } from "./sip.mjs";

/** @typedef {import("./connection.mjs").Connection} Connection */
/** @typedef {import("./location.mjs").Binding} Binding */
/** @typedef {import("./sip.mjs").Request} Request */

/** More contacts than one person has devices. */
const kMostContacts = 10;

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {string[]} [headers]
 */

/**
 * A contact of a REGISTER with what it asks for.
 *
 * @typedef {object} Wish
 * @property {import("./sip.mjs").Uri} uri
 * @property {string} parameters
 * @property {string | undefined} instance
 * @property {number} seconds - 0 removes the binding
 */

export class Registrar {
  #options;

  /**
   * @param {object} options
   * @param {string} options.domain
   * @param {Record<string, string>} options.users
   * @param {import("./location.mjs").Location} options.location
   * @param {import("./authenticator.mjs").Authenticator} options.authenticator
   * @param {number} options.minExpires - seconds; less is refused with 423
   * @param {number} options.maxExpires - seconds; more is cut to it
   */
  constructor(options) {
    this.#options = options;
  }

  /**
   * The steps of §10.3, in their order.
   *
   * @param {Request} request
   * @param {Connection} connection
   * @returns {Answer}
   */
  register(request, connection) {
    const { domain, users, authenticator } = this.#options;
    if (request.ruri?.host !== domain) return { status: 404 };
    const required = request.getHeaders("Require").join(", ");
    if (required) return { status: 420, headers: [`Unsupported: ${required}`] };
    const { user, challenges } = authenticator.check(request, "WWW");
    if (user === undefined) return { status: 401, headers: challenges };
    const { uri } = request.to;
    if (uri.user !== user) return { status: 403 };
    if (uri.host !== domain || !Object.hasOwn(users, user)) return { status: 404 };
    connection.user = user;
    return this.#update(user, request, connection);
  }

  /**
   * @param {string} user
   * @param {Request} request
   * @param {Connection} connection
   * @returns {Answer}
   */
  #update(user, request, connection) {
    const values = request.getHeaders("Contact");
    const { location } = this.#options;
    if (values.some((value) => value.trim() === "*")) {
      if (values.length > 1 || request.getHeader("Expires")?.trim() !== "0") return { status: 400 };
      const bindings = location.of(user);
      if (bindings.some((binding) => isOutdated(request, binding))) return { status: 500 };
      for (const binding of bindings) location.remove(user, binding);
      return this.#granted(user);
    }

    const wishes = this.#wishesOf(request);
    if (!wishes) return { status: 400 };
    const { minExpires } = this.#options;
    // §10.3 step 7: an hour is never too brief.
    if (wishes.some(({ seconds }) => seconds > 0 && seconds < Math.min(minExpires, 3600))) {
      return { status: 423, headers: [`Min-Expires: ${minExpires}`] };
    }
    const known = wishes.map((wish) => location.find(user, wish));
    if (known.some((binding) => binding && isOutdated(request, binding))) return { status: 500 };
    const added = wishes.filter(({ seconds }, at) => seconds > 0 && !known[at]).length;
    if (location.of(user).length + added > kMostContacts) return { status: 403 };

    // All or none: nothing was changed before the last check.
    for (const [at, wish] of wishes.entries()) {
      const binding = known[at];
      if (binding) location.remove(user, binding);
      if (wish.seconds > 0) location.add(user, this.#bindingOf(wish, request, connection));
    }
    return this.#granted(user);
  }

  /**
   * @param {Request} request
   * @returns {Wish[] | undefined} undefined when a contact cannot be used
   */
  #wishesOf(request) {
    const fallback = secondsOf(request.getHeader("Expires")) ?? this.#options.maxExpires;
    const addresses = addressesOf(request, "Contact");
    const isUsable = addresses.every(({ uri }) => /^sips?$/.test(uri.scheme));
    // An element that did not parse is missing here.
    if (!isUsable || addresses.length < request.getHeaders("Contact").length) return undefined;
    return addresses.map(({ uri, parameters: { expires, ...rest } }) => ({
      uri,
      parameters: Object.entries(rest).map(written).join(""),
      instance: instanceOf(rest),
      seconds: Math.min(secondsOf(expires) ?? fallback, this.#options.maxExpires),
    }));
  }

  /**
   * @param {Wish} wish
   * @param {Request} request
   * @param {Connection} connection
   * @returns {Binding}
   */
  #bindingOf({ uri, parameters, instance, seconds }, request, connection) {
    const expiresAt = this.#options.location.now + seconds * 1000;
    const { callId, cseq } = request;
    return { uri, parameters, instance, callId, cseq, expiresAt, connection };
  }

  /**
   * §10.3 step 8: a 200 lists all bindings that there now are.
   *
   * @param {string} user
   * @returns {Answer}
   */
  #granted(user) {
    const { location } = this.#options;
    const contacts = location.of(user).map(({ uri, parameters, expiresAt }) => {
      const seconds = Math.ceil((expiresAt - location.now) / 1000);
      return `Contact: <${uri.toRaw()}>${parameters};expires=${seconds}`;
    });
    return { status: 200, headers: [...contacts, `Date: ${new Date().toUTCString()}`] };
  }
}

/**
 * §10.3 step 7: within one Call-ID a REGISTER that is not newer than the binding must change nothing.
 *
 * @param {Request} request
 * @param {Binding} binding
 */
function isOutdated(request, binding) {
  return request.callId === binding.callId && request.cseq <= binding.cseq;
}

/**
 * @param {string | null | undefined} value
 * @returns {number | undefined} nothing for what is no number of seconds
 */
function secondsOf(value) {
  return value && /^\d{1,10}$/.test(value.trim()) ? Number(value) : undefined;
}

/** @param {{[name: string]: string | null}} parameters */
function instanceOf(parameters) {
  const instance = parameters["+sip.instance"];
  const flow = parameters["reg-id"];
  return instance && flow ? `${instance} ${flow}` : undefined;
}

/** @param {[string, string | null]} parameter */
function written([name, value]) {
  return value === null ? `;${name}` : `;${name}=${value}`;
}
