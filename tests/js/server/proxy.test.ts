// demo/server/proxy.mjs, branch.mjs and fork.mjs: requests forwarded, and the one answer that comes of it.
import { describe, expect, test } from "vitest";
import type { SipServerOptions } from "../../../demo/server/sip-server.mjs";
import type { RawClient } from "./support/raw-client.js";
import {
  bodyOf,
  fresh,
  header,
  headers,
  type RequestParts,
  request,
  startLine,
} from "./support/sip-text.js";
import { registered, start } from "./support/with-server.js";

const bob = "sip:bob@demo.test";
const open = { authenticateCalls: false };

/** Alice, and one or more phones of Bob. */
async function phones(count = 1, options: Partial<SipServerOptions> = {}) {
  const server = await start({ ...open, ...options });
  const caller = await registered(server, "alice");
  const callees: Array<RawClient> = [];
  while (callees.length < count) callees.push(await registered(server, "bob"));
  const [callee] = callees as [RawClient];
  return { server, caller, callee, callees };
}

/** An INVITE that the callees have. */
async function ring(
  caller: RawClient,
  callees: ReadonlyArray<RawClient>,
  parts: RequestParts = {},
) {
  const invite = caller.request("INVITE", bob, parts);
  const received = await Promise.all(callees.map((callee) => callee.next("INVITE")));
  expect(await caller.next("100")).toMatch(/^SIP\/2.0 100 Trying/);
  return { invite, received: received as [string, ...Array<string>] };
}

describe("§16.6 a forwarded request", () => {
  test("has the contact as its target, the server's Via on top, and one hop less", async () => {
    const { caller, callee } = await phones();
    const { invite, received } = await ring(caller, [callee]);
    expect(startLine(received[0])).toBe(`INVITE ${callee.contact.slice(1, -1)} SIP/2.0`);
    expect(headers(received[0], "Via")).toEqual([
      expect.stringMatching(/^SIP\/2.0\/WS demo.test;branch=z9hG4bK/),
      header(invite, "Via"),
    ]);
    expect(header(received[0], "Max-Forwards")).toBe("69");
    expect(header(received[0], "Record-Route")).toMatch(/^<sip:[^@]+@demo.test;transport=ws;lr>$/);
  });

  test("is otherwise what it was, to the last header and byte", async () => {
    const { caller, callee } = await phones();
    const sent = caller.request("MESSAGE", bob, {
      from: '"Ann; <a>, \\"b\\"" <sip:alice@demo.test;x=1>;tag=f;y="z"',
      headers: ["X-One: 1", "Subject:  spaced  out", "X-One: 2", "X-Long: a", " folded"],
      body: "Grüße\r\n\r\n\tan alle 🙂",
    });
    const received = await callee.next("MESSAGE");
    for (const name of ["From", "To", "Call-ID", "CSeq", "Content-Type", "Content-Length"]) {
      expect(headers(received, name), name).toEqual(headers(sent, name));
    }
    expect(headers(received, "X-One")).toEqual(["1", "2"]);
    expect(header(received, "Subject")).toBe("spaced  out");
    expect(header(received, "X-Long")).toBe("a folded");
    expect(bodyOf(received)).toBe(bodyOf(sent));
    expect(headers(received, "Record-Route")).toEqual([]);
  });

  test("comes the same whether it was a text or a binary frame (RFC 7118 §5)", async () => {
    const { caller, callee } = await phones();
    caller.send(Buffer.from(request("MESSAGE", bob, { body: "binär" })));
    expect(bodyOf(await callee.next("MESSAGE"))).toBe("binär");
  });
});

