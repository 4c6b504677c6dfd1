// Timers that all end with the server, and that keep no process alive.

export class Timers {
  /** @type {Set<NodeJS.Timeout>} */
  #running = new Set();

  /**
   * @param {number} delayMs
   * @param {() => void} action
   * @returns {() => void} stops the timer; does nothing later on
   */
  after(delayMs, action) {
    const timer = setTimeout(() => {
      this.#running.delete(timer);
      action();
    }, delayMs);
    timer.unref();
    this.#running.add(timer);
    return () => {
      clearTimeout(timer);
      this.#running.delete(timer);
    };
  }

  stopAll() {
    for (const timer of this.#running) clearTimeout(timer);
    this.#running.clear();
  }
}
