// The corpus of the benchmarks (bench/corpus) is what it is said to be.
import { expect, test } from "vitest";
import { readCorpus } from "../../../bench/js/corpus.mjs";
import { fieldsOf } from "../../../bench/js/message-fields.mjs";

const corpus = readCorpus();
const bytes = (text: string) => new TextEncoder().encode(text).length;

test("has at least fourteen messages of 1.1 kB on average", () => {
  const sum = corpus.reduce((total, { text }) => total + bytes(text), 0);
  expect(corpus.length).toBeGreaterThanOrEqual(14);
  expect(sum / corpus.length).toBeGreaterThan(1000);
  expect(sum / corpus.length).toBeLessThan(1200);
});

test.each(corpus)("$name has CRLF at every line end of its head", ({ text }) => {
  const head = text.slice(0, text.indexOf("\r\n\r\n") + 4);
  expect(head.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
});

test.each(corpus)("$name has an exact Content-Length", ({ text }) => {
  const length = /^(?:Content-Length|l): (\d+)\r$/m.exec(text)?.[1];
  expect(Number(length)).toBe(bytes(fieldsOf(text).body));
});
