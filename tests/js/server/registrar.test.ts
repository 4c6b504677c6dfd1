// demo/server/registrar.mjs and location.mjs: who may be reached by which contacts, and for how long.
import { describe, expect, test } from "vitest";
import { RawClient } from "./support/raw-client.js";
import { fresh, header, headers } from "./support/sip-text.js";
import { kUsers, registered, start } from "./support/with-server.js";

const alice = { user: "alice", password: kUsers.alice };
const to = "<sip:alice@demo.test>";

async function connect(options: Parameters<typeof start>[0] = {}) {
  const server = await start(options);
  return { server, client: await RawClient.connect(server.url) };
}

describe("§10.3 a REGISTER", () => {
  test("with the right password binds its contact for as long as it asks", async () => {
    const { server, client } = await connect();
    const response = await client.register("alice", kUsers.alice);
    expect(response).toMatch(/^SIP\/2.0 200 OK\r\n/);
    expect(headers(response, "Contact")).toEqual([`${client.contact};expires=600`]);
    expect(Date.parse(header(response, "Date"))).toBeGreaterThan(0);
    expect(server.contactsOf("alice")).toEqual([client.contact.slice(1, -1)]);
  });

  test("without a contact asks for the bindings and changes none", async () => {
    const server = await start();
    const client = await registered(server, "alice");
    const response = await client.register("alice", kUsers.alice, { headers: [] });
    expect(headers(response, "Contact")).toHaveLength(1);
  });

  test("for a domain or a user of somebody else is refused", async () => {
    const { client } = await connect();
    const elsewhere = client.request("REGISTER", "sip:other.test", { to });
    expect(header(await client.next("404"), "Call-ID")).toBe(header(elsewhere, "Call-ID"));
    expect(await client.register("alice", kUsers.alice, { to: "<sip:bob@demo.test>" })).toMatch(
      /^SIP\/2.0 403 /,
    );
    expect(await client.register("alice", kUsers.alice, { to: "<sip:alice@other.test>" })).toMatch(
      /^SIP\/2.0 404 /,
    );
  });

  test("that requires an extension is refused with its name (§8.2.2.3)", async () => {
    const { client } = await connect();
    client.request("REGISTER", "sip:demo.test", { to, headers: ["Require: path, gruu"] });
    expect(header(await client.next("420"), "Unsupported")).toBe("path, gruu");
  });

  test("takes the time of its Expires header where the contact has none, and no more than is allowed", async () => {
    const { client } = await connect({ maxExpires: 900 });
    const short = await client.register("alice", kUsers.alice, {
      headers: [`Contact: ${client.contact}`, "Expires: 120"],
    });
    expect(header(short, "Contact")).toMatch(/;expires=120$/);
    const long = await client.register("alice", kUsers.alice, {
      headers: [`Contact: ${client.contact};expires=4294967295`],
    });
    expect(header(long, "Contact")).toMatch(/;expires=900$/);
    const none = await client.register("alice", kUsers.alice, {
      headers: [`Contact: ${client.contact};expires=soon`],
    });
    expect(header(none, "Contact")).toMatch(/;expires=900$/);
  });

  test("that is too brief gets 423 with the least time, and binds nothing", async () => {
    const { server, client } = await connect({ minExpires: 60 });
    const response = await client.register("alice", kUsers.alice, {
      headers: [`Contact: ${client.contact};expires=59`],
    });
    expect(response).toMatch(/^SIP\/2.0 423 Interval Too Brief\r\n/);
    expect(header(response, "Min-Expires")).toBe("60");
    expect(server.contactsOf("alice")).toEqual([]);
  });

  test("for an hour is never too brief (§10.3 step 7)", async () => {
    const { client } = await connect({ minExpires: 7200, maxExpires: 7200 });
    const headers = [`Contact: ${client.contact};expires=3600`];
    expect(await client.register("alice", kUsers.alice, { headers })).toMatch(/^SIP\/2.0 200 /);
  });

  test("keeps the contact's parameters as they are", async () => {
    const { client } = await connect();
    const instance = '+sip.instance="<urn:uuid:00000000-0000-4000-8000-00000000000a>"';
    const response = await client.register("alice", kUsers.alice, {
      headers: [`Contact: ${client.contact};reg-id=1;${instance};q=0.5;flag;expires=60`],
    });
    expect(header(response, "Contact")).toBe(
      `${client.contact};reg-id=1;${instance};q=0.5;flag;expires=60`,
    );
  });

  test("binds several contacts, on one line or several, and lists them all", async () => {
    const { server, client } = await connect();
    const response = await client.register("alice", kUsers.alice, {
      headers: [
        "Contact: <sip:a@one.invalid>;expires=60, <sip:b@two.invalid>;expires=70",
        "m: <sip:c@three.invalid>;expires=80",
      ],
    });
    expect(headers(response, "Contact").sort()).toEqual([
      "<sip:a@one.invalid>;expires=60",
      "<sip:b@two.invalid>;expires=70",
      "<sip:c@three.invalid>;expires=80",
    ]);
    expect(server.contactsOf("alice")).toHaveLength(3);
  });

  test("refreshes an equivalent contact instead of adding one (§19.1.4)", async () => {
    const { server, client } = await connect();
    await client.register("alice", kUsers.alice, {
      headers: ["Contact: <sip:a@one.invalid;transport=ws>;expires=60"],
    });
    await client.register("alice", kUsers.alice, {
      headers: ["Contact: <sip:%61@ONE.invalid;transport=WS>;expires=60"],
    });
    expect(server.contactsOf("alice")).toHaveLength(1);
  });

  test("replaces the contact of the same instance and flow (RFC 5626 §6)", async () => {
    const { server, client } = await connect();
    const flow = ';reg-id=1;+sip.instance="<urn:uuid:a>";expires=60';
    await client.register("alice", kUsers.alice, {
      headers: [`Contact: <sip:a@before.invalid>${flow}`],
    });
    await client.register("alice", kUsers.alice, {
      headers: [`Contact: <sip:b@after.invalid>${flow}`],
    });
    expect(server.contactsOf("alice")).toEqual(["sip:b@after.invalid"]);
  });

  test("with an expiry of 0 removes that contact alone (§10.2.2)", async () => {
    const { server, client } = await connect();
    await client.register("alice", kUsers.alice, {
      headers: ["Contact: <sip:a@one.invalid>;expires=60, <sip:b@two.invalid>;expires=60"],
    });
    const response = await client.register("alice", kUsers.alice, {
      headers: ["Contact: <sip:a@one.invalid>;expires=0"],
    });
    expect(headers(response, "Contact")).toEqual(["<sip:b@two.invalid>;expires=60"]);
    expect(server.contactsOf("alice")).toEqual(["sip:b@two.invalid"]);
  });

  test("with '*' and Expires 0 removes all contacts, and is refused in any other form (§10.3 step 6)", async () => {
    const server = await start();
    const client = await registered(server, "alice");
    for (const wrong of [
      ["Contact: *"],
      ["Contact: *", "Expires: 60"],
      ["Contact: *", `Contact: ${client.contact}`, "Expires: 0"],
    ]) {
      const response = await client.register("alice", kUsers.alice, { headers: wrong });
      expect(response).toMatch(/^SIP\/2.0 400 /);
    }
    expect(server.contactsOf("alice")).toHaveLength(1);
    const response = await client.register("alice", kUsers.alice, {
      headers: ["Contact: *", "Expires: 0"],
    });
    expect(response).toMatch(/^SIP\/2.0 200 /);
    expect(headers(response, "Contact")).toEqual([]);
    expect(server.contactsOf("alice")).toEqual([]);
  });

  test("that is older than the binding of its Call-ID changes nothing (§10.3 step 7)", async () => {
    const { server, client } = await connect();
    const callId = fresh("register");
    await client.register("alice", kUsers.alice, { callId, cseq: 10 });
    for (const headers of [
      [`Contact: ${client.contact};expires=0`],
      ["Contact: <sip:new@one.invalid>;expires=60", `Contact: ${client.contact};expires=0`],
      ["Contact: *", "Expires: 0"],
    ]) {
      for (const cseq of [5, 10]) {
        const response = await client.register("alice", kUsers.alice, { callId, cseq, headers });
        expect(response).toMatch(/^SIP\/2.0 500 /);
      }
    }
    expect(server.contactsOf("alice")).toEqual([client.contact.slice(1, -1)]);
  });

  test("whose contact cannot be used is refused as a whole", async () => {
    const { server, client } = await connect();
    for (const contact of ["<tel:+15551234567>", "<sip:a@b>, :", '"unclosed <sip:a@b']) {
      const response = await client.register("alice", kUsers.alice, {
        headers: [`Contact: ${contact}`],
      });
      expect(response, contact).toMatch(/^SIP\/2.0 400 /);
    }
    expect(server.contactsOf("alice")).toEqual([]);
  });

  test("of the eleventh contact is refused", async () => {
    const { server, client } = await connect();
    const ten = Array.from({ length: 10 }, (_, n) => `Contact: <sip:c${n}@one.invalid>;expires=60`);
    expect(await client.register("alice", kUsers.alice, { headers: ten })).toMatch(/ 200 /);
    expect(await client.register("alice", kUsers.alice)).toMatch(/^SIP\/2.0 403 /);
    expect(server.contactsOf("alice")).toHaveLength(10);
  });
});