describe("§16.7 a forwarded response", () => {
  test("comes back without the server's Via, with all that the callee wrote", async () => {
    const { caller, callee } = await phones();
    const { invite, received } = await ring(caller, [callee]);
    callee.answer(received[0], 183, {
      toTag: "early",
      headers: ["Contact: <sip:callee@x.invalid>", "X-Mine: yes"],
      body: "v=0",
    });
    const response = await caller.next("183");
    expect(startLine(response)).toBe("SIP/2.0 183 Because");
    expect(headers(response, "Via")).toEqual([header(invite, "Via")]);
    expect(header(response, "To")).toBe(`${header(invite, "To")};tag=early`);
    expect(header(response, "Record-Route")).toBe(header(received[0], "Record-Route"));
    expect(header(response, "X-Mine")).toBe("yes");
    expect(header(response, "Contact")).toBe("<sip:callee@x.invalid>");
    expect(bodyOf(response)).toBe("v=0");
  });

  test("is dropped when it comes from somebody who was not asked", async () => {
    const { server, caller, callee } = await phones();
    const { received } = await ring(caller, [callee]);
    caller.answer(received[0], 200);
    expect(await caller.rest()).toEqual([]);
    expect(server.counters.strayResponses).toBe(1);
  });

  test("of 503 becomes 500: only that contact is out of service (step 6)", async () => {
    const { caller, callee } = await phones();
    const { received } = await ring(caller, [callee]);
    callee.answer(received[0], 503, { headers: ["Retry-After: 5"] });
    expect(startLine(await caller.next("SIP/2.0 5"))).toBe("SIP/2.0 500 Internal Server Error");
  });

  test("of 2xx may come again, and more than once (step 5)", async () => {
    const { caller, callees } = await phones(2);
    const { received } = await ring(caller, callees);
    callees[0]?.answer(received[0], 200, { toTag: "one" });
    callees[0]?.answer(received[0], 200, { toTag: "one" });
    callees[1]?.answer(received[1] ?? "", 200, { toTag: "two" });
    const tags = [];
    for (let n = 0; n < 3; n++)
      tags.push(/tag=(\w+)/.exec(header(await caller.next("200"), "To"))?.[1]);
    expect(tags).toEqual(["one", "one", "two"]);
  });
});

describe("§16.7 step 10 a request that is forked to several contacts", () => {
  test("rings all of them, and when one answers the others are cancelled", async () => {
    const { caller, callees } = await phones(3);
    const { received } = await ring(caller, callees);
    expect(new Set(received.map((text) => header(text, "Via"))).size).toBe(3);
    for (const [n, callee] of callees.entries()) {
      callee.answer(received[n] ?? "", 180, { toTag: `t${n}` });
    }
    for (let n = 0; n < 3; n++) await caller.next("180");

    callees[1]?.answer(received[1] ?? "", 200, { toTag: "t1" });
    expect(header(await caller.next("200"), "To")).toContain("tag=t1");
    for (const n of [0, 2]) {
      const callee = callees[n] as RawClient;
      const cancel = await callee.next("CANCEL");
      const invite = received[n] ?? "";
      expect(startLine(cancel)).toBe(startLine(invite).replace("INVITE", "CANCEL"));
      expect(headers(cancel, "Via")).toEqual([header(invite, "Via")]);
      expect(header(cancel, "CSeq")).toBe(header(invite, "CSeq").replace("INVITE", "CANCEL"));
      for (const name of ["From", "To", "Call-ID"]) {
        expect(header(cancel, name)).toBe(header(invite, name));
      }
      callee.answer(cancel, 200);
      callee.answer(invite, 487, { toTag: `t${n}` });
      const ack = await callee.next("ACK");
      expect(headers(ack, "Via")).toEqual([header(invite, "Via")]);
      expect(header(ack, "To")).toContain(`tag=t${n}`);
    }
    expect(await callees[1]?.rest()).toEqual([]);
    expect(await caller.rest()).toEqual([]);
  });

  test("cancels a contact that has not yet said anything as soon as it does (§9.1)", async () => {
    const { caller, callees } = await phones(2);
    const [quick, slow] = callees as [RawClient, RawClient];
    const { received } = await ring(caller, callees);
    quick.answer(received[0], 200);
    await caller.next("200");
    expect(await slow.rest()).toEqual([]);
    slow.answer(received[1] ?? "", 180);
    await slow.next("CANCEL");
  });

  test("waits for all refusals and passes on the best", async () => {
    const cases: Array<[Array<number>, number]> = [
      [[480, 486], 480],
      [[500, 404], 404],
      [[486, 302], 302],
      [[486, 407], 407],
      [[500, 503], 500],
      [[404, 484], 484],
    ];
    const { caller, callees } = await phones(2);
    for (const [statuses, best] of cases) {
      const { invite, received } = await ring(caller, callees);
      callees[0]?.answer(received[0], statuses[0] ?? 0);
      expect(await caller.rest()).toEqual([]);
      callees[1]?.answer(received[1] ?? "", statuses[1] ?? 0);
      const response = await caller.next("SIP/2.0 ");
      expect(startLine(response)).toContain(` ${best} `);
      caller.acknowledge(invite, response);
      await Promise.all(callees.map((callee) => callee.next("ACK")));
    }
  });

  test("is over when one declines everywhere: 6xx cancels the others (step 5)", async () => {
    const { caller, callees } = await phones(2);
    const [decliner, other] = callees as [RawClient, RawClient];
    const { received } = await ring(caller, callees);
    other.answer(received[1] ?? "", 180);
    await caller.next("180");
    decliner.answer(received[0], 603);
    other.answer(await other.next("CANCEL"), 200);
    other.answer(received[1] ?? "", 487);
    expect(startLine(await caller.next("603"))).toContain("603");
  });

  test("passes the first final answer to a MESSAGE, and no other", async () => {
    const { caller, callees } = await phones(2);
    caller.request("MESSAGE", bob);
    const received = await Promise.all(callees.map((callee) => callee.next("MESSAGE")));
    callees[0]?.answer(received[0] ?? "", 202);
    callees[1]?.answer(received[1] ?? "", 200);
    expect(startLine(await caller.next("SIP/2.0 2"))).toContain("202");
    expect(await caller.rest()).toEqual([]);
  });
});

