// The benchmarks measure nobody who does nothing: each library gives the right answers about the corpus. `npm run bench` asks the
// same of the native ones before it measures.
import { describe, expect, test } from "vitest";
import { buildFaults, gaps, routeDifferences } from "../../../bench/js/agreement.mjs";
import { Contender, type Library } from "../../../bench/js/contender.mjs";
import { readCorpus } from "../../../bench/js/corpus.mjs";
import * as jssip from "../../../bench/js/libraries/jssip.mjs";
import * as ringcentral from "../../../bench/js/libraries/ringcentral-web-phone.mjs";
import * as sipJs from "../../../bench/js/libraries/sip-js.mjs";
import * as sipWasm from "../../../bench/js/libraries/sip-wasm.mjs";

const libraries: { [name: string]: Library } = {
  "sip-wasm": sipWasm,
  "sip.js": sipJs,
  jssip,
  "ringcentral-web-phone": ringcentral,
};
const knownGaps: { [library: string]: object } = gaps;
const corpus = readCorpus();

describe.each(Object.entries(libraries))("the benchmark of %s", (name, library) => {
  const contender = new Contender(library, corpus);

  test("finds the route fields of every message, but for the known gaps", () => {
    expect(routeDifferences(contender.route(), corpus)).toEqual(knownGaps[name] ?? {});
  });

  test("builds every message with all of its fields and the right Content-Length", () => {
    expect(buildFaults(contender.build(), corpus)).toEqual([]);
  });

  test("has a route job that reads every field", () => {
    // Were a field left out, some change of it would not change the result.
    for (const { text } of corpus.filter(({ name: message }) => message === "invite-180")) {
      const results = [
        text,
        text.replace(/branch=/g, "branch=z9hG4bKx"),
        text.replace("7d9fe04c", "7"),
      ];
      const [whole, ...changed] = results.map((changedText) =>
        library.jobs.route?.({ name: "", text: changedText, fields: {}, prepared: undefined }),
      );
      for (const result of changed) expect(result).not.toBe(whole);
    }
  });
});

test("The benchmark of this package structures at least as many header values as the others", () => {
  const structured = (library: Library, job: string) => new Contender(library, corpus).count(job);
  const ours = structured(sipWasm, "objects");
  expect(ours).toBeGreaterThanOrEqual(structured(sipJs, "full"));
  expect(ours).toBeGreaterThanOrEqual(structured(jssip, "full"));
});
