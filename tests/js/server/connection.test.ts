// demo/server/connection.mjs and sip-server.mjs: WebSockets, and what must not come through them.
import { describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { startSipServer } from "../../../demo/server/sip-server.mjs";
import { RawClient } from "./support/raw-client.js";
import { answer, headers, request, startLine } from "./support/sip-text.js";
import { kUsers, registered, start } from "./support/with-server.js";

const bob = "sip:bob@demo.test";

/** Whole numbers below a bound, the same in every run. */
function seeded(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

describe("RFC 7118 a WebSocket", () => {
  test("§4 is refused unless the subprotocol sip is asked for", async () => {
    const server = await start();
    for (const protocols of [[], ["chat"], ["sips", "xsip"]]) {
      const socket = new WebSocket(server.url, protocols);
      const refusal = new Promise((resolve) =>
        socket.on("error", (error) => resolve(error.message)),
      );
      expect(await refusal).toBe("Unexpected server response: 400");
    }
    const socket = new WebSocket(server.url, ["chat", "sip"]);
    await new Promise((resolve) => socket.on("open", resolve));
    expect(socket.protocol).toBe("sip");
    socket.terminate();
  });

  test("is kept alive with CRLF CRLF, which is answered with CRLF (RFC 5626 §3.5.1)", async () => {
    const server = await start();
    const client = await RawClient.connect(server.url);
    client.send("\r\n\r\n");
    expect(await client.next("\r\n")).toBe("\r\n");
    client.send("\r\n");
    client.send("");
    expect(await client.rest()).toEqual([]);
    expect(server.counters.dropped).toBe(0);
  });

  test("is closed when a message is too large, and others live on", async () => {
    const server = await start({ maxMessageBytes: 4096 });
    const [client, other] = [
      await RawClient.connect(server.url),
      await RawClient.connect(server.url),
    ];
    client.request("MESSAGE", bob, { body: "x".repeat(5000) });
    expect(await client.closed).toBe(1009);
    expect(await other.rest()).toEqual([]);
  });
});

describe("A broken message", () => {
  test("§21.4.1 is answered with 400 where it shows whence it came, and counted", async () => {
    const server = await start();
    const client = await RawClient.connect(server.url);
    client.send(request("MESSAGE", bob).replace(/CSeq: .*/, "CSeq: many MESSAGE"));
    expect(startLine(await client.next("SIP/2.0 "))).toMatch(/^SIP\/2.0 400 /);
    client.send(request("MESSAGE", bob).replace("SIP/2.0\r\n", "SIP/3.0\r\n"));
    expect(startLine(await client.next("SIP/2.0 "))).toMatch(/^SIP\/2.0 505 /);
    expect(server.counters.rejected).toBe(2);
  });

  test("is dropped and counted where it does not, and the next message is handled", async () => {
    const server = await start();
    const client = await RawClient.connect(server.url);
    const broken = [
      "hello",
      "\0\0\0",
      "SIP/2.0 200 OK\r\n\r\n",
      "INVITE sip:bob@demo.test SIP/2.0\r\n\r\n",
      request("ACK", bob).replace(/CSeq: .*/, "CSeq: many ACK"),
    ];
    for (const text of broken) client.send(text);
    client.send(Buffer.from([0xff, 0xfe, 0x00, 0x80]));
    expect(await client.rest()).toEqual([]);
    expect(server.counters.dropped).toBe(broken.length + 1);
  });

  test("cut anywhere, or with bytes changed at random, costs no later one", async () => {
    const server = await start({ authenticateCalls: false });
    const client = await registered(server, "bob");
    const whole = [
      request("INVITE", bob, { routes: ["<sip:demo.test;lr>"], headers: ["Contact: <sip:a@b>"] }),
      request("REGISTER", "sip:demo.test", { headers: ["Contact: <sip:a@b>;q=0.1, *"] }),
      request("CANCEL", bob),
      answer(request("INVITE", bob), 200),
    ];
    for (const text of whole) {
      for (let end = 0; end < text.length; end += 5) client.send(text.slice(0, end));
    }
    const random = seeded(20261121);
    const signs = ["\r\n", "\n", "\0", ":", ";", ",", "<", ">", '"', "\\", "=", "%", " ", "é", ""];
    for (let n = 0; n < 2000; n++) {
      let text = whole[random(whole.length)] ?? "";
      for (let changes = 1 + random(4); changes > 0; changes--) {
        const at = random(text.length);
        text = text.slice(0, at) + signs[random(signs.length)] + text.slice(at + random(3));
      }
      client.send(text);
    }
    await client.rest();
    expect(server.counters.problems).toBe(0);
    expect(server.counters.rejected).toBeGreaterThan(100);
    expect(server.counters.dropped).toBeGreaterThan(100);
  });

  test("whose headers are named like what every object has does no harm", async () => {
    const server = await start({ authenticateCalls: false });
    const client = await registered(server, "bob");
    const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
    client.request("MESSAGE", bob, { headers: names.map((name) => `${name}: x`) });
    const received = await client.next("MESSAGE");
    expect(headers(received, "constructor")).toEqual(["x"]);
  });

  test("cannot put a header of its own into a registration or a response", async () => {
    const server = await start();
    const client = await RawClient.connect(server.url);
    const response = await client.register("alice", kUsers.alice, {
      headers: ['Contact: <sip:a@b.invalid>;x="1\\\r\n\tX-Evil: 1";expires=60'],
    });
    expect(headers(response, "X-Evil")).toEqual([]);
    client.request("REGISTER", "sip:demo.test", {
      to: "<sip:alice@demo.test>",
      headers: ["Require: a\r\n\tX-Evil: 1"],
    });
    expect(headers(await client.next("SIP/2.0 "), "X-Evil")).toEqual([]);
  });
});

describe("The server", () => {
  test("says which port is taken", async () => {
    const server = await start();
    const second = startSipServer({ domain: "demo.test", users: {}, port: server.port });
    await expect(second).rejects.toMatchObject({ code: "EADDRINUSE" });
  });

  test("closes its connections with 1001, frees its port, and may be closed twice", async () => {
    const server = await start();
    const client = await RawClient.connect(server.url);
    await server.close();
    expect(await client.closed).toBe(1001);
    await expect(RawClient.connect(server.url)).rejects.toThrow();
    await start({ port: server.port });
    await server.close();
  });

  test("counts connections, and breaks those of a user or all on order", async () => {
    const server = await start();
    const alice = await registered(server, "alice");
    const bob = await registered(server, "bob");
    expect(server.connectionCount).toBe(2);
    server.dropConnections("alice");
    expect(await alice.closed).toBe(1006);
    expect(await bob.rest()).toEqual([]);
    expect(server.contactsOf("alice")).toEqual([]);
    server.dropConnections();
    expect(await bob.closed).toBe(1006);
    await expect.poll(() => server.connectionCount).toBe(0);
  });

  test("tells every message that passes, and whose connection it passes over", async () => {
    const server = await start();
    const passed: Array<string> = [];
    server.on("message", ({ direction, user, text }) => {
      passed.push(`${direction} ${user ?? "somebody"}: ${startLine(text)}`);
    });
    const client = await RawClient.connect(server.url);
    await client.register("alice", kUsers.alice);
    await client.rest();
    expect(passed).toEqual([
      "in somebody: REGISTER sip:demo.test SIP/2.0",
      "out somebody: SIP/2.0 401 Unauthorized",
      "in somebody: REGISTER sip:demo.test SIP/2.0",
      "out alice: SIP/2.0 200 OK",
      "in alice: OPTIONS sip:demo.test SIP/2.0",
      "out alice: SIP/2.0 200 OK",
    ]);
  });

  test("fails requests on order: with a status, late, or without a word", async () => {
    const server = await start();
    const client = await RawClient.connect(server.url);
    const register = () => client.request("REGISTER", "sip:demo.test");
    server.inject({ method: "REGISTER", status: 503, headers: ["Retry-After: 5"], times: 2 });
    for (let n = 0; n < 2; n++) {
      register();
      expect(headers(await client.next("503"), "Retry-After")).toEqual(["5"]);
    }
    server.inject({ method: "REGISTER" });
    register();
    expect(await client.rest()).toEqual([]);

    server.inject({ method: "REGISTER", delayMs: 30 });
    const before = performance.now();
    register();
    await client.next("401");
    expect(performance.now() - before).toBeGreaterThan(25);
  });
});
