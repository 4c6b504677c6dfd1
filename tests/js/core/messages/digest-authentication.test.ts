import { Core } from "sip.js";
import { describe, expect, test } from "vitest";
import {
  DigestAuthentication,
  digestHash,
  Grammar,
  HeaderInjectionError,
  OutgoingRequestMessage,
  URI,
  verifyAuthorization,
} from "../../../../js/src/core/index.js";
import { silentFactory } from "../../support/silent-logger.js";

type Challenge = { [name: string]: unknown };
const challenge: Challenge = {
  algorithm: "MD5",
  realm: "example.com",
  nonce: "n0nce",
  opaque: "o",
  qop: ["auth"],
  stale: undefined,
};

function own(ha1?: string, username?: string, password?: string) {
  return new DigestAuthentication(silentFactory(), ha1, username, password);
}

function peer(ha1?: string, username?: string, password?: string) {
  const factory = new Core.LoggerFactory();
  factory.builtinEnabled = false;
  return new Core.DigestAuthentication(factory, ha1, username, password);
}

const uri = (host = "example.com") => new URI("sip", "bob", host);
const invite = (host?: string) => new OutgoingRequestMessage("INVITE", uri(host), uri(), uri());

/** What it holds beside its logger; the cnonce is random, and what depends on it is checked by recomputing. */
function state(authentication: object): Challenge {
  const { logger, cnonce, response, ...rest } = authentication as Challenge;
  return { ...rest, uri: String(rest.uri) };
}

/** The answer of `first` and that of `second` to the same challenges, the second with the cnonce of the first. */
function answers(credentials: Array<string | undefined>, given: Challenge, body?: string) {
  const [first, second] = [own(...credentials), peer(...credentials)];
  const results = [first, second].map((one) => {
    // biome-ignore lint/suspicious/noExplicitAny: either class takes the request of ours.
    return (one as any).authenticate(invite(), given, body);
  });
  expect(results[0]).toBe(results[1]);
  expect(state(first)).toEqual(state(second));
  if (!results[0]) return [];
  const other = second as unknown as { cnonce: unknown; calculateResponse(body?: string): void };
  other.cnonce = (first as unknown as Challenge).cnonce;
  other.calculateResponse(body);
  return [String(first), String(second)];
}