describe("A refused INVITE", () => {
  test("is acknowledged hop by hop (§17.1.1.3, §17.2.1)", async () => {
    const { caller, callee } = await phones();
    const { invite, received } = await ring(caller, [callee]);
    callee.answer(received[0], 486);
    const ack = await callee.next("ACK");
    expect(header(ack, "CSeq")).toBe("1 ACK");
    const response = await caller.next("486");
    caller.acknowledge(invite, response);
    expect(await callee.rest()).toEqual([]);
  });

  test("that is refused again is acknowledged again, and told once", async () => {
    const { caller, callee } = await phones();
    const { received } = await ring(caller, [callee]);
    callee.answer(received[0], 486);
    callee.answer(received[0], 486);
    await callee.next("ACK");
    await callee.next("ACK");
    await caller.next("486");
    expect(await caller.rest()).toEqual([]);
  });

  test("that is sent again gets the same answer, and is forwarded once (§17.2.1)", async () => {
    const { caller, callee } = await phones();
    const { invite, received } = await ring(caller, [callee]);
    caller.send(invite);
    expect(startLine(await caller.next("100"))).toBe("SIP/2.0 100 Trying");
    callee.answer(received[0], 486, { toTag: "same" });
    await caller.next("486");
    await callee.next("ACK");
    caller.send(invite);
    expect(header(await caller.next("486"), "To")).toContain("tag=same");
    expect(await callee.rest()).toEqual([]);
  });
});

