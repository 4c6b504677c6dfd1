// A WebSocket that speaks SIP text: everything that a client can do right or wrong.
import { WebSocket } from "ws";
import {
  type AnswerParts,
  answer,
  authorization,
  type Credentials,
  fresh,
  header,
  type RequestParts,
  request,
  startLine,
} from "./sip-text.js";

const kPatienceMs = 2000;

export class RawClient {
  /** What came and was not yet asked for. */
  private readonly waiting: Array<string> = [];
  private wake: () => void = () => {};
  /** The close code, once the connection has closed. */
  readonly closed: Promise<number>;
  readonly contact = `<sip:${fresh("user")}@client.invalid;transport=ws>`;

  private constructor(private readonly socket: WebSocket) {
    socket.on("message", (data) => {
      this.waiting.push(String(data));
      this.wake();
    });
    this.closed = new Promise((resolve) => socket.on("close", resolve));
    socket.on("error", () => {});
  }

  static async connect(url: string): Promise<RawClient> {
    const socket = new WebSocket(url, "sip");
    const client = new RawClient(socket);
    await new Promise((resolve, reject) => socket.on("open", resolve).on("error", reject));
    return client;
  }

  send(text: string | Buffer): void {
    this.socket.send(text);
  }

  /** Sends a request, and returns its text. */
  request(method: string, uri: string, parts: RequestParts = {}): string {
    const text = request(method, uri, parts);
    this.send(text);
    return text;
  }

  answer(to: string, status: number, parts: AnswerParts = {}): void {
    this.send(answer(to, status, parts));
  }

  /** The next message whose start line has this in it: a method, or a status. Others wait on. */
  async next(part: string): Promise<string> {
    const deadline = Date.now() + kPatienceMs;
    for (;;) {
      const at = this.waiting.findIndex((text) => startLine(text).includes(part) || text === part);
      if (at >= 0) return this.waiting.splice(at, 1)[0] ?? "";
      const left = deadline - Date.now();
      if (left <= 0) {
        const others = this.waiting.map(startLine).join(" | ") || "nothing";
        throw new Error(`No ${part} came, but ${others}`);
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  /** Start lines of what came and was not asked for, after the server has handled all that was sent. */
  async rest(): Promise<Array<string>> {
    const probe = fresh("probe");
    this.request("OPTIONS", "sip:demo.test", { callId: probe });
    const others: Array<string> = [];
    for (;;) {
      const text = await this.next("");
      if (header(text, "Call-ID") === probe) return others;
      others.push(startLine(text));
    }
  }

  /** Sends a request, answers the challenge and returns the final response to it. */
  async authenticated(
    method: string,
    uri: string,
    credentials: Credentials,
    parts: RequestParts = {},
  ): Promise<string> {
    const { text } = await this.challenged(method, uri, credentials, parts);
    this.send(text);
    const callId = header(text, "Call-ID");
    for (;;) {
      const response = await this.next("SIP/2.0 ");
      if (header(response, "Call-ID") === callId && !startLine(response).includes(" 100 ")) {
        return response;
      }
    }
  }

  /** Sends a request that is challenged; returns the challenge, and the request with the credentials for it. */
  async challenged(
    method: string,
    uri: string,
    credentials: Credentials,
    parts: RequestParts = {},
  ): Promise<{ challenged: string; text: string }> {
    const common = {
      from: `<sip:${credentials.user}@demo.test>;tag=${fresh("from")}`,
      callId: fresh("call"),
      ...parts,
    };
    const first = this.request(method, uri, common);
    const challenged = await this.next("SIP/2.0 40");
    if (method === "INVITE") this.acknowledge(first, challenged);
    const line = authorization(challenged, method, uri, credentials);
    const { branch: _, ...rest } = common;
    const text = request(method, uri, {
      ...rest,
      cseq: (common.cseq ?? 1) + 1,
      headers: [...(common.headers ?? []), line],
    });
    return { challenged, text };
  }

  /** The ACK to a refusal (RFC 3261 §17.1.1.3). */
  acknowledge(invite: string, response: string): void {
    const uri = startLine(invite).split(" ")[1] ?? "";
    this.request("ACK", uri, {
      branch: /branch=([^;\s]+)/.exec(header(invite, "Via"))?.[1] ?? "",
      from: header(invite, "From"),
      to: header(response, "To"),
      callId: header(invite, "Call-ID"),
      cseq: Number.parseInt(header(invite, "CSeq"), 10),
    });
  }

  /** The CANCEL of an INVITE (RFC 3261 §9.1). */
  cancel(invite: string): void {
    const uri = startLine(invite).split(" ")[1] ?? "";
    this.request("CANCEL", uri, {
      branch: /branch=([^;\s]+)/.exec(header(invite, "Via"))?.[1] ?? "",
      from: header(invite, "From"),
      to: header(invite, "To"),
      callId: header(invite, "Call-ID"),
      cseq: Number.parseInt(header(invite, "CSeq"), 10),
    });
  }

  /** Registers this connection's contact. */
  register(user: string, password: string, parts: RequestParts = {}): Promise<string> {
    return this.authenticated(
      "REGISTER",
      "sip:demo.test",
      { user, password },
      {
        to: `<sip:${user}@demo.test>`,
        headers: [`Contact: ${this.contact};expires=600`],
        ...parts,
      },
    );
  }

  close(): void {
    this.socket.close();
  }

  /** Breaks the connection without a handshake. */
  drop(): void {
    this.socket.terminate();
  }
}