describe("DigestAuthentication", () => {
  test.each<[string, Challenge, string?]>([
    ["qop auth", {}],
    ["no algorithm", { algorithm: undefined }],
    ["no qop", { qop: undefined }],
    ["both qops", { qop: ["auth-int", "auth"] }, "body"],
    ["auth-int", { qop: ["auth-int"] }, "body"],
    ["auth-int without a body", { qop: ["auth-int"] }],
    ["no opaque", { opaque: undefined }],
    ["an empty opaque", { opaque: "" }],
    ["stale", { stale: true }],
  ])("answers as SIP.js does: %s", (_name, change, body) => {
    for (const credentials of [
      [undefined, "alice", "secret"],
      ["0123456789abcdef0123456789abcdef", "alice", "secret"],
      ["0123456789abcdef0123456789abcdef", "alice", undefined],
      [undefined, "ålice", "sécret"],
      [undefined, "alice", ""],
    ]) {
      const [ours, theirs] = answers(credentials, { ...challenge, ...change }, body);
      expect(ours).toBe(theirs);
    }
  });

  test.each<[string, Challenge]>([
    ["another algorithm", { algorithm: "SHA-1" }],
    ["no realm", { realm: undefined }],
    ["an empty realm", { realm: "" }],
    ["no nonce", { nonce: undefined }],
    ["an unknown qop", { qop: ["other"] }],
    ["an empty qop list", { qop: [] }],
  ])("refuses what SIP.js refuses: %s", (_name, change) => {
    expect(answers([undefined, "alice", "secret"], { ...challenge, ...change })).toEqual([]);
  });

  test("has no text before a challenge was answered", () => {
    for (const one of [own(), peer()]) {
      expect(() => String(one)).toThrow(
        "response field does not exist, cannot generate Authorization header",
      );
    }
  });

  test("counts the use of a nonce and begins anew with another (RFC 7616 §3.4)", () => {
    const authentication = own(undefined, "alice", "secret");
    const count = (nonce: string) => {
      authentication.authenticate(invite(), { ...challenge, nonce });
      return /nc=(\w+)/.exec(String(authentication))?.[1];
    };
    expect(count("a")).toBe("00000001");
    expect(count("a")).toBe("00000002");
    expect(count("b")).toBe("00000001");
  });

  test.each([9, 0xff, 0xffffffff])("writes the count behind %i as SIP.js does", (nc) => {
    const counts = [own(undefined, "a", "b"), peer(undefined, "a", "b")].map((one) => {
      Object.assign(one, { nc });
      // biome-ignore lint/suspicious/noExplicitAny: either class takes the request of ours.
      (one as any).authenticate(invite(), challenge);
      return /nc=(\w+)/.exec(String(one))?.[1];
    });
    expect(counts[0]).toBe(counts[1]);
  });

  // RFC 7616 §3.9.1's numbers, with the hash of the body left out, and RFC 8760's algorithms.
  test.each(["MD5", "SHA-256", "SHA-512-256", "MD5-sess", "SHA-256-sess", "sha-512-256-sess"])(
    "answers %s, which its own server half accepts (RFC 7616 §3.4, RFC 8760)",
    (algorithm) => {
      for (const qop of [["auth"], ["auth-int"], undefined]) {
        const authentication = own(undefined, "alice", "secret");
        expect(
          authentication.authenticate(invite(), { ...challenge, algorithm, qop }, "body"),
        ).toBe(true);
        const value = String(authentication);
        expect(value).toContain(`algorithm=${algorithm},`);
        expect(verifyAuthorization(value, "INVITE", "secret", "body")).toBe(true);
        expect(verifyAuthorization(value, "INVITE", "Secret", "body")).toBe(false);
      }
    },
  );

  test("answers with an HA1 only the algorithm that it was made with (RFC 8760 §2.6)", () => {
    const md5 = digestHash("MD5", "alice:example.com:secret");
    const sha256 = digestHash("SHA-256", "alice:example.com:secret");
    const answer = (ha1: string, algorithm: string, password?: string) => {
      const authentication = own(ha1, "alice", password);
      const done = authentication.authenticate(invite(), { ...challenge, algorithm });
      return done && verifyAuthorization(String(authentication), "INVITE", "secret");
    };
    expect(answer(md5, "MD5")).toBe(true);
    expect(answer(sha256, "SHA-256")).toBe(true);
    expect(answer(md5, "SHA-256")).toBe(false);
    expect(answer(md5, "SHA-256", "secret")).toBe(true);
  });

  test("reads the challenge that Grammar makes of a header", () => {
    const parsed = Grammar.parse(
      'Digest realm="example.com", nonce="a", algorithm=md5, qop="auth,auth-int"',
      "WWW_Authenticate",
    );
    const authentication = own(undefined, "alice", "secret");
    expect(authentication.authenticate(invite(), parsed)).toBe(true);
    expect(String(authentication)).toContain("qop=auth,");
  });

  test("names the Request-URI as it is sent (RFC 7616 §3.4.6)", () => {
    const authentication = own(undefined, "alice", "secret");
    const request = invite("Example.COM");
    authentication.authenticate(request, challenge);
    expect(String(authentication)).toContain('uri="sip:bob@Example.COM"');
    expect(request.toString()).toMatch(/^INVITE sip:bob@Example.COM SIP/);
  });

  test("lets no value end its quotes or its line", () => {
    const authentication = own(undefined, 'DOMAIN\\al"ice', "secret");
    authentication.authenticate(invite(), { ...challenge, realm: 'a"b', opaque: 'x", y="z' });
    const value = String(authentication);
    expect(value).toContain('username="DOMAIN\\\\al\\"ice", realm="a\\"b"');
    expect(value).toContain('opaque="x\\", y=\\"z"');
    const injecting = own(undefined, "alice\r\nX: 1", "secret");
    injecting.authenticate(invite(), challenge);
    expect(() => String(injecting)).toThrow(HeaderInjectionError);
  });

  test("keeps no answer to an earlier challenge when it refuses one", () => {
    const authentication = own(undefined, "alice", "secret");
    authentication.authenticate(invite(), challenge);
    expect(authentication.authenticate(invite(), { ...challenge, realm: "" })).toBe(false);
    expect(() => String(authentication)).toThrow();
  });
});
