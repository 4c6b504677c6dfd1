// One branch of a forwarded request: the client transaction to one contact (RFC 3261 §16.6 steps 8 to 11, §17.1), with the
// CANCEL of §9.1. WebSocket is reliable: nothing is sent twice but the ACK of a refusal that comes twice.
//
//   Calling ──1xx──> Proceeding ──2xx──> Succeeded       a final response, its lack or a lost connection ends it
//        └───────────────┴────────300-699, none──> Failed
import { forwardedRequest, hopRequest } from "./sip.mjs";

/** @typedef {import("./connection.mjs").Connection} Connection */
/** @typedef {import("./sip.mjs").Request} Request */
/** @typedef {import("./sip.mjs").Response} Response */

/**
 * How a branch failed: by a response, or with a status of the proxy's own.
 *
 * @typedef {object} Failure
 * @property {number} status
 * @property {Response} [response]
 */

/**
 * @typedef {object} BranchListener
 * @property {(response: Response) => void} onProvisional - 101 to 199
 * @property {(response: Response) => void} onSuccess - again for each further 2xx
 * @property {(failure: Failure) => void} onFailure - once
 */

/**
 * @typedef {object} BranchTimes
 * @property {number} responseMs - how long the first answer may take (timers B and F)
 * @property {number} noAnswerMs - how long a call may ring (timer C, §16.6 step 11)
 */

export class Branch {
  /** @type {"Calling" | "Proceeding" | "Succeeded" | "Failed"} */
  state = "Calling";
  #request;
  #hop;
  #timers;
  #times;
  #listener;
  #onOver;
  #stopTimer = () => {};
  #isCancelWanted = false;
  #isCancelSent = false;
  /** What the branch counts as when it ends by our CANCEL. */
  #canceledStatus = 487;

  /**
   * @param {object} options
   * @param {Request} options.request - as received
   * @param {import("./sip.mjs").Hop} options.hop
   * @param {Connection} options.connection - where it is sent
   * @param {import("./timers.mjs").Timers} options.timers
   * @param {BranchTimes} options.times
   * @param {BranchListener} options.listener
   * @param {() => void} options.onOver - called once, before the listener hears of it
   */
  constructor({ request, hop, connection, timers, times, listener, onOver }) {
    this.#request = request;
    this.#hop = hop;
    this.connection = connection;
    this.#timers = timers;
    this.#times = times;
    this.#listener = listener;
    this.#onOver = onOver;
  }

  get id() {
    return this.#hop.branch;
  }

  get isOver() {
    return this.state === "Succeeded" || this.state === "Failed";
  }

  get #isInvite() {
    return this.#request.method === "INVITE";
  }

  start() {
    if (this.connection.send(forwardedRequest(this.#request, this.#hop))) {
      this.#await(this.#times.responseMs, () => this.#onSilence());
    } else {
      this.onConnectionLost();
    }
  }

  /** @param {Response} response */
  onResponse(response) {
    const status = response.statusCode ?? 0;
    if (response.parseHeader("CSeq")?.method === "CANCEL") return;
    if (status < 200) this.#onProvisional(response, status);
    else if (status < 300) this.#onSuccess(response);
    else this.#onRefusal(response, status);
  }

  /** §9.1: a CANCEL may not overtake its INVITE, so it waits for a provisional response. */
  cancel() {
    if (!this.#isInvite || this.isOver || this.#isCancelSent) return;
    this.#isCancelWanted = true;
    if (this.state === "Calling") return;
    this.#isCancelSent = true;
    this.connection.send(hopRequest("CANCEL", this.#request, this.#hop));
    this.#await(this.#times.responseMs, () => this.#fail({ status: this.#canceledStatus }));
  }

  /** §16.9: the contact cannot be reached. 480 says more to a person than the 503 of the section. */
  onConnectionLost() {
    if (!this.isOver) this.#fail({ status: this.#isCancelWanted ? 487 : 480 });
  }

  /**
   * @param {Response} response
   * @param {number} status
   */
  #onProvisional(response, status) {
    if (this.isOver) return;
    this.state = "Proceeding";
    if (this.#isInvite && !this.#isCancelSent) {
      this.#await(this.#times.noAnswerMs, () => this.#onNoAnswer());
    }
    if (this.#isCancelWanted) this.cancel();
    if (status > 100) this.#listener.onProvisional(response);
  }

  /** @param {Response} response */
  #onSuccess(response) {
    if (this.state === "Failed" || (this.isOver && !this.#isInvite)) return;
    if (!this.isOver) this.#end("Succeeded");
    this.#listener.onSuccess(response);
  }

  /**
   * @param {Response} response
   * @param {number} status
   */
  #onRefusal(response, status) {
    // §17.1.1.3: the ACK of a refusal is each hop's own.
    if (this.#isInvite && this.state !== "Succeeded") {
      this.connection.send(hopRequest("ACK", this.#request, this.#hop, response));
    }
    if (this.isOver) return;
    const isByNoAnswer = status === 487 && this.#canceledStatus !== 487;
    this.#fail(isByNoAnswer ? { status: this.#canceledStatus } : { status, response });
  }

  /** Timer B or F: nothing came at all. */
  #onSilence() {
    this.#fail({ status: this.#isCancelWanted ? 487 : 408 });
  }

  /** Timer C, §16.8: it has rung for too long. */
  #onNoAnswer() {
    this.#canceledStatus = 408;
    this.cancel();
  }

  /** @param {Failure} failure */
  #fail(failure) {
    this.#end("Failed");
    this.#listener.onFailure(failure);
  }

  /** @param {"Succeeded" | "Failed"} state */
  #end(state) {
    this.#stopTimer();
    this.state = state;
    this.#onOver();
  }

  /**
   * @param {number} delayMs
   * @param {() => void} action
   */
  #await(delayMs, action) {
    this.#stopTimer();
    this.#stopTimer = this.#timers.after(delayMs, action);
  }
}
