import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test, vi } from "vitest";
import * as library from "../../../js/src/index.js";
import { header } from "../support/remote.js";
import { ours, setStage, settled } from "../support/stage.js";

const { Inviter, Registerer, UserAgent } = library;

afterEach(() => {
  vi.useRealTimers();
});

describe("a user agent", () => {
  test("refuses messages above its messageLimits with 513, and says why in the log", async () => {
    const log: Array<string> = [];
    const stage = await setStage(ours, {
      messageLimits: { messageBytes: 400 },
      logConnector: (_level, _category, _label, content) => log.push(content),
    });
    const head = [
      "OPTIONS sip:alice@example.com SIP/2.0",
      "Via: SIP/2.0/WSS far.invalid;branch=z9hG4bKbig",
      "From: <sip:bob@example.com>;tag=1",
      "To: <sip:alice@example.com>",
      "Call-ID: big",
      "CSeq: 1 OPTIONS",
      "Content-Length: 300",
    ].join("\r\n");
    stage.transport.receive(`${head}\r\n\r\n${"x".repeat(300)}`);
    expect(stage.notes.at(-1)).toMatch(/^> 513/);
    expect(log.join("\n")).toMatch(/message at byte 0: .*large/);
  });

  test("can be started again after it was stopped", async () => {
    const stage = await setStage(ours);
    await stage.userAgent.stop();
    await stage.userAgent.start();
    await new Inviter(stage.userAgent, stage.target).invite();
    expect(stage.notes.at(-1)).toBe("> INVITE");
  });

  test("stops though the connection is gone, with a call and a registration left", async () => {
    const stage = await setStage(ours);
    const registerer = new Registerer(stage.userAgent);
    await registerer.register();
    const contact = header(stage.remote.latest("REGISTER"), "Contact");
    stage.remote.answer("REGISTER", 200, { headers: [`Contact: ${contact}`] });
    const inviter = new Inviter(stage.userAgent, stage.target);
    await inviter.invite();
    stage.remote.answer("INVITE", 200, { body: stage.remote.offer });
    await settled();
    stage.transport.drop(new Error("gone"));
    stage.transport.failure = new Error("gone");
    await stage.userAgent.stop();
    expect([registerer.state, inviter.state]).toEqual(["Terminated", "Terminated"]);
  });

  test("tries to connect again as often as it was told to", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    const options = { reconnectionAttempts: 3, reconnectionDelay: 2 };
    const stage = await setStage(ours, options);
    const connect = vi.fn(() => Promise.reject(new Error("still gone")));
    stage.transport.connect = connect;
    stage.transport.drop(new Error("gone"));
    for (let seconds = 0; seconds < 20; seconds++) {
      vi.advanceTimersByTime(1000);
      await settled();
    }
    expect(connect).toHaveBeenCalledTimes(3);
  });

  test("tells its delegate of the connection, with an error only if it was lost", async () => {
    const stage = await setStage(ours);
    const told: Array<unknown> = [];
    stage.userAgent.delegate = {
      onConnect: () => told.push("onConnect"),
      onDisconnect: (...given) => told.push(given),
    };
    const lost = new Error("lost");
    stage.transport.drop(lost);
    await stage.userAgent.reconnect();
    stage.transport.drop();
    expect(told).toEqual([[lost], "onConnect", []]);
  });

  test("takes changed credentials with the next request", async () => {
    const stage = await setStage(ours);
    stage.userAgent.configuration.authorizationPassword = "changed";
    const registerer = new Registerer(stage.userAgent);
    await registerer.register();
    const challenge = 'WWW-Authenticate: Digest realm="r", nonce="n", algorithm=MD5';
    stage.remote.answer("REGISTER", 401, { headers: [challenge] });
    const authorization = header(stage.remote.latest("REGISTER"), "Authorization");
    const verify = (password: string) =>
      library.Core.verifyAuthorization(authorization, "REGISTER", password);
    expect([verify("changed"), verify("secret")]).toEqual([true, false]);
  });

  test("hides who calls when asked to", async () => {
    const stage = await setStage(ours, { displayName: "Our Name" });
    await new Inviter(stage.userAgent, stage.target, { anonymous: true }).invite();
    const invite = stage.remote.latest("INVITE");
    expect(header(invite, "From")).toMatch(/^"Anonymous" <sip:anonymous@anonymous.invalid>;tag=/);
    expect(header(invite, "Contact")).toContain("sip:anonymous@anonymous.invalid");
    expect(header(invite, "Privacy")).toBe("id");
    expect(header(invite, "P-Preferred-Identity")).toBe("sip:us@example.com");
  });

  test("shows who a trusted server says the other side is", async () => {
    const stage = await setStage(ours);
    const inviter = new Inviter(stage.userAgent, stage.target);
    await inviter.invite();
    stage.remote.answer("INVITE", 180, {
      headers: ['P-Asserted-Identity: "Real Name" <sip:real@example.com>'],
    });
    expect(inviter.assertedIdentity?.displayName).toBe("Real Name");
  });

  test("takes the GRUUs that a registrar assigns, and calls from them", async () => {
    const stage = await setStage(ours);
    const registerer = new Registerer(stage.userAgent);
    await registerer.register();
    const contact = header(stage.remote.latest("REGISTER"), "Contact");
    const gruu = 'pub-gruu="sip:us@example.com;gr=urn:uuid:1"';
    stage.remote.answer("REGISTER", 200, { headers: [`Contact: ${contact};${gruu}`] });
    expect(stage.userAgent.contact.pubGruu?.toString()).toContain("gr=urn:uuid:1");
    await new Inviter(stage.userAgent, stage.target).invite();
    expect(header(stage.remote.latest("INVITE"), "Contact")).toBe(
      "<sip:us@example.com;gr=urn:uuid:1>",
    );
    await registerer.unregister();
    expect(header(stage.remote.latest("REGISTER"), "Contact")).not.toContain("gr=");
  });

  test.each(["*", "<sip:broken"])(
    "is registered by an answer with Contact: %s",
    async (contact) => {
      const stage = await setStage(ours);
      const registerer = new Registerer(stage.userAgent);
      await registerer.register();
      stage.remote.answer("REGISTER", 200, { headers: [`Contact: ${contact}`] });
      expect(registerer.state).toBe("Registered");
    },
  );

  test("never logs a password", async () => {
    const logged: Array<string> = [];
    new UserAgent({
      authorizationPassword: "s3cret",
      authorizationHa1: "0123456789abcdef",
      logBuiltinEnabled: false,
      logConnector: (_level, _category, _label, content) => logged.push(content),
      transportOptions: { server: "wss://sip.example.com" },
    });
    expect(logged.length).toBeGreaterThan(20);
    expect(logged.join("\n")).not.toMatch(/s3cret|0123456789abcdef/);
  });

  test("answers 480 when the call's object cannot be made", async () => {
    const stage = await setStage(ours);
    stage.userAgent.contact.toString = () => {
      throw new Error("a bug of the application");
    };
    stage.remote.invite();
    expect(stage.notes.at(-1)).toBe("> 480 INVITE");
  });
});

describe("the package", () => {
  test("has the version that package.json says", () => {
    const manifest = JSON.parse(
      readFileSync(new URL("../../../package.json", import.meta.url), "utf8"),
    );
    expect([library.name, library.version]).toEqual([manifest.name, manifest.version]);
  });

  test("has the names of SIP.js that it offers so far", async () => {
    const { theirs } = await import("../support/stage.js");
    const missing = Object.keys(theirs).filter((name) => !(name in library));
    // Events and presence are to come.
    expect(missing.sort()).toEqual([
      "Publisher",
      "PublisherState",
      "Subscriber",
      "Subscription",
      "SubscriptionState",
    ]);
  });
});