describe("§16.10 CANCEL", () => {
  test("from the caller reaches every contact, and the INVITE ends with 487", async () => {
    const { caller, callees } = await phones(2);
    const { invite, received } = await ring(caller, callees);
    for (const [n, callee] of callees.entries()) callee.answer(received[n] ?? "", 180);
    await caller.next("180");
    await caller.next("180");
    caller.cancel(invite);
    expect(header(await caller.next("200"), "CSeq")).toBe("1 CANCEL");
    for (const [n, callee] of callees.entries()) {
      callee.answer(await callee.next("CANCEL"), 200);
      callee.answer(received[n] ?? "", 487);
      await callee.next("ACK");
    }
    const response = await caller.next("487");
    expect(header(response, "CSeq")).toBe("1 INVITE");
    expect(await caller.rest()).toEqual([]);
  });

  test("waits until the contact has said something (§9.1)", async () => {
    const { caller, callee } = await phones();
    const { invite, received } = await ring(caller, [callee]);
    caller.cancel(invite);
    await caller.next("200");
    expect(await callee.rest()).toEqual([]);
    callee.answer(received[0], 180);
    await callee.next("CANCEL");
  });

  test("that crosses a 200 changes nothing (§9.1)", async () => {
    const { caller, callee } = await phones();
    const { invite, received } = await ring(caller, [callee]);
    callee.answer(received[0], 200);
    await caller.next("200");
    caller.cancel(invite);
    expect(header(await caller.next("200"), "CSeq")).toBe("1 CANCEL");
    expect(await callee.rest()).toEqual([]);
  });

  test("of nothing gets 481 (§9.2)", async () => {
    const { caller } = await phones();
    caller.request("CANCEL", bob);
    expect(await caller.next("481")).toMatch(/^SIP\/2.0 481 /);
  });

  test("that the contact ignores ends the call all the same", async () => {
    const { caller, callee } = await phones(1, { responseMs: 50 });
    const { invite, received } = await ring(caller, [callee]);
    callee.answer(received[0], 180);
    await caller.next("180");
    caller.cancel(invite);
    await callee.next("CANCEL");
    expect(startLine(await caller.next("487"))).toBe("SIP/2.0 487 Request Terminated");
  });
});

describe("When nobody answers", () => {
  test("an INVITE that gets no response at all ends with 408 (§16.8, timer B)", async () => {
    const { caller, callee } = await phones(1, { responseMs: 50 });
    await ring(caller, [callee]);
    expect(startLine(await caller.next("408"))).toBe("SIP/2.0 408 Request Timeout");
  });

  test("a call that rings for too long is cancelled and ends with 408 (§16.8, timer C)", async () => {
    const { caller, callee } = await phones(1, { noAnswerMs: 50 });
    const { received } = await ring(caller, [callee]);
    callee.answer(received[0], 180);
    callee.answer(await callee.next("CANCEL"), 200);
    callee.answer(received[0], 487);
    await callee.next("ACK");
    expect(startLine(await caller.next("408"))).toBe("SIP/2.0 408 Request Timeout");
  });

  test("a request other than INVITE gets nothing: its sender has timed out too (RFC 4320 §4.2)", async () => {
    const { caller, callee } = await phones(1, { responseMs: 30 });
    caller.request("MESSAGE", bob);
    await callee.next("MESSAGE");
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(await caller.rest()).toEqual([]);
  });
});

describe("Whom nobody can reach", () => {
  test("is answered 404 when unknown, 480 when not registered", async () => {
    const { caller } = await phones();
    for (const [uri, status] of [
      ["sip:nobody@demo.test", 404],
      ["sip:toString@demo.test", 404],
      ["sip:demo.test", 404],
      ["sip:bob@elsewhere.test", 404],
      ["sip:carol@demo.test", 480],
    ] as const) {
      const invite = caller.request("INVITE", uri);
      const response = await caller.next("SIP/2.0 4");
      expect(startLine(response), uri).toContain(` ${status} `);
      caller.acknowledge(invite, response);
    }
  });

  test("is answered 480 when the connection is lost while it rings", async () => {
    const { caller, callee } = await phones();
    const { received } = await ring(caller, [callee]);
    callee.answer(received[0], 180);
    await caller.next("180");
    callee.drop();
    expect(startLine(await caller.next("480"))).toBe("SIP/2.0 480 Temporarily Unavailable");
  });

  test("keeps ringing where another contact is left", async () => {
    const { caller, callees } = await phones(2);
    const [lost, left] = callees as [RawClient, RawClient];
    const { received } = await ring(caller, callees);
    lost.drop();
    left.answer(received[1] ?? "", 200);
    await caller.next("200");
  });

  test("a caller that is lost while it rings: the contacts are cancelled", async () => {
    const { caller, callee } = await phones();
    const { received } = await ring(caller, [callee]);
    callee.answer(received[0], 180);
    await caller.next("180");
    caller.drop();
    await callee.next("CANCEL");
  });
});

