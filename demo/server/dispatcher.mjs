// What becomes of a request: whose business it is, and what is wrong with it before it is anybody's (RFC 3261 §8.2, §16.3).
import { maxForwardsOf, responseTo } from "./sip.mjs";

/** @typedef {import("./connection.mjs").Connection} Connection */
/** @typedef {import("./server-transaction.mjs").ServerTransaction} ServerTransaction */
/** @typedef {import("./sip.mjs").Request} Request */

/** What this server answers itself; everything else it passes on. */
const kOwnMethods = ["REGISTER", "OPTIONS"];

export class Dispatcher {
  #options;

  /**
   * @param {object} options
   * @param {string} options.domain
   * @param {import("./server-transaction.mjs").ServerTransactions} options.transactions
   * @param {import("./registrar.mjs").Registrar} options.registrar
   * @param {import("./proxy.mjs").SipProxy} options.proxy
   * @param {import("./faults.mjs").Faults} options.faults
   * @param {import("./timers.mjs").Timers} options.timers
   */
  constructor(options) {
    this.#options = options;
  }

  /**
   * @param {Request} request
   * @param {Connection} connection
   */
  onRequest(request, connection) {
    const { transactions } = this.#options;
    const known = transactions.find(request, connection);
    if (request.method === "ACK") this.#onAck(request, connection, known);
    else if (request.method === "CANCEL") this.#onCancel(request, connection, known);
    else if (known) known.repeat();
    else this.#begin(transactions.open(request, connection));
  }

  /**
   * @param {Request} request
   * @param {Connection} connection
   * @param {ServerTransaction | undefined} invite
   */
  #onAck(request, connection, invite) {
    // §17.2.1: the ACK to a refusal ends here. The ACK to a 2xx is the callee's, and has a branch of its own.
    if (!invite || invite.status < 300) this.#options.proxy.forwardAck(request, connection);
  }

  /**
   * §16.10.
   *
   * @param {Request} request
   * @param {Connection} connection
   * @param {ServerTransaction | undefined} invite
   */
  #onCancel(request, connection, invite) {
    // It is answered anew whenever it comes: there is nothing to remember of it.
    connection.send(responseTo(request, invite ? 200 : 481));
    invite?.onCancel?.();
  }

  /** @param {ServerTransaction} transaction */
  #begin(transaction) {
    const { faults, timers } = this.#options;
    const fault = faults.take(transaction.request.method);
    if (!fault) return this.#handle(transaction);
    const { status, headers, delayMs } = fault;
    if (status === undefined && delayMs === undefined) return;
    const answer = () => {
      if (status === undefined) this.#handle(transaction);
      else transaction.respond(status, headers);
    };
    if (delayMs === undefined) answer();
    else timers.after(delayMs, answer);
  }

  /** @param {ServerTransaction} transaction */
  #handle(transaction) {
    const { request, connection } = transaction;
    const { domain, registrar, proxy } = this.#options;
    const { ruri, method } = request;
    const maxForwards = maxForwardsOf(request);
    if (Number.isNaN(maxForwards)) return transaction.respond(400);
    if (!ruri) return transaction.respond(416);
    if (method === "REGISTER") {
      const { status, headers } = registrar.register(request, connection);
      return transaction.respond(status, headers);
    }
    if (method === "OPTIONS" && ruri.host === domain && !ruri.user) {
      return transaction.respond(200, [`Allow: ${kOwnMethods.join(", ")}`]);
    }
    if (maxForwards === 0) return transaction.respond(483);
    return proxy.forward(transaction);
  }
}
