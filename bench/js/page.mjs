// The entry of a page with one library in it; the bundler puts the library in the place of "bench-library".
import * as library from "bench-library";
import { Contender } from "./contender.mjs";

globalThis.bench = {
  /** @param {Array<{ name: string, text: string }>} corpus */
  start(corpus) {
    this.contender = new Contender(library, corpus);
  },
  /** The first message that this page ever parses. */
  cold(text) {
    library.jobs.route({ text });
  },
};
