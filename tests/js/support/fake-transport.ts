// A transport that is a plain object with a test at its other end: what the user agent sends is kept and shown to
// `onSent`, and nothing arrives but by `receive()`.

export class FakeTransport {
  readonly protocol = "WSS";
  readonly stateChange = { addListener: () => undefined, removeListener: () => undefined };
  onConnect: (() => void) | undefined;
  onDisconnect: ((error?: Error) => void) | undefined;
  onMessage: ((message: string) => void) | undefined;
  readonly sent: Array<string> = [];
  onSent: (message: string) => void = () => undefined;
  /** What every send rejects with, if anything. */
  failure: Error | undefined;
  private connected = false;

  get state(): string {
    return this.connected ? "Connected" : "Disconnected";
  }

  connect(): Promise<void> {
    this.connected = true;
    this.onConnect?.();
    return Promise.resolve();
  }

  disconnect(): Promise<void> {
    this.drop();
    return Promise.resolve();
  }

  dispose(): Promise<void> {
    return this.disconnect();
  }

  isConnected(): boolean {
    return this.connected;
  }

  send(message: string): Promise<void> {
    if (this.failure) return Promise.reject(this.failure);
    this.sent.push(message);
    this.onSent(message);
    return Promise.resolve();
  }

  /** A message from the network. */
  receive(message: string): void {
    this.onMessage?.(message);
  }

  /** The connection ends, with an error if nobody asked for that. */
  drop(error?: Error): void {
    if (!this.connected) return;
    this.connected = false;
    if (error) this.onDisconnect?.(error);
    else this.onDisconnect?.();
  }
}
