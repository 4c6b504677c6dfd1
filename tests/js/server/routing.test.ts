// demo/server/routing.mjs: how the requests inside a dialog find the other side.
import { describe, expect, test } from "vitest";
import { RawClient } from "./support/raw-client.js";
import {
  fresh,
  header,
  headers,
  type RequestParts,
  request,
  startLine,
} from "./support/sip-text.js";
import { kUsers, registered, start } from "./support/with-server.js";

const bob = "sip:bob@demo.test";

/** A call between Alice and Bob that Bob has accepted, and how each of them goes on in it. */
async function call() {
  const server = await start();
  const caller = await registered(server, "alice");
  const callee = await registered(server, "bob");
  const alice = { user: "alice", password: kUsers.alice };
  const callId = fresh("dialog");
  const { text } = await caller.challenged("INVITE", bob, alice, {
    callId,
    headers: [`Contact: ${caller.contact}`],
  });
  caller.send(text);
  await caller.next("100");
  const invite = await callee.next("INVITE");
  callee.answer(invite, 200, { headers: [`Contact: ${callee.contact}`], toTag: "callee" });
  const ok = await caller.next("200");
  const route = header(ok, "Record-Route");
  expect(header(invite, "Record-Route")).toBe(route);

  let cseq = 10;
  const target = (contact: string) => contact.slice(1, -1);
  const fromCaller = (method: string, parts: RequestParts = {}) =>
    request(method, target(callee.contact), {
      ...{ callId, cseq: cseq++, routes: [route] },
      ...{ from: header(text, "From"), to: header(ok, "To") },
      ...parts,
    });
  const fromCallee = (method: string, parts: RequestParts = {}) =>
    request(method, target(caller.contact), {
      ...{ callId, cseq: cseq++, routes: [route] },
      ...{ from: header(ok, "To"), to: header(text, "From") },
      ...parts,
    });
  return { server, caller, callee, route, fromCaller, fromCallee };
}

describe("§16.12 loose routing", () => {
  test("takes the ACK to a 2xx to the callee, without its Route and unanswered (§16.11)", async () => {
    const { caller, callee, fromCaller } = await call();
    caller.send(fromCaller("ACK", { cseq: 2 }));
    const ack = await callee.next("ACK");
    expect(startLine(ack)).toBe(`ACK ${callee.contact.slice(1, -1)} SIP/2.0`);
    expect(headers(ack, "Route")).toEqual([]);
    expect(headers(ack, "Via")).toHaveLength(2);
    expect(await caller.rest()).toEqual([]);
  });

  test("takes requests of either side to the other, unchallenged", async () => {
    const { caller, callee, fromCaller, fromCallee } = await call();
    for (const method of ["INFO", "INVITE", "UPDATE", "MESSAGE", "BYE"]) {
      caller.send(fromCaller(method));
      callee.answer(await callee.next(method), 200);
      expect(header(await caller.next("200"), "CSeq")).toContain(method);
      callee.send(fromCallee(method));
      caller.answer(await caller.next(method), 200);
      expect(header(await callee.next("200"), "CSeq")).toContain(method);
    }
  });

  test("keeps the target as it is written (§16.6 step 1)", async () => {
    const { caller, callee, fromCaller } = await call();
    const target = "sip:%61;b=c@CALLEE.invalid;ob;Transport=WS";
    caller.send(fromCaller("INFO").replace(/^INFO \S+/, `INFO ${target}`));
    expect(startLine(await callee.next("INFO"))).toBe(`INFO ${target} SIP/2.0`);
  });

  test("ends with the ACK to a refusal here, not at the callee (§17.2.1)", async () => {
    const { caller, callee, fromCaller } = await call();
    const reinvite = fromCaller("INVITE");
    caller.send(reinvite);
    callee.answer(await callee.next("INVITE"), 488);
    await callee.next("ACK");
    await caller.next("488");
    const cseq = Number.parseInt(header(reinvite, "CSeq"), 10);
    const branch = /branch=([^;]+)/.exec(header(reinvite, "Via"))?.[1] ?? "";
    caller.send(fromCaller("ACK", { cseq, branch }));
    await caller.rest();
    expect(await callee.rest()).toEqual([]);
  });

  test("writes no Record-Route into a dialog that has one (§16.6 step 4)", async () => {
    const { caller, callee, fromCaller } = await call();
    caller.send(fromCaller("INVITE"));
    expect(headers(await callee.next("INVITE"), "Record-Route")).toEqual([]);
  });
});

