// A request forwarded to all contacts of its target at once, and the one answer that comes of theirs (RFC 3261 §16.7).

/** @typedef {import("./branch.mjs").Branch} Branch */
/** @typedef {import("./branch.mjs").BranchListener} BranchListener */
/** @typedef {import("./branch.mjs").Failure} Failure */
/** @typedef {import("./sip.mjs").Response} Response */

/** §16.7 step 6: among 4xx, those that tell the caller how to try again. */
const kHelpful = [401, 407, 415, 420, 484];

/** @implements {BranchListener} */
export class Fork {
  /** @type {Branch[]} */
  #branches = [];
  /** @type {Failure[]} */
  #failures = [];
  #transaction;
  #onUnanswered;

  /**
   * @param {import("./server-transaction.mjs").ServerTransaction} transaction - whose request is forwarded
   * @param {() => void} onUnanswered - no answer came and none will be given
   */
  constructor(transaction, onUnanswered) {
    this.#transaction = transaction;
    this.#onUnanswered = onUnanswered;
    transaction.onCancel = () => this.cancel();
  }

  /** @param {Branch[]} branches */
  start(branches) {
    this.#branches = branches;
    for (const branch of branches) branch.start();
  }

  cancel() {
    for (const branch of this.#branches) branch.cancel();
  }

  /** @param {Response} response */
  onProvisional(response) {
    this.#transaction.forward(response);
  }

  /**
   * §16.7 step 5: a 2xx goes back at once, and step 10: the others need not ring any longer.
   *
   * @param {Response} response
   */
  onSuccess(response) {
    this.#transaction.forward(response);
    this.cancel();
  }

  /** @param {Failure} failure */
  onFailure(failure) {
    this.#failures.push(failure);
    // §16.7 step 5: whoever declines everywhere declines for the other contacts too.
    if (failure.status >= 600) this.cancel();
    if (this.#branches.every(({ isOver }) => isOver)) this.#finish();
  }

  #finish() {
    if (this.#transaction.isAnswered) return;
    const { status, response } = bestOf(this.#failures);
    // §16.7 step 6: 503 would speak for this server, not for the one contact behind it.
    const forwarded = status === 503 ? 500 : status;
    if (response) {
      this.#transaction.forward(response, forwarded);
    } else if (status === 408 && this.#transaction.request.method !== "INVITE") {
      // RFC 4320 §4.2: the sender has timed out as well; a 408 could only come too late.
      this.#onUnanswered();
    } else {
      this.#transaction.respond(forwarded);
    }
  }
}

/**
 * §16.7 step 6: a 6xx, or else the lowest class; in it what helps the caller most, and rather another's word than our own.
 *
 * @param {Failure[]} failures - at least one
 * @returns {Failure}
 */
export function bestOf(failures) {
  const rank = (/** @type {Failure} */ { status, response }) => {
    const ofClass = status >= 600 ? 0 : Math.floor(status / 100);
    return ofClass * 4 + (kHelpful.includes(status) ? 0 : 2) + (response ? 0 : 1);
  };
  return failures.reduce((best, failure) => (rank(failure) < rank(best) ? failure : best));
}
