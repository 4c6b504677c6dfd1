// demo/server/authenticator.mjs: digest authentication, the server's side.
import { describe, expect, test } from "vitest";
import { RawClient } from "./support/raw-client.js";
import { authorization, fresh, header, headers } from "./support/sip-text.js";
import { kUsers, registered, start } from "./support/with-server.js";

const alice = { user: "alice", password: kUsers.alice };
const to = "<sip:alice@demo.test>";
const uri = "sip:demo.test";

async function connect(options: Parameters<typeof start>[0] = {}) {
  const server = await start(options);
  return { server, client: await RawClient.connect(server.url) };
}

describe("§22.4 the challenge", () => {
  test("offers each algorithm in the order that was set, with a nonce and qop (RFC 8760 §2.4)", async () => {
    const { client } = await connect({ algorithms: ["SHA-256", "SHA-512-256", "MD5"] });
    client.request("REGISTER", uri, { to });
    const challenges = headers(await client.next("401"), "WWW-Authenticate");
    expect(challenges.map((value) => /algorithm=([\w-]+)/.exec(value)?.[1])).toEqual([
      "SHA-256",
      "SHA-512-256",
      "MD5",
    ]);
    for (const value of challenges) {
      expect(value).toMatch(/^Digest realm="demo.test", .*nonce="[\w.-]{20,}", qop="auth"$/);
    }
  });

  test("ends with MD5, the only one of those that read the last challenge and know no other", async () => {
    const { client } = await connect();
    client.request("REGISTER", uri, { to });
    const challenges = headers(await client.next("401"), "WWW-Authenticate");
    expect(challenges.map((value) => /algorithm=([\w-]+)/.exec(value)?.[1])).toEqual([
      "SHA-256",
      "MD5",
    ]);
  });

  test("has another nonce each time", async () => {
    const { client } = await connect();
    const nonces = new Set<string>();
    for (let n = 0; n < 5; n++) {
      client.request("REGISTER", uri, { to });
      nonces.add(/nonce="([^"]+)"/.exec(await client.next("401"))?.[1] ?? "");
    }
    expect(nonces.size).toBe(5);
  });
});

describe("RFC 7616 §3.4.6 an answer is refused, without stale,", () => {
  const again = /^SIP\/2.0 401 /;

  test("with a wrong password, and without a word on whether the user exists", async () => {
    const { client } = await connect();
    const wrong = await client.register("alice", "wonderful");
    const nobody = await client.register("mallory", "");
    const inherited = await client.register("toString", "");
    for (const response of [wrong, nobody, inherited]) {
      expect(response).toMatch(again);
      expect(response).not.toMatch(/stale/i);
    }
  });

  test("when its uri is not the request's target", async () => {
    const { client } = await connect();
    const elsewhere = { ...alice, uri: "sip:other.test" };
    expect(await client.authenticated("REGISTER", uri, elsewhere, { to })).toMatch(again);
    const equivalent = { ...alice, uri: "SIP:DEMO.test" };
    expect(await client.authenticated("REGISTER", uri, equivalent, { to })).toMatch(/ 200 /);
  });

  test("when it was made for another method", async () => {
    const { client } = await connect();
    client.request("REGISTER", uri, { to });
    const line = authorization(await client.next("401"), "INVITE", uri, alice);
    client.request("REGISTER", uri, { to, headers: [line] });
    expect(await client.next("SIP/2.0 40")).toMatch(again);
  });

  test("when the nonce was made by nobody, or by another server", async () => {
    const { client } = await connect();
    const other = await connect();
    other.client.request("REGISTER", uri, { to });
    const foreign = authorization(await other.client.next("401"), "REGISTER", uri, alice);
    const invented = authorization(
      'SIP/2.0 401 X\r\nWWW-Authenticate: Digest realm="demo.test", algorithm=MD5, nonce="x.y.z"\r\n\r\n',
      "REGISTER",
      uri,
      alice,
    );
    for (const line of [foreign, invented, invented.replace("x.y.z", "")]) {
      client.request("REGISTER", uri, { to, headers: [line] });
      const response = await client.next("SIP/2.0 ");
      expect(response).toMatch(again);
      expect(response).not.toMatch(/stale/i);
    }
  });

  test("when it has no qop, and so could be a copy", async () => {
    const { client } = await connect();
    client.request("REGISTER", uri, { to });
    const line = authorization(await client.next("401"), "REGISTER", uri, alice);
    client.request("REGISTER", uri, { to, headers: [line.replace(", qop=auth", "")] });
    expect(await client.next("SIP/2.0 ")).toMatch(again);
  });

  test("when it cannot be read", async () => {
    const { client } = await connect();
    for (const line of [
      "Digest",
      "Basic YTpi",
      "Digest username=",
      'Digest realm="demo.test"',
      "\u0001",
    ]) {
      client.request("REGISTER", uri, { to, headers: [`Authorization: ${line}`] });
      expect(await client.next("SIP/2.0 ")).toMatch(again);
    }
  });
});

