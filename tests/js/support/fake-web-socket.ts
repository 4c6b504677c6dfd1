// A WebSocket whose server is the test. It fires its events as a browser does: never inside the call
// that causes them.

type Listener = (event: Event) => void;

/** Install it with `vi.stubGlobal("WebSocket", FakeWebSocket)`; `FakeWebSocket.last()` is the newest. */
export class FakeWebSocket {
  static made: Array<FakeWebSocket> = [];

  static last(): FakeWebSocket {
    const ws = FakeWebSocket.made.at(-1);
    if (!ws) {
      throw new Error("no WebSocket was made");
    }
    return ws;
  }

  binaryType = "blob";
  readyState = 0;
  /** What was sent, in order. */
  readonly sent: Array<string> = [];
  /** Codes `close()` was called with. */
  readonly closes: Array<number | undefined> = [];
  /** With false, `close()` is never answered: the server is gone. */
  answersClose = true;
  /** What `send()` throws, if anything. */
  sendError: unknown;

  readonly url: string;
  readonly protocols: string | Array<string> | undefined;
  private readonly events = new EventTarget();

  constructor(url: string, protocols?: string | Array<string>) {
    this.url = url;
    this.protocols = protocols;
    FakeWebSocket.made.push(this);
  }

  addEventListener(type: string, listener: Listener): void {
    this.events.addEventListener(type, listener);
  }

  send(data: string): void {
    if (this.sendError !== undefined) {
      throw this.sendError;
    }
    this.sent.push(data);
  }

  close(code?: number): void {
    this.closes.push(code);
    if (this.readyState >= 2) {
      return;
    }
    this.readyState = 2;
    if (this.answersClose) {
      setTimeout(() => this.serverCloses(1000), 1);
    }
  }

  /** The handshake succeeds. */
  serverOpens(): void {
    this.readyState = 1;
    this.fire("open");
  }

  /** A frame arrives. */
  serverSends(data: unknown): void {
    this.fire("message", { data });
  }

  /** The connection ends, and with a code other than 1000 not cleanly. */
  serverCloses(code: number): void {
    this.readyState = 3;
    if (code !== 1000) {
      this.fire("error");
    }
    this.fire("close", { code, reason: "", wasClean: code === 1000 });
  }

  private fire(type: string, properties: object = {}): void {
    this.events.dispatchEvent(Object.assign(new Event(type), properties));
  }
}
