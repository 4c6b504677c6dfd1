// The server's side of a request (RFC 3261 §17.2): remembers the answer, so that a request that comes twice is answered
// twice and handled once, and takes the ACK of a refused INVITE. WebSocket is reliable: nothing is sent again by itself.
import { forwardedResponse, responseTo } from "./sip.mjs";

/** @typedef {import("./connection.mjs").Connection} Connection */
/** @typedef {import("./sip.mjs").Request} Request */
/** @typedef {import("./sip.mjs").Response} Response */

/** 64 * T1: as long as anything may still come for a transaction that is over. */
export const kLingerMs = 32_000;

export class ServerTransaction {
  /** Of the last response; 0 before any. */
  status = 0;
  /** Gives up what was begun for an INVITE. @type {(() => void) | undefined} */
  onCancel;
  #lastResponse = "";
  #onFinal;

  /**
   * @param {Request} request
   * @param {Connection} connection
   * @param {() => void} onFinal - called once
   */
  constructor(request, connection, onFinal) {
    this.request = request;
    this.connection = connection;
    this.#onFinal = onFinal;
  }

  get isAnswered() {
    return this.status >= 200;
  }

  /**
   * @param {number} status
   * @param {string[]} [headers]
   */
  respond(status, headers) {
    if (!this.isAnswered) this.#send(status, responseTo(this.request, status, headers));
  }

  /**
   * Passes on another's response. More than one 2xx to an INVITE may pass (§16.7 step 5).
   *
   * @param {Response} response
   * @param {number} [status] - in place of the response's own
   */
  forward(response, status = response.statusCode ?? 500) {
    const isFurther2xx = isSuccess(this.status) && isSuccess(status);
    if (this.isAnswered && !(isFurther2xx && this.request.method === "INVITE")) return;
    this.#send(status, forwardedResponse(this.request, response, status));
  }

  /** The request came again. */
  repeat() {
    if (this.#lastResponse) this.connection.send(this.#lastResponse);
  }

  /**
   * @param {number} status
   * @param {string} text
   */
  #send(status, text) {
    const wasAnswered = this.isAnswered;
    this.status = status;
    this.#lastResponse = text;
    this.connection.send(text);
    if (this.isAnswered && !wasAnswered) this.#onFinal();
  }
}

/** The transactions of all connections, matched by §17.2.3. */
export class ServerTransactions {
  /** @type {Map<string, ServerTransaction>} */
  #byKey = new Map();
  #timers;

  /** @param {import("./timers.mjs").Timers} timers */
  constructor(timers) {
    this.#timers = timers;
  }

  /**
   * The transaction that a request belongs to: its own, or for ACK and CANCEL the INVITE's.
   *
   * @param {Request} request
   * @param {Connection} connection
   */
  find(request, connection) {
    const isOfInvite = request.method === "ACK" || request.method === "CANCEL";
    return this.#byKey.get(keyOf(request, connection, isOfInvite ? "INVITE" : request.method));
  }

  /**
   * @param {Request} request
   * @param {Connection} connection
   */
  open(request, connection) {
    const key = keyOf(request, connection, request.method);
    const transaction = new ServerTransaction(request, connection, () => {
      this.#timers.after(kLingerMs, () => this.#byKey.delete(key));
    });
    this.#byKey.set(key, transaction);
    return transaction;
  }

  /**
   * A request that will never be answered is forgotten like one that was.
   *
   * @param {ServerTransaction} transaction
   */
  abandon({ request, connection }) {
    this.#byKey.delete(keyOf(request, connection, request.method));
  }

  /**
   * Whoever is gone hears no answer: what runs for it is given up.
   *
   * @param {Connection} connection
   */
  removeConnection(connection) {
    for (const [key, transaction] of this.#byKey) {
      if (transaction.connection !== connection) continue;
      if (!transaction.isAnswered) transaction.onCancel?.();
      this.#byKey.delete(key);
    }
  }
}

/** @param {number} status */
function isSuccess(status) {
  return status >= 200 && status < 300;
}

/**
 * @param {Request} request
 * @param {Connection} connection
 * @param {string} method
 */
function keyOf(request, connection, method) {
  const { host, port } = request.via ?? {};
  return [connection.id, host, port ?? "", request.viaBranch, method].join(" ");
}