describe("A side that has reconnected", () => {
  test("is found by the contact that it registered again", async () => {
    const { server, caller, callee, fromCaller } = await call();
    callee.drop();
    await expect.poll(() => server.connectionCount).toBe(1);
    caller.send(fromCaller("INFO"));
    expect(await caller.next("SIP/2.0 ")).toMatch(/^SIP\/2.0 480 /);

    const again = await RawClient.connect(server.url);
    await again.register("bob", kUsers.bob, { headers: [`Contact: ${callee.contact};expires=60`] });
    caller.send(fromCaller("BYE"));
    again.answer(await again.next("BYE"), 200);
    expect(await caller.next("200")).toContain("BYE");
  });

  test("is found while its old connection still looks alive", async () => {
    const { server, caller, callee, fromCaller } = await call();
    const again = await RawClient.connect(server.url);
    await again.register("bob", kUsers.bob, { headers: [`Contact: ${callee.contact};expires=60`] });
    caller.send(fromCaller("INFO"));
    await again.next("INFO");
    expect(await callee.rest()).toEqual([]);
  });

  test("reaches the other side from its new connection", async () => {
    const { server, caller, callee, fromCaller } = await call();
    caller.drop();
    const again = await RawClient.connect(server.url);
    await expect.poll(() => server.connectionCount).toBe(2);
    again.send(fromCaller("BYE"));
    callee.answer(await callee.next("BYE"), 200);
    expect(await again.next("200")).toContain("BYE");
  });

  test("is not found by a contact that somebody else has registered", async () => {
    const { server, caller, callee, fromCaller } = await call();
    await callee.register("bob", kUsers.bob, { headers: ["Contact: *", "Expires: 0"] });
    const thief = await RawClient.connect(server.url);
    await thief.register("carol", kUsers.carol, { headers: [`Contact: ${callee.contact}`] });
    caller.send(fromCaller("INFO"));
    await callee.next("INFO");
    expect(await thief.rest()).toEqual([]);
  });
});

describe("A Route that this server did not write", () => {
  test("opens no way past the authentication", async () => {
    const { server, route, fromCaller } = await call();
    const stranger = await RawClient.connect(server.url);
    const [ends = ""] = route.slice("<sip:".length).split(".");
    for (const forged of [
      route.replace(/\.\w+@/, ".0123456789abcdef@"),
      route.replace(/\.\w+@/, "@"),
      route.replace(ends, ends.split("-").reverse().join("-")),
      "<sip:.@demo.test;lr>",
      "<sip:demo.test;lr>",
    ]) {
      stranger.send(fromCaller("INFO", { routes: [forged] }));
      expect(startLine(await stranger.next("SIP/2.0 ")), forged).toContain(" 407 ");
      stranger.send(fromCaller("ACK", { routes: [forged] }));
    }
    expect(await stranger.rest()).toEqual([]);
  });

  test("does not open one for the first request of another dialog either", async () => {
    const { server, route, fromCaller } = await call();
    const stranger = await RawClient.connect(server.url);
    stranger.send(fromCaller("INVITE", { routes: [route], to: "<sip:bob@demo.test>" }));
    expect(startLine(await stranger.next("SIP/2.0 "))).toContain(" 407 ");
  });
});

test("A contact of a registered user can be called as it is", async () => {
  const server = await start({ authenticateCalls: false });
  const [caller, callee] = [await registered(server, "alice"), await registered(server, "bob")];
  caller.request("MESSAGE", callee.contact.slice(1, -1));
  await callee.next("MESSAGE");
});
