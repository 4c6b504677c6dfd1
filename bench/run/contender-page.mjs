// A contender that is a page of its own in headless Chromium.
import { ThreadClock } from "./thread-clock.mjs";

export class ContenderPage {
  /** @param {import("playwright-core").Page} page One made by bench/js/page.mjs. */
  static async open(about, page, corpus) {
    await page.evaluate((messages) => globalThis.bench.start(messages), corpus);
    return new ContenderPage(about, page, await ThreadClock.open(page));
  }

  constructor(about, page, clock) {
    Object.assign(this, about);
    this.page = page;
    this.clock = clock;
  }

  async ask(command, ...args) {
    return command === "sample"
      ? this.clock.time(() => this.call("run", args))
      : this.call(command, args);
  }

  async close() {
    await this.page.context().close();
  }

  call(command, args) {
    return this.page.evaluate(
      ([name, words]) => globalThis.bench.contender[name](...words),
      [command, args],
    );
  }
}
