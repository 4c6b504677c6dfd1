// A contender that is a page of its own in headless Chromium. The clock is the browser's: the time that the page's main thread
// spent on the processor, which pages themselves cannot read.

export class ContenderPage {
  /** @param {import("playwright-core").Page} page One made by bench/js/page.mjs. */
  static async open(about, page, corpus) {
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable");
    await page.evaluate((messages) => globalThis.bench.start(messages), corpus);
    const contender = new ContenderPage(about, page, session);
    await contender.weighTheCall();
    return contender;
  }

  constructor(about, page, session) {
    Object.assign(this, about);
    this.page = page;
    this.session = session;
    this.callNs = 0;
  }

  async ask(command, ...args) {
    if (command === "sample") return this.sample(args[0], args[1]);
    return this.page.evaluate(
      ([name, words]) => globalThis.bench.contender[name](...words),
      [command, args],
    );
  }

  async close() {
    await this.page.context().close();
  }

  async sample(job, passes) {
    const start = await this.threadNs();
    await this.page.evaluate(
      ([name, count]) => globalThis.bench.contender.run(name, count),
      [job, passes],
    );
    return (await this.threadNs()) - start - this.callNs;
  }

  /** What a call into the page costs by itself. */
  async weighTheCall() {
    const samples = [];
    const { jobs } = await this.ask("describe");
    for (let at = 0; at < 15; at++) samples.push(await this.sample(jobs[0], 0));
    this.callNs = samples.sort((a, b) => a - b)[7];
  }

  async threadNs() {
    const { metrics } = await this.session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "ThreadTime").value * 1e9;
  }
}
