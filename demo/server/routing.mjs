// Where a request goes (RFC 3261 §16.4, §16.5), and what it carries so that the rest of its dialog goes there too.
//
// Browsers cannot be connected to, so a target is a connection. Requests inside a dialog find theirs by the Record-Route
// that the dialog's first request was given: its user part names the connections of both sides. When one of them has been
// replaced, because its user reconnected and registered the same contact again, the new one is taken.
import { createHmac, randomBytes } from "node:crypto";
import { addressesOf, requestUriOf } from "./sip.mjs";

/** @typedef {import("./connection.mjs").Connection} Connection */
/** @typedef {import("./sip.mjs").Request} Request */

/**
 * @typedef {object} Target
 * @property {string} requestUri
 * @property {Connection} connection
 */

/** Methods whose first request begins a dialog. */
const kDialogMethods = ["INVITE", "SUBSCRIBE", "REFER"];

export class Routing {
  #options;
  #secret = randomBytes(16);

  /**
   * @param {object} options
   * @param {string} options.domain
   * @param {Record<string, string>} options.users
   * @param {import("./location.mjs").Location} options.location
   * @param {Map<string, Connection>} options.connections - by id
   */
  constructor(options) {
    this.#options = options;
  }

  /**
   * Whether the request belongs to a dialog whose first request went through here: only its two sides know its Route.
   *
   * @param {Request} request
   */
  isInDialog(request) {
    return !!request.toTag && this.#routesOf(request).ends !== undefined;
  }

  /**
   * @param {Request} request
   * @param {Connection} from
   * @returns {Target[] | number} at least one, or the status that says why there is none
   */
  targetsOf(request, from) {
    const { ruri } = request;
    const { ends, isElsewhere } = this.#routesOf(request);
    // Another server's turn: this one reaches nobody but its own users.
    if (!ruri || isElsewhere) return 404;
    const requestUri = requestUriOf(request);
    if (ends) {
      const connection = this.#peerOf(ends, ruri, from);
      return connection ? [{ requestUri, connection }] : 480;
    }
    const { domain, users, location } = this.#options;
    if (ruri.host !== domain) {
      const connection = location.connectionOf(ruri);
      return connection ? [{ requestUri, connection }] : 404;
    }
    if (!ruri.user || !Object.hasOwn(users, ruri.user)) return 404;
    const bindings = location.of(ruri.user);
    if (bindings.length === 0) return 480;
    return bindings.map(({ uri, connection }) => ({ requestUri: uri.toRaw(), connection }));
  }

  /**
   * The Record-Route value for a request that begins a dialog; undefined for all others.
   *
   * @param {Request} request
   * @param {Connection} from
   * @param {Connection} to
   */
  recordRouteFor(request, from, to) {
    if (request.toTag || !kDialogMethods.includes(request.method)) return undefined;
    const ends = `${from.id}-${to.id}`;
    return `<sip:${ends}.${this.#hash(ends)}@${this.#options.domain};transport=ws;lr>`;
  }

  /** @param {Request} request */
  makeBranch(request) {
    return `z9hG4bK${randomBytes(8).toString("hex")}.${this.#loopMark(request)}`;
  }

  /**
   * §16.3 step 4: whether this server has forwarded the request before, with all that decides its way unchanged.
   *
   * @param {Request} request
   */
  isLoop(request) {
    const mark = `.${this.#loopMark(request)}`;
    return request.getHeaders("Via").some((via) => via.includes(mark));
  }

  /**
   * §16.4: this server's own Route values, taken off the top.
   *
   * @param {Request} request
   * @returns {{ends: string[] | undefined, isElsewhere: boolean}} the ids of the connections that the last of them names;
   *   whether another server's Route is left
   */
  #routesOf(request) {
    const routes = addressesOf(request, "Route");
    const other = routes.findIndex(({ uri }) => uri.host !== this.#options.domain);
    const own = other < 0 ? routes : routes.slice(0, other);
    const [ends = "", seal] = own.at(-1)?.uri.user?.split(".") ?? [];
    const isSealed = seal !== undefined && seal === this.#hash(ends);
    return { ends: isSealed ? ends.split("-") : undefined, isElsewhere: other >= 0 };
  }

  /**
   * The other end of a dialog.
   *
   * @param {string[]} ends
   * @param {import("./sip.mjs").Uri} contact
   * @param {Connection} from
   */
  #peerOf(ends, contact, from) {
    const { connections, location } = this.#options;
    // Whoever has reconnected is neither end; then the one that is still open is the other's.
    const others = ends.filter((id) => id !== from.id).map((id) => connections.get(id));
    const named = others.find((connection) => connection !== undefined);
    const registered = location.connectionOf(contact);
    if (!named || !registered) return named ?? registered;
    // A connection may be dead without our knowing: the one that its user registered over last goes first.
    return registered.user === named.user ? registered : named;
  }

  /**
   * §16.6 step 8: ends the branch of a forwarded request (RFC 5393 §4.2.1 says what goes in).
   *
   * @param {Request} request
   */
  #loopMark(request) {
    const { method, callId, cseq, fromTag, toTag } = request;
    const routes = request.getHeaders("Route");
    const parts = [requestUriOf(request), method, callId, cseq, fromTag, toTag, ...routes];
    return this.#hash(JSON.stringify(parts));
  }

  /** @param {string} text */
  #hash(text) {
    return createHmac("sha256", this.#secret).update(text).digest("hex").slice(0, 16);
  }
}