describe("§16.3 a request is checked before it is forwarded:", () => {
  test("Max-Forwards that is used up gets 483, a malformed one 400", async () => {
    const { caller, callee } = await phones();
    caller.request("MESSAGE", bob, { maxForwards: "0" });
    expect(startLine(await caller.next("SIP/2.0 "))).toBe("SIP/2.0 483 Too Many Hops");
    caller.request("MESSAGE", bob, { maxForwards: "many" });
    expect(startLine(await caller.next("SIP/2.0 "))).toBe("SIP/2.0 400 Bad Request");
    expect(await callee.rest()).toEqual([]);
  });

  test("one that was here before and has not changed gets 482", async () => {
    const { caller, callee } = await phones();
    const callId = fresh("loop");
    caller.request("MESSAGE", bob, { callId, from: "<sip:alice@demo.test>;tag=l" });
    const received = await callee.next("MESSAGE");
    // Sent back to where it came from, as a broken forwarding would.
    callee.send(received.replace(startLine(received), `MESSAGE ${bob} SIP/2.0`));
    expect(startLine(await callee.next("SIP/2.0 "))).toBe("SIP/2.0 482 Loop Detected");
  });

  test("one that comes back with another target is no loop but a spiral", async () => {
    const { caller, callee } = await phones();
    caller.request("MESSAGE", bob);
    const received = await callee.next("MESSAGE");
    callee.send(received.replace(startLine(received), "MESSAGE sip:alice@demo.test SIP/2.0"));
    const back = await caller.next("MESSAGE");
    expect(headers(back, "Via")).toHaveLength(3);
    caller.answer(back, 200);
    callee.send(await callee.next("200"));
    expect(headers(await caller.next("200"), "Via")).toHaveLength(1);
  });

  test("an extension that it must know gets 420 (§16.3 step 5)", async () => {
    const { caller } = await phones();
    caller.request("MESSAGE", bob, { headers: ["Proxy-Require: foo, bar"] });
    expect(header(await caller.next("420"), "Unsupported")).toBe("foo, bar");
  });

  test("a target of another scheme gets 416", async () => {
    const { caller } = await phones();
    caller.request("MESSAGE", "tel:+15551234567");
    expect(await caller.next("416")).toMatch(/^SIP\/2.0 416 /);
  });

  test("a Route of another server gets 404", async () => {
    const { caller } = await phones();
    caller.request("MESSAGE", bob, { routes: ["<sip:demo.test;lr>, <sip:next.test;lr>"] });
    expect(await caller.next("404")).toMatch(/^SIP\/2.0 404 /);
  });

  test("a Route of this server alone is taken off", async () => {
    const { caller, callee } = await phones();
    caller.request("MESSAGE", bob, { routes: ["<sip:demo.test;transport=ws;lr>"] });
    expect(headers(await callee.next("MESSAGE"), "Route")).toEqual([]);
  });
});

test("§11 OPTIONS to the server is answered, OPTIONS to a user is forwarded", async () => {
  const { caller, callee } = await phones();
  caller.request("OPTIONS", "sip:demo.test");
  expect(header(await caller.next("200"), "Allow")).toBe("REGISTER, OPTIONS");
  caller.request("OPTIONS", bob);
  callee.answer(await callee.next("OPTIONS"), 200, { headers: ["Allow: INVITE"] });
  expect(header(await caller.next("200"), "Allow")).toBe("INVITE");
});
