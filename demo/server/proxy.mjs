// The proxy (RFC 3261 §16): checks a request, forwards it to its targets, and matches the responses to the branches.
import { Branch } from "./branch.mjs";
import { Fork } from "./fork.mjs";
import { kLingerMs } from "./server-transaction.mjs";
import { forwardedRequest, maxForwardsOf } from "./sip.mjs";

/** @typedef {import("./connection.mjs").Connection} Connection */
/** @typedef {import("./routing.mjs").Target} Target */
/** @typedef {import("./server-transaction.mjs").ServerTransaction} ServerTransaction */
/** @typedef {import("./sip.mjs").Request} Request */
/** @typedef {import("./sip.mjs").Response} Response */

export class SipProxy {
  #options;
  /** @type {Map<string, Branch>} */
  #branches = new Map();

  /**
   * @param {object} options
   * @param {string} options.domain
   * @param {import("./routing.mjs").Routing} options.routing
   * @param {import("./authenticator.mjs").Authenticator} options.authenticator
   * @param {boolean} options.authenticateCalls - challenge requests outside dialogs
   * @param {import("./timers.mjs").Timers} options.timers
   * @param {import("./branch.mjs").BranchTimes} options.times
   * @param {(transaction: ServerTransaction) => void} options.onUnanswered - a request will never be answered
   */
  constructor(options) {
    this.#options = options;
  }

  /**
   * Forwards a request, or answers it when it cannot be.
   *
   * @param {ServerTransaction} transaction
   */
  forward(transaction) {
    const { request, connection } = transaction;
    const { routing, onUnanswered } = this.#options;
    const refusal = this.#refusalOf(request);
    if (refusal) return transaction.respond(refusal.status, refusal.headers);
    const targets = routing.targetsOf(request, connection);
    if (typeof targets === "number") return transaction.respond(targets);

    if (request.method === "INVITE") transaction.respond(100);
    const fork = new Fork(transaction, () => onUnanswered(transaction));
    fork.start(targets.map((target) => this.#branchTo(target, transaction, fork)));
  }

  /**
   * The ACK to a 2xx: forwarded like a request, but nothing comes back (§16.11).
   *
   * @param {Request} request
   * @param {Connection} from
   */
  forwardAck(request, from) {
    const { routing } = this.#options;
    if (!(maxForwardsOf(request) > 0) || routing.isLoop(request)) return;
    const targets = routing.targetsOf(request, from);
    // Outside a dialog there is nothing to acknowledge, and nobody who was let in.
    if (typeof targets === "number" || !routing.isInDialog(request)) return;
    for (const target of targets) {
      target.connection.send(forwardedRequest(request, this.#hopTo(target, request, from)));
    }
  }

  /**
   * @param {Response} response
   * @param {Connection} from
   * @returns {boolean} whether it belongs to a branch
   */
  onResponse(response, from) {
    const branch = this.#branches.get(response.viaBranch);
    if (branch?.connection !== from) return false;
    branch.onResponse(response);
    return true;
  }

  /** @param {Connection} connection */
  removeConnection(connection) {
    for (const branch of this.#branches.values()) {
      if (branch.connection === connection) branch.onConnectionLost();
    }
  }

  /**
   * §16.3, and who may begin something.
   *
   * @param {Request} request
   * @returns {{status: number, headers?: string[]} | undefined}
   */
  #refusalOf(request) {
    const { routing, authenticateCalls, authenticator, domain } = this.#options;
    if (routing.isLoop(request)) return { status: 482 };
    const required = request.getHeaders("Proxy-Require").join(", ");
    if (required) return { status: 420, headers: [`Unsupported: ${required}`] };
    if (!authenticateCalls || routing.isInDialog(request)) return undefined;
    const { user, challenges } = authenticator.check(request, "Proxy");
    if (user === undefined) return { status: 407, headers: challenges };
    const { uri } = request.from;
    const isOwnName = uri.host === domain && uri.user === user;
    // RFC 3323 §4.1.1.3: whoever hides has no name to be compared.
    return isOwnName || uri.host === "anonymous.invalid" ? undefined : { status: 403 };
  }

  /**
   * @param {Target} target
   * @param {ServerTransaction} transaction
   * @param {Fork} fork
   */
  #branchTo(target, { request, connection }, fork) {
    const { timers, times } = this.#options;
    const hop = this.#hopTo(target, request, connection);
    const branch = new Branch({
      request,
      hop,
      connection: target.connection,
      timers,
      times,
      listener: fork,
      // What comes twice may still come for a while.
      onOver: () => timers.after(kLingerMs, () => this.#branches.delete(hop.branch)),
    });
    this.#branches.set(hop.branch, branch);
    return branch;
  }

  /**
   * @param {Target} target
   * @param {Request} request
   * @param {Connection} from
   * @returns {import("./sip.mjs").Hop}
   */
  #hopTo({ requestUri, connection }, request, from) {
    const { domain, routing } = this.#options;
    const recordRoute = routing.recordRouteFor(request, from, connection);
    const branch = routing.makeBranch(request);
    const hop = { requestUri, sentBy: domain, realm: domain, branch };
    return recordRoute ? { ...hop, recordRoute } : hop;
  }
}
