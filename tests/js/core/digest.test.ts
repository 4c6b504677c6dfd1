import { describe, expect, test } from "vitest";
import { digestHash, parseAuthorization, verifyAuthorization } from "../../../js/src/core/index.js";

// RFC 2617 §3.5, on an INVITE's terms: the numbers are the RFC's.
const authorization =
  'Digest username="Mufasa", realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", ' +
  'uri="/dir/index.html", qop=auth, nc=00000001, cnonce="0a4f113b", ' +
  'response="6629fae49393a05397450978507c4ef1", opaque="5ccc069c403ebaf9f0171e9517f40e41"';

describe("digest authentication on a server", () => {
  test("takes an Authorization value apart", () => {
    expect(parseAuthorization(authorization)).toMatchObject({
      username: "Mufasa",
      realm: "testrealm@host.com",
      uri: "/dir/index.html",
      qop: "auth",
      nonceCount: "00000001",
    });
    expect(parseAuthorization("Basic QWxhZGRpbg==")).toBeUndefined();
  });

  test("accepts the right password and no other", () => {
    expect(verifyAuthorization(authorization, "GET", "Circle Of Life")).toBe(true);
    expect(verifyAuthorization(authorization, "GET", "circle of life")).toBe(false);
    expect(verifyAuthorization(authorization, "PUT", "Circle Of Life")).toBe(false);
    expect(verifyAuthorization("nonsense", "GET", "Circle Of Life")).toBe(false);
  });

  test("hashes with each algorithm", () => {
    expect(digestHash("MD5", "")).toBe("d41d8cd98f00b204e9800998ecf8427e");
    expect(digestHash("SHA-256", "abc")).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
    expect(digestHash("SHA-512-256", "abc")).toBe(
      "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23",
    );
  });
});
