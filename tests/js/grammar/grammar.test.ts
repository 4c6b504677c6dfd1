// Grammar beside SIP.js's: the same text gives the same objects.
import { Grammar as Peer } from "sip.js";
import { describe, expect, test } from "vitest";
import { equivalentURI, Grammar, NameAddrHeader, type URI } from "../../../js/src/grammar/index.js";

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

const uris = [
  "sip:alice@example.com",
  "sips:alice@Example.COM:5061;transport=WS;lr",
  "sip:alice:secret@example.com?Subject=lunch&subject=now",
  "sip:example.com",
  "SIP:a%20b@[2001:db8::1]:5060",
  "sip:+15551234567;phone-context=x@example.com;user=phone",
  "",
  "alice",
  "sip:",
  "http://example.com",
  "sip:a b@example.com",
];

const nameAddrs = [
  "<sip:alice@example.com>",
  '"A. \\"Lice\\"" <sip:alice@example.com;x=1>;tag=88;flag',
  "Bob <sips:bob@example.com>;q=0.5",
  '<sip:a@example.com>;+sip.instance="<urn:uuid:1>"',
  "sip:alice@example.com",
  "<>",
  "nonsense",
];

const values: Array<[rule: string, text: string]> = [
  ["CSeq", "12 INVITE"],
  ["Call_ID", "a@b"],
  ["Content_Type", "application/sdp"],
  ["Content_Disposition", "session;handling=optional"],
  ["Content_Length", "12"],
  ["Max_Forwards", "70"],
  ["Event", "refer;id=3"],
  ["Subscription_State", "active;expires=60"],
  ["Replaces", "call@host;to-tag=1;from-tag=2;early-only"],
  ["Require", "100rel, timer"],
  ["Session_Expires", "90;refresher=uac"],
  ["uuid", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"],
  ["uuid", "nonsense"],
  ["From", "sip:alice@example.com;tag=1"],
  ["To", "<sip:alice@example.com>;tag=1"],
  ["Refer_To", '"Bob" <sip:bob@example.com?Replaces=x>'],
  ["Contact", "<sip:a@example.com>;q=1, sip:b@example.com;expires=3"],
  ["Record_Route", "<sip:a@example.com;lr>, <sip:b@example.com;lr>"],
  [
    "WWW_Authenticate",
    'Digest realm="r", nonce="n", algorithm=MD5, qop="auth,auth-int", stale=false, opaque="o"',
  ],
  ["No_Such_Rule", "x"],
];

describe("Grammar", () => {
  for (const text of uris) {
    test(`parses the URI "${text}" as SIP.js does`, () => {
      const [own, peer] = [Grammar.URIParse(text), Peer.URIParse(text)];
      expect(plain(own)).toEqual(plain(peer));
      expect(own?.toString()).toBe(peer?.toString());
    });
  }

  for (const text of nameAddrs) {
    test(`parses the address ${text} as SIP.js does`, () => {
      const own = Grammar.nameAddrHeaderParse(text);
      const peer = Peer.nameAddrHeaderParse(text);
      expect(plain(own)).toEqual(plain(peer));
      if (own) expect(own).toBeInstanceOf(NameAddrHeader);
    });
  }

  for (const [rule, text] of values) {
    test(`parses ${rule} "${text}" as SIP.js does`, () => {
      expect(plain(Grammar.parse(text, rule))).toEqual(plain(Peer.parse(text, rule)));
    });
  }

  test("leaves a bad element out of a list, and keeps the good ones", () => {
    const parsed = Grammar.parse("<sip:a@example.com>, :, <sip:b@example.com>", "Contact");
    expect(parsed.map(({ parsed: { uri } }: { parsed: { uri: URI } }) => uri.user)).toEqual([
      "a",
      "b",
    ]);
  });

  test("compares URIs by the RFC's rules", () => {
    const uri = (text: string): URI => Grammar.URIParse(text) as URI;
    expect(equivalentURI(uri("sip:%61lice@EXAMPLE.com"), uri("sip:alice@example.com"))).toBe(true);
    expect(equivalentURI(uri("sip:Alice@example.com"), uri("sip:alice@example.com"))).toBe(false);
  });
});
