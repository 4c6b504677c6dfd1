// Faults on order, for tests of what clients do when a server misbehaves.

/**
 * @typedef {object} Fault
 * @property {string} method - of the requests that meet it
 * @property {number} [status] - answered instead of what the request asks for; neither this nor `delayMs`: no answer at all
 * @property {string[]} [headers] - whole lines, of that answer
 * @property {number} [delayMs] - before the answer, or before the request is handled as usual
 * @property {number} [times] - how many requests meet it, 1 if missing
 */

export class Faults {
  /** @type {Array<Fault & {times: number}>} */
  #waiting = [];

  /** @param {Fault} fault */
  add(fault) {
    this.#waiting.push({ times: 1, ...fault });
  }

  /**
   * The fault that a request meets, which is used up by it.
   *
   * @param {string} method
   * @returns {Fault | undefined}
   */
  take(method) {
    const fault = this.#waiting.find((candidate) => candidate.method === method);
    if (fault && --fault.times <= 0) this.#waiting = this.#waiting.filter((one) => one !== fault);
    return fault;
  }
}
