// The test's end of a page with a SIP stack: its agent's methods, events and statistics.
import type { Page } from "playwright-core";
import type { AgentConfig, AgentEvent, DtmfMode, PageApi } from "./pages/agent.js";
import type { MediaTotals } from "./pages/media.js";

declare const agentPage: PageApi;

const kEventMs = 8000;

/** An error that a method of the agent rejected with, inside the page. */
export class AgentError extends Error {
  constructor(
    override readonly name: string,
    message: string,
    /** The name of the error that caused it, when it says so. */
    readonly causeName: string | undefined,
  ) {
    super(message);
  }
}

export class PhonePage {
  /** SIP messages that passed the page's WebSocket, oldest first. */
  readonly sent: string[] = [];
  readonly received: string[] = [];

  constructor(
    readonly page: Page,
    readonly user: string,
  ) {
    page.on("websocket", (socket) => {
      socket.on("framesent", ({ payload }) => this.sent.push(String(payload)));
      socket.on("framereceived", ({ payload }) => this.received.push(String(payload)));
    });
  }

  async load(url: string): Promise<void> {
    await this.page.goto(url);
    await this.page.waitForFunction(() => typeof agentPage !== "undefined", null, {
      timeout: 8000,
    });
  }

  async start(config: AgentConfig): Promise<void> {
    await this.run("start", config);
  }

  async reconnect(): Promise<void> {
    await this.run("reconnect");
  }

  register(): Promise<number> {
    return this.run("register");
  }

  unregister(): Promise<number> {
    return this.run("unregister");
  }

  /** Calls a user and resolves once the INVITE is out; rejects when it could not be sent. */
  async call(user: string): Promise<PageCall> {
    return new PageCall(this, await this.run("call", user));
  }

  /** The next call that comes in, counted from `mark`. */
  async incoming(mark = 0): Promise<PageCall> {
    const event = await this.waitFor({ type: "incoming" }, mark);
    return new PageCall(this, (event as { call: string }).call);
  }

  mark(): Promise<number> {
    return this.page.evaluate(() => agentPage.mark());
  }

  waitFor(like: Partial<AgentEvent>, mark = 0, timeoutMs = kEventMs): Promise<AgentEvent> {
    return this.page.evaluate(
      ([like, mark, timeoutMs]) => agentPage.waitFor(like, mark, timeoutMs),
      [like, mark, timeoutMs] as const,
    );
  }

  /** The SIP messages of one kind that this page sent: a method, or a status code. */
  sentMessages(start: string): string[] {
    return this.sent.filter((message) => startsAs(message, start));
  }

  receivedMessages(start: string): string[] {
    return this.received.filter((message) => startsAs(message, start));
  }

  media(call: string): Promise<MediaTotals | undefined> {
    return this.page.evaluate((call) => agentPage.media(call), call);
  }

  openMicrophones(): Promise<number> {
    return this.page.evaluate(() => agentPage.openMicrophones());
  }

  async run<T>(method: string, ...args: unknown[]): Promise<T> {
    const outcome = await this.page.evaluate(([method, args]) => agentPage.run(method, args), [
      method,
      args,
    ] as const);
    if (outcome.ok) return outcome.value as T;
    throw new AgentError(outcome.name, outcome.message, outcome.causeName);
  }
}

/** One call, as one of its two pages sees it. */
export class PageCall {
  constructor(
    readonly phone: PhonePage,
    readonly id: string,
  ) {}

  answer(): Promise<void> {
    return this.phone.run("answer", this.id);
  }

  reject(code: number): Promise<void> {
    return this.phone.run("reject", this.id, code);
  }

  cancel(): Promise<void> {
    return this.phone.run("cancel", this.id);
  }

  bye(): Promise<void> {
    return this.phone.run("bye", this.id);
  }

  hold(held: boolean): Promise<number> {
    return this.phone.run("hold", this.id, held);
  }

  mute(muted: boolean): Promise<void> {
    return this.phone.run("mute", this.id, muted);
  }

  dtmf(tone: string, mode: DtmfMode): Promise<void> {
    return this.phone.run("dtmf", this.id, tone, mode);
  }

  /** The first event of this call like this one, from the beginning or from `mark`. */
  waitFor(like: Partial<AgentEvent>, mark = 0, timeoutMs = kEventMs): Promise<AgentEvent> {
    return this.phone.waitFor({ ...like, call: this.id } as Partial<AgentEvent>, mark, timeoutMs);
  }

  async established(): Promise<void> {
    await this.waitFor({ type: "state", state: "Established" });
  }

  async terminated(timeoutMs?: number): Promise<void> {
    await this.waitFor({ type: "state", state: "Terminated" }, 0, timeoutMs);
  }

  /** The status code that refused the call. */
  async rejectedWith(timeoutMs?: number): Promise<number> {
    const event = await this.waitFor({ type: "rejected" }, 0, timeoutMs);
    return (event as { code: number }).code;
  }

  state(): Promise<string> {
    return this.phone.run("state", this.id);
  }

  media(): Promise<MediaTotals | undefined> {
    return this.phone.media(this.id);
  }
}

/** Calls from one page to the other and answers; resolves with both ends when both are up. */
export async function connect(from: PhonePage, to: PhonePage): Promise<[PageCall, PageCall]> {
  const mark = await to.mark();
  const outgoing = await from.call(to.user);
  const incoming = await to.incoming(mark);
  await incoming.answer();
  await Promise.all([outgoing.established(), incoming.established()]);
  return [outgoing, incoming];
}

function startsAs(message: string, start: string): boolean {
  const line = message.split("\r\n", 1)[0] ?? "";
  return line.startsWith(`${start} `) || line.startsWith(`SIP/2.0 ${start}`);
}