describe("RFC 7616 §3.3 a right answer with a used-up nonce is called stale", () => {
  test("when the nonce has expired", async () => {
    const { client } = await connect({ nonceSeconds: 0 });
    const { text } = await client.challenged("REGISTER", uri, alice, { to });
    await new Promise((resolve) => setTimeout(resolve, 5));
    client.send(text);
    expect(header(await client.next("401"), "WWW-Authenticate")).toMatch(/, stale=true$/);
  });

  test("when its nonce count has come before; a higher one is welcome", async () => {
    const { client } = await connect();
    client.request("REGISTER", uri, { to });
    const challenged = await client.next("401");
    const attempt = async (nonceCount: number) => {
      const line = authorization(challenged, "REGISTER", uri, { ...alice, nonceCount });
      client.request("REGISTER", uri, { to, headers: [line] });
      return client.next("SIP/2.0 ");
    };
    expect(await attempt(1)).toMatch(/^SIP\/2.0 200 /);
    expect(header(await attempt(1), "WWW-Authenticate")).toMatch(/, stale=true$/);
    expect(await attempt(5)).toMatch(/^SIP\/2.0 200 /);
    expect(header(await attempt(4), "WWW-Authenticate")).toMatch(/, stale=true$/);
    expect(await attempt(6)).toMatch(/^SIP\/2.0 200 /);
  });
});

describe("§22.3 a request outside a dialog", () => {
  test("is challenged with 407, and its credentials go no further", async () => {
    const server = await start();
    const [caller, callee] = [await registered(server, "alice"), await registered(server, "bob")];
    const { challenged, text } = await caller.challenged("MESSAGE", "sip:bob@demo.test", alice, {
      headers: ['Proxy-Authorization: Digest username="x", realm="next.test"'],
    });
    expect(header(challenged, "Proxy-Authenticate")).toMatch(/^Digest realm="demo.test"/);
    caller.send(text);
    const forwarded = await callee.next("MESSAGE");
    expect(headers(forwarded, "Proxy-Authorization")).toEqual([
      'Digest username="x", realm="next.test"',
    ]);
  });

  test("may not come in another's name, but without one", async () => {
    const server = await start();
    const [caller, callee] = [await registered(server, "alice"), await registered(server, "bob")];
    const send = (from: string) =>
      caller.authenticated("MESSAGE", "sip:bob@demo.test", alice, { from });
    expect(await send("<sip:bob@demo.test>;tag=1")).toMatch(/^SIP\/2.0 403 /);
    expect(await send("<sip:alice@other.test>;tag=1")).toMatch(/^SIP\/2.0 403 /);
    const anonymous = send('"Anonymous" <sip:anonymous@anonymous.invalid>;tag=1');
    callee.answer(await callee.next("MESSAGE"), 200);
    expect(await anonymous).toMatch(/^SIP\/2.0 200 /);
  });

  test("is not challenged when the server is told not to", async () => {
    const server = await start({ authenticateCalls: false });
    const [caller, callee] = [await registered(server, "alice"), await registered(server, "bob")];
    caller.request("MESSAGE", "sip:bob@demo.test", { callId: fresh("open") });
    expect(await callee.next("MESSAGE")).toContain("open");
  });
});
