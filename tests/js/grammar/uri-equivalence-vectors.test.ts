import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { equivalentURI, Grammar } from "../../../js/src/grammar/grammar.js";

const vectors = JSON.parse(
  readFileSync(new URL("../../vectors/uri-equivalence.json", import.meta.url), "utf8"),
) as Record<"equivalent" | "different", Array<[string, string]>>;

function equivalent([a, b]: [string, string]): boolean {
  const [left, right] = [Grammar.URIParse(a), Grammar.URIParse(b)];
  if (!left || !right) throw new Error(`${a} or ${b} is not a URI`);
  return equivalentURI(left, right);
}

describe("equivalentURI gives JavaScript the core's verdict on the RFC's examples (§19.1.4)", () => {
  // tel: URIs have no user and host, which SIP.js's URI class is made of; the C++ test has them.
  const isSip = ([a, b]: [string, string]): boolean => /^sips?:/i.test(a) && /^sips?:/i.test(b);

  it.each(vectors.equivalent.filter(isSip))("%s is %s", (a, b) => {
    expect(equivalent([a, b])).toBe(true);
  });

  it.each(vectors.different.filter(isSip))("%s is not %s", (a, b) => {
    expect(equivalent([a, b])).toBe(false);
  });
});