describe("A binding", () => {
  test("ends when its time is over", async () => {
    const { server, client } = await connect({ minExpires: 0 });
    await client.register("alice", kUsers.alice, {
      headers: [`Contact: ${client.contact};expires=1`],
    });
    expect(server.contactsOf("alice")).toHaveLength(1);
    await expect.poll(() => server.contactsOf("alice"), { timeout: 3000 }).toEqual([]);
  });

  test("ends with its connection, but not when the contact has moved to another", async () => {
    const server = await start();
    const first = await registered(server, "alice");
    const second = await RawClient.connect(server.url);
    const headers = [`Contact: ${first.contact};expires=600`];
    await second.register("alice", kUsers.alice, { headers });
    first.drop();
    await expect.poll(() => server.connectionCount).toBe(1);
    expect(server.contactsOf("alice")).toHaveLength(1);
    second.drop();
    await expect.poll(() => server.contactsOf("alice")).toEqual([]);
  });
});

test("Both challenges are answered alike: each algorithm registers", async () => {
  const { client } = await connect({ algorithms: ["SHA-256", "MD5"] });
  for (const algorithm of ["MD5", "SHA-256"] as const) {
    const response = await client.authenticated(
      "REGISTER",
      "sip:demo.test",
      { ...alice, algorithm },
      { to },
    );
    expect(response).toMatch(/^SIP\/2.0 200 /);
  }
});
