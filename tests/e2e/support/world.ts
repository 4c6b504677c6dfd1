// What one test file needs around it: a SIP server and a web server of its own on free loopback
// ports, and the shared browser. Pages opened here are closed after each test, and a test in which
// a page had an error of its own fails, whatever else it found.
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject } from "vitest";
import { startSipServer } from "../../../demo/server/sip-server.mjs";
import { startWebServer } from "../../../demo/web-server.mjs";
import type { StackName } from "./pages/agent.js";
import { PhonePage } from "./phone-page.js";

export const kDomain = "demo.test";
export const kPasswords = { alice: "alice-secret", bob: "bob-secret", carol: "carol-secret" };
export type User = keyof typeof kPasswords;

const kActionMs = 10_000;

type SipServer = Awaited<ReturnType<typeof startSipServer>>;
type WebServer = Awaited<ReturnType<typeof startWebServer>>;

/** Makes the browser deny the page the microphone: getUserMedia rejects with NotAllowedError. */
export const kNoMicrophone = { "permissions-policy": "microphone=()" };

export interface PhoneOptions {
  stack?: StackName;
  password?: string;
  noAnswerTimeout?: number;
  /** Set: the browser denies this page the microphone. */
  microphoneDenied?: boolean;
}

export class World {
  /**
   * What went wrong out of a test's sight: uncaught errors, unhandled rejections and refusals of the
   * policy inside a page, and faults of the SIP server itself.
   */
  readonly problems: string[] = [];
  private contexts: BrowserContext[] = [];
  private browser_: Browser | undefined;
  private sip_: SipServer | undefined;
  private sipPort = 0;
  private web_: WebServer | undefined;
  private webWithoutMicrophone: WebServer | undefined;

  get sip(): SipServer {
    return present(this.sip_);
  }

  get web(): WebServer {
    return present(this.web_);
  }

  async open(): Promise<void> {
    this.browser_ = await chromium.connect(inject("browserEndpoint"));
    const folder = inject("agentPages");
    this.web_ = await startWebServer({ folder });
    this.webWithoutMicrophone = await startWebServer({ folder, headers: kNoMicrophone });
    await this.startSip();
  }

  async close(): Promise<void> {
    await this.browser_?.close();
    await this.web_?.close();
    await this.webWithoutMicrophone?.close();
    await this.sip_?.close();
  }

  /** Starts the SIP server, on the port that it had before, if any. */
  async startSip(): Promise<void> {
    this.sip_ = await startSipServer({ port: this.sipPort, domain: kDomain, users: kPasswords });
    this.sipPort = this.sip_.port;
    this.sip_.on("problem", (problem) => this.problems.push(`in the SIP server: ${problem}`));
  }

  /** A new page in a browser context of its own, watched for errors. */
  async newPage(options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
    const context = await present(this.browser_).newContext(options);
    this.contexts.push(context);
    // Shorter than a test's own time, so that what was waited for is named.
    context.setDefaultTimeout(kActionMs);
    const page = await context.newPage();
    page.on("pageerror", (error) => this.problems.push(`page error: ${error.stack ?? error}`));
    page.on("console", (message) => {
      if (/Content Security Policy/.test(message.text())) this.problems.push(message.text());
    });
    return page;
  }

  /** A page with a SIP stack, connected but not registered. */
  async phone(user: User, options: PhoneOptions = {}): Promise<PhonePage> {
    const page = await this.newPage();
    const web = options.microphoneDenied ? present(this.webWithoutMicrophone) : this.web;
    const phone = new PhonePage(page, user);
    await phone.load(`${web.url}${options.stack ?? "sip-wasm"}.html`);
    await phone.start({
      server: this.sip.url,
      domain: kDomain,
      user,
      password: options.password ?? kPasswords[user],
      ...(options.noAnswerTimeout ? { noAnswerTimeout: options.noAnswerTimeout } : {}),
    });
    return phone;
  }

  /** A page with a SIP stack, connected and registered. */
  async registered(user: User, options: PhoneOptions = {}): Promise<PhonePage> {
    const phone = await this.phone(user, options);
    expect(await phone.register()).toBe(200);
    return phone;
  }

  /** Alice and Bob, registered. */
  async pair(alice: PhoneOptions = {}, bob: PhoneOptions = {}): Promise<[PhonePage, PhonePage]> {
    return Promise.all([this.registered("alice", alice), this.registered("bob", bob)]);
  }

  /** What the demo page is told by /config.json. */
  demoConfig() {
    const phones = (["alice", "bob"] as const).map((user) => ({
      name: user.charAt(0).toUpperCase() + user.slice(1),
      server: this.sip.url,
      domain: kDomain,
      user,
      password: kPasswords[user],
    }));
    return { phones, iceServers: [] };
  }

  /** Closes the pages of a test, and hands over what went wrong in them. */
  async clear(): Promise<string[]> {
    await Promise.all(this.contexts.map((context) => context.close()));
    this.contexts = [];
    return this.problems.splice(0);
  }
}

/** Declares the hooks that give a test file its world. */
export function useWorld(): World {
  const world = new World();
  beforeAll(() => world.open());
  afterEach(async () => expect(await world.clear(), "errors inside the pages").toEqual([]));
  afterAll(() => world.close());
  return world;
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("The world is not open");
  return value;
}
