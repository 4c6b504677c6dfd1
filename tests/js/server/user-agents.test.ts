// The embedded server with real user agents on both sides: this library, and the unmodified sip.js and JsSIP.
import { afterEach, describe, expect, test } from "vitest";
import { hangUpAll, jsSipPhone, libraries, Phone } from "./support/phone.js";
import { start } from "./support/with-server.js";

afterEach(hangUpAll);

const pairs = Object.entries(libraries).flatMap(([caller, one]) =>
  Object.entries(libraries).map(([callee, other]) => ({ caller, callee, one, other })),
);

describe.each(Object.entries(libraries))("%s", (_name, library) => {
  test("registers with the right password, and unregisters", async () => {
    const server = await start();
    const phone = await Phone.connect(library, server, "alice");
    expect(await phone.register()).toBe(200);
    expect(phone.registerer.state).toBe("Registered");
    expect(server.contactsOf("alice")).toHaveLength(1);
    await phone.registerer.unregister();
    await expect.poll(() => phone.registerer.state).toBe("Unregistered");
    expect(server.contactsOf("alice")).toEqual([]);
  });

  test("is refused with a wrong password", async () => {
    const server = await start();
    const phone = await Phone.connect(library, server, "alice", { password: "wrong" });
    expect(await phone.register()).toBe(401);
    expect(phone.registerer.state).toBe("Unregistered");
  });

  test("follows a 423 to the time that is asked for (§10.2.8)", async () => {
    const server = await start({ minExpires: 120 });
    const registration = { expires: 60 };
    const phone = await Phone.connect(library, server, "alice", { registration });
    await phone.registerer.register();
    await expect.poll(() => phone.registerer.state).toBe("Registered");
    expect(phone.registerer.contacts[0]).toMatch(/;expires=120$/);
  });

  test("refreshes a registration before it ends (§10.2.4)", async () => {
    const server = await start({ maxExpires: 2, minExpires: 0 });
    const phone = await Phone.registered(library, server, "alice");
    await new Promise((resolve) => setTimeout(resolve, 2600));
    expect(phone.registerer.state).toBe("Registered");
    expect(server.contactsOf("alice")).toHaveLength(1);
  });

  test("takes a new nonce without asking when its own has expired (RFC 7616 §3.3)", async () => {
    const server = await start({ nonceSeconds: 1 });
    const challenges: Array<boolean> = [];
    server.on("message", ({ direction, text }) => {
      if (direction === "in" || !text.startsWith("SIP/2.0 401")) return;
      // The answer to the first challenge takes longer than its nonce lives.
      if (challenges.length === 0) server.inject({ method: "REGISTER", delayMs: 1100 });
      challenges.push(text.includes("stale=true"));
    });
    const phone = await Phone.connect(library, server, "alice");
    expect(await phone.register()).toBe(200);
    expect(challenges).toEqual([false, true]);
  });
});

describe.each(pairs)("$caller calling $callee", ({ one, other }) => {
  test("is answered, renegotiates from both sides and hangs up from either", async () => {
    const server = await start();
    const [alice, bob] = [
      await Phone.registered(one, server, "alice"),
      await Phone.registered(other, server, "bob"),
    ];
    let acks = 0;
    server.on("message", ({ direction, text }) => {
      if (direction === "out" && text.startsWith("ACK ")) acks++;
    });
    for (const ends of ["caller", "callee"]) {
      const { call } = alice.call("bob");
      await expect.poll(() => bob.invitations).toHaveLength(1);
      const incoming = bob.invitations.pop();
      if (!incoming) throw new Error("no call came");
      expect(incoming.remoteIdentity.uri.aor).toBe("alice@demo.test");
      await incoming.accept();
      await expect.poll(() => [call.state, incoming.state]).toEqual(["Established", "Established"]);

      for (const side of [call, incoming]) {
        const before = acks;
        await new Promise((resolve) => {
          void side.invite({ requestDelegate: { onAccept: resolve } });
        });
        // Only then may the other side ask (§14.1).
        await expect.poll(() => acks).toBe(before + 1);
      }
      await (ends === "caller" ? call : incoming).bye();
      await expect.poll(() => [call.state, incoming.state]).toEqual(["Terminated", "Terminated"]);
    }
    expect(server.counters.strayResponses).toBe(0);
  });

  test("is refused, or given up while it rings", async () => {
    const server = await start();
    const [alice, bob] = [
      await Phone.registered(one, server, "alice"),
      await Phone.registered(other, server, "bob"),
    ];
    const refused = alice.call("bob");
    await expect.poll(() => bob.invitations).toHaveLength(1);
    await bob.invitations[0]?.reject({ statusCode: 486 });
    expect(await refused.rejected).toBe(486);

    const given = alice.call("bob");
    await expect.poll(() => bob.invitations).toHaveLength(2);
    await expect.poll(() => given.call.state).toBe("Establishing");
    await given.call.cancel();
    expect(await given.rejected).toBe(487);
    await expect.poll(() => bob.invitations[1]?.state).toBe("Terminated");
  });

  test("rings all of the callee's phones until one answers", async () => {
    const server = await start();
    const alice = await Phone.registered(one, server, "alice");
    const bobs = [
      await Phone.registered(other, server, "bob"),
      await Phone.registered(one, server, "bob"),
    ];
    const { call } = alice.call("bob");
    await expect.poll(() => bobs.map(({ invitations }) => invitations.length)).toEqual([1, 1]);
    const [answered, left] = bobs.map(({ invitations }) => invitations[0]);
    await answered?.accept();
    await expect.poll(() => call.state).toBe("Established");
    await expect.poll(() => left?.state).toBe("Terminated");
    await call.bye();
    await expect.poll(() => answered?.state).toBe("Terminated");
  });

  test("sends a message", async () => {
    const server = await start();
    const [alice, bob] = [
      await Phone.registered(one, server, "alice"),
      await Phone.registered(other, server, "bob"),
    ];
    expect(await alice.message("bob", "Schöne Grüße\r\n")).toBe(200);
    expect(bob.messages).toEqual(["Schöne Grüße\r\n"]);
    expect(await alice.message("nobody", "Hello?")).toBe(404);
    expect(await alice.message("carol", "Hello?")).toBe(480);
  });
});

describe("JsSIP", () => {
  test("registers, is refused with a wrong password, and exchanges messages", async () => {
    const server = await start();
    const [alice, bob] = [jsSipPhone(server, "alice"), jsSipPhone(server, "bob")];
    await expect.poll(() => alice.isRegistered() && bob.isRegistered()).toBe(true);

    const wrong = jsSipPhone(server, "carol", "wrong");
    const cause = await new Promise((resolve) =>
      wrong.on("registrationFailed", (event) => resolve(event.response?.status_code)),
    );
    expect(cause).toBe(401);

    const heard = new Promise<string>((resolve) =>
      bob.on("newMessage", (event: { originator: string; request: { body?: string } }) =>
        resolve(`${event.originator} ${event.request.body}`),
      ),
    );
    alice.sendMessage("sip:bob@demo.test", "Hello");
    expect(await heard).toBe("remote Hello");
  });
});
