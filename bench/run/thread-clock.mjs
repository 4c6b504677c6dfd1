// The time that a page's main thread spends on the processor. The browser knows it; pages themselves cannot read it.

const weighings = 9;

export class ThreadClock {
  /** @param {import("playwright-core").Page} page */
  static async open(page) {
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable");
    const clock = new ThreadClock(session);
    // What a call into the page costs by itself; the first ones cost more.
    const costs = [];
    for (let at = 0; at < weighings; at++)
      costs.push(await clock.time(() => page.evaluate(() => {})));
    clock.callNs = costs.sort((a, b) => a - b)[Math.floor(weighings / 2)];
    return clock;
  }

  constructor(session) {
    this.session = session;
    this.callNs = 0;
  }

  /** Nanoseconds that one page.evaluate() took. */
  async time(evaluate) {
    const start = await this.now();
    await evaluate();
    return (await this.now()) - start - this.callNs;
  }

  async now() {
    const { metrics } = await this.session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "ThreadTime").value * 1e9;
  }
}
