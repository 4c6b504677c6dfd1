import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { urisAreEquivalent } from "../../../js/src/core/parsing.js";
import { equivalentURI, Grammar } from "../../../js/src/grammar/grammar.js";

type Vector = [a: string, b: string, rule: string];

const vectors = JSON.parse(
  readFileSync(new URL("../../vectors/uri-equivalence.json", import.meta.url), "utf8"),
) as Record<"equivalent" | "different", Array<Vector>>;

function equivalent(a: string, b: string): boolean {
  const [left, right] = [Grammar.URIParse(a), Grammar.URIParse(b)];
  if (!left || !right) throw new Error(`${a} or ${b} is not a URI`);
  return equivalentURI(left, right);
}

describe("The core compares URIs in wasm as it does natively", () => {
  it.each(vectors.equivalent)("%s is %s (%s)", (a, b) => {
    expect(urisAreEquivalent(a, b)).toBe(true);
    expect(urisAreEquivalent(b, a)).toBe(true);
  });

  it.each(vectors.different)("%s is not %s (%s)", (a, b) => {
    expect(urisAreEquivalent(a, b)).toBe(false);
    expect(urisAreEquivalent(b, a)).toBe(false);
  });
});

describe("equivalentURI has the core's verdict on sip: and sips: URIs (§19.1.4)", () => {
  // Other schemes have no user and host, which SIP.js's URI class is made of.
  const isSip = ([a, b]: Vector): boolean => /^sips?:/i.test(a) && /^sips?:/i.test(b);

  // A URI object holds its user unescaped, as in SIP.js, so it cannot tell "%2F" from "/" there.
  const escapesInUser = ([a, b]: Vector): boolean => /^sips?:\w*%(2f|3b)\w*@/i.test(`${a} ${b}`);

  it.each(vectors.equivalent.filter(isSip))("%s is %s (%s)", (a, b) => {
    expect(equivalent(a, b)).toBe(true);
  });

  it.each(vectors.different.filter((pair) => isSip(pair) && !escapesInUser(pair)))(
    "%s is not %s (%s)",
    (a, b) => {
      expect(equivalent(a, b)).toBe(false);
    },
  );
});
