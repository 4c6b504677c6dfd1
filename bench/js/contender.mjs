// A library with the corpus in hand: what bench/native/driver.cpp is to a C library. Runs in Node and in pages alike.
import { fieldsOf } from "./message-fields.mjs";

/**
 * @typedef {object} Message
 * @property {string} name
 * @property {string} text
 * @property {any} fields What fieldsOf() says.
 * @property {any} prepared The library's own, made by its prepare() before anything is timed.
 *
 * @typedef {object} Library
 * @property {{ [job: string]: (message: Message) => number }} jobs Each does its job once; the result keeps the compiler from
 *   leaving anything out. Of a "full" job it is how many header values were structured, of "build" the length of the text.
 * @property {(text: string) => object} routeOf start, branch, fromTag, toTag, callId, cseq; absent ones are empty.
 * @property {(message: Message) => string} buildText What the "build" job makes.
 * @property {(message: Message) => unknown} [prepare]
 */

export class Contender {
  /**
   * @param {Library} library
   * @param {Array<{ name: string, text: string }>} corpus
   */
  constructor(library, corpus) {
    this.library = library;
    this.corpus = corpus.map(({ name, text }) => ({ name, text, fields: fieldsOf(text) }));
    for (const message of this.corpus) message.prepared = library.prepare?.(message);
    this.sink = 0;
  }

  describe() {
    return { jobs: Object.keys(this.library.jobs) };
  }

  /** The route fields of each message, by its name. */
  route() {
    return this.ofEach(({ text }) => this.library.routeOf(text));
  }

  /** The text that the build job makes of each message. */
  build() {
    return this.ofEach((message) => this.library.buildText(message));
  }

  /** The sum of a job's results over the corpus. */
  count(job) {
    const run = this.library.jobs[job];
    let sum = 0;
    for (const message of this.corpus) sum += run(message);
    return sum;
  }

  /** So many passes over the corpus, for whoever holds the clock. */
  run(job, passes) {
    for (let pass = 0; pass < passes; pass++) this.sink += this.count(job);
  }

  ofEach(answer) {
    return Object.fromEntries(this.corpus.map((message) => [message.name, answer(message)]));
  }
}
