// The demo page, used as a person would: by clicking what is written on it, and by the keyboard.
import { afterEach, describe, expect, inject, it } from "vitest";
import { externalConfig } from "../../../demo/config.mjs";
import { contentSecurityPolicy, startWebServer } from "../../../demo/web-server.mjs";
import { DemoPage } from "../support/demo-page.js";
import { kDomain, kNoMicrophone, kPasswords, useWorld } from "../support/world.js";

type Server = Awaited<ReturnType<typeof startWebServer>>;

describe("the demo page", () => {
  const world = useWorld();
  const servers: Server[] = [];

  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  async function open(options: { json?: unknown; headers?: Record<string, string> } = {}) {
    const server = await startWebServer({
      folder: inject("demoPage"),
      json: { "/config.json": options.json ?? world.demoConfig() },
      headers: options.headers ?? {},
    });
    servers.push(server);
    const page = await world.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(server.url);
    return new DemoPage(page);
  }

  it("goes from opening it to a call with sound, and back, in a few clicks", async () => {
    const demo = await open();
    await demo.registered();

    await demo.alice.button("Call").click();
    await demo.alice.says("Ringing at bob");
    await demo.bob.button("Answer").click();
    await demo.alice.says(/Talking to bob\s+0:0\d/);
    await Promise.all([demo.alice.hears(), demo.bob.hears()]);

    await demo.bob.button("Hang up").click();
    await demo.alice.says("bob hung up.");
    await demo.bob.says("You hung up.");
    await demo.alice.button("Call").click();
    await demo.bob.says("Alice is calling");
  });

  it("draws an arrow for each message, and shows the text of the chosen one", async () => {
    const demo = await open();
    await demo.registered();
    await demo.call();

    const arrows = await demo.arrows();
    for (const expected of [
      /^Alice to server: REGISTER credentials$/,
      /^server to Alice: 401 Unauthorized$/,
      /^Alice to server: INVITE .*SDP$/,
      /^server to Bob: INVITE .*SDP$/,
      /^Bob to server: 180 Ringing$/,
      /^server to Alice: 200 OK SDP$/,
      /^server to Bob: ACK$/,
    ]) {
      expect(arrows).toContainEqual(expect.stringMatching(expected));
    }

    await demo.ladder.getByRole("button", { name: "Bob to server: 180 Ringing" }).click();
    const text = demo.ladder.getByLabel("Text of the message");
    expect(await text.inputValue()).toMatch(/^SIP\/2\.0 180 Ringing\r?\n/);
    await demo.page.keyboard.press("ArrowUp");
    expect(await text.inputValue()).not.toMatch(/^SIP\/2\.0 180 Ringing\r?\n/);

    await demo.ladder.getByLabel("Registrations").uncheck();
    const visible = demo.ladder.getByRole("button", { name: "REGISTER" });
    expect(await visible.count()).toBe(0);
    await demo.ladder.getByRole("button", { name: "Clear" }).click();
    expect(await demo.arrows()).toEqual([]);
  });

  it("holds and resumes, and both phones say so", async () => {
    const demo = await open();
    await demo.registered();
    await demo.call();
    await Promise.all([demo.alice.hears(), demo.bob.hears()]);

    await demo.alice.button("Hold").click();
    await demo.alice.says("bob is on hold");
    await demo.bob.says("Alice put you on hold");
    await Promise.all([demo.alice.hearsNothing(), demo.bob.hearsNothing()]);
    expect(await demo.bob.level("Sent")).toBe(Number.NEGATIVE_INFINITY);

    await demo.alice.button("Hold").click();
    await demo.alice.says("Talking to bob");
    await demo.bob.says("Talking to Alice");
    await Promise.all([demo.alice.hears(), demo.bob.hears()]);
  });

  it("mutes, and stays muted through hold and resume", async () => {
    const demo = await open();
    await demo.registered();
    await demo.call();

    await demo.alice.button("Mute").click();
    await demo.bob.hearsNothing();
    for (const held of [true, false]) {
      await demo.alice.button("Hold").click();
      await demo.alice.says(held ? "bob is on hold" : "Talking to bob");
    }
    await demo.alice.hears();
    expect(await demo.bob.level("Received")).toBe(Number.NEGATIVE_INFINITY);

    await demo.alice.button("Mute").click();
    await demo.bob.hears();
  });

  it("sends keys in the way that the settings say", async () => {
    const demo = await open();
    await demo.alice.openSettings();
    await demo.alice.choice("Keys are sent as").selectOption("SIP INFO");
    await demo.alice.button("Save and connect").click();
    await demo.registered();
    await demo.call();

    await demo.alice.button("5").click();
    await demo.alice.button("pound").click();

    await demo.alice.says("Keys sent: 5 #");
    await demo.bob.says("Keys received: 5 #");
  });

  it("can be used with the keyboard alone", async () => {
    const demo = await open();
    await demo.registered();
    const { keyboard } = demo.page;

    await demo.alice.field("Whom to call").focus();
    await keyboard.press("Enter");
    await demo.bob.says("Alice is calling");
    await demo.bob.button("Answer").focus();
    await keyboard.press("Enter");
    await demo.bob.says("Talking to Alice");

    // The Answer button is gone: the focus has moved to a button that took its place.
    expect(await demo.bob.region.locator(":focus").innerText()).toBe("Speaker");
    await keyboard.press("7");
    await keyboard.press("*");
    await demo.bob.says("Keys sent: 7 *");

    await demo.bob.button("1").focus();
    await keyboard.press("ArrowDown");
    await keyboard.press("ArrowRight");
    await keyboard.press("Enter");
    await demo.bob.says("Keys sent: 7 * 5");

    await demo.bob.button("Hang up").focus();
    await keyboard.press("Space");
    await demo.alice.says("bob hung up.");
    const focused = demo.page.locator(":focus");
    expect(await focused.getAttribute("data-part")).toBe("dial");
  });

  it("says why a call was not answered", async () => {
    const demo = await open();
    await demo.registered();

    await demo.alice.button("Call").click();
    await demo.bob.button("Decline").click();
    await demo.alice.says("Declined. (603)");
    await demo.bob.says("You declined.");

    await demo.alice.button("Call").click();
    await demo.bob.says("Alice is calling");
    await demo.alice.button("Hang up").click();
    await demo.alice.says("You gave up.");
    await demo.bob.says("The caller gave up.");

    await demo.alice.field("Whom to call").fill("nobody");
    await demo.alice.button("Call").click();
    await demo.alice.says("There is no such user. (404)");

    await demo.alice.field("Whom to call").fill("two words@");
    await demo.alice.button("Call").click();
    await demo.alice.says("is not an address that can be called");
  });

  it("says that the microphone was denied, and can call with the melody instead", async () => {
    const demo = await open({ headers: kNoMicrophone });
    await demo.registered();

    await demo.alice.button("Call").click();
    await demo.alice.says("The microphone was denied. Allow it");
    for (const phone of [demo.alice, demo.bob]) {
      await phone.openSettings();
      await phone.choice("Voice").selectOption("Melody");
      await phone.button("Save and connect").click();
    }
    await demo.registered();

    await demo.call();
    await Promise.all([demo.alice.hears(), demo.bob.hears()]);
  });

  it("tells the caller when it is the called phone that has no microphone", async () => {
    const demo = await open({ headers: kNoMicrophone });
    await demo.alice.openSettings();
    await demo.alice.choice("Voice").selectOption("Melody");
    await demo.alice.button("Save and connect").click();
    await demo.registered();

    await demo.alice.button("Call").click();
    await demo.bob.button("Answer").click();

    await demo.bob.says("The microphone was denied. Allow it");
    await demo.alice.says(/\(4\d\d\)|Refused: \d+/);
  });

  it("says that a password is wrong, and registers when it has been put right", async () => {
    const demo = await open();
    await demo.registered();
    await demo.bob.openSettings();
    await demo.bob.field("Password").fill("guessed");
    await demo.bob.button("Save and connect").click();

    await demo.bob.says(
      /refused to register this phone: 40[13] .*Check the user and the password/s,
    );
    await demo.bob.says("Not registered");

    await demo.bob.field("Password").fill(kPasswords.bob);
    await demo.bob.button("Save and connect").click();
    await demo.bob.says(/^Registered/m);
    await demo.call();
  });

  it("says that the server is gone, keeps the call, and comes back by itself", async () => {
    const demo = await open();
    await demo.registered();
    await demo.call();
    await demo.alice.hears();

    await world.sip.close();
    await demo.alice.says("The server cannot be reached. The call goes on without it.");
    await demo.bob.says("No server");
    await Promise.all([demo.alice.hears(), demo.bob.hears()]);

    await world.startSip();
    await demo.alice.button("Try now").click();
    await demo.registered();
    await demo.alice.saysNoMore("cannot be reached");
    await demo.bob.button("Hang up").click();
    await demo.alice.says("bob hung up.");
  });

  it("asks for users when it was started for another server", async () => {
    const demo = await open({ json: externalConfig(world.sip.url, kDomain) });
    for (const [phone, user] of [
      [demo.alice, "alice"],
      [demo.bob, "bob"],
    ] as const) {
      await phone.says("Not ready");
      await phone.field("User").fill(user);
      await phone.field("Password").fill(kPasswords[user]);
      await phone.button("Save and connect").click();
    }
    await demo.registered();
    await demo.alice.field("Whom to call").fill("bob");
    await demo.call();
  });

  it("says what to do when its policy forbids WebAssembly", async () => {
    const policy = contentSecurityPolicy.replace(" 'wasm-unsafe-eval'", "");
    const demo = await open({ headers: { "content-security-policy": policy } });
    const failure = demo.page.getByRole("alert");
    await expect
      .poll(() => failure.first().innerText())
      .toMatch(/^The page could not start\. sip-wasm could not compile .*add 'wasm-unsafe-eval'/);
    expect((await world.clear()).join()).toContain("WasmLoadError");
  });

  it("says so when it cannot start", async () => {
    const demo = await open({ json: { phones: [] } });
    const failure = demo.page.getByRole("alert");
    await expect
      .poll(() => failure.first().innerText())
      .toBe("The page could not start. config.json does not describe two phones.");
    expect(await world.clear()).toEqual([expect.stringContaining("two phones")]);
  });
});
