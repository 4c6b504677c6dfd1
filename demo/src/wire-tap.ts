// Shows the SIP messages of a user agent to somebody, without changing them: a transport that
// wraps the package's own and is handed to the user agent as `transportConstructor`.
import { type Emitter, type Transport, type TransportState, Web } from "sip-wasm";

export type Direction = "sent" | "received";

/** Told about every SIP message, after it was accepted for sending or before it is handled. */
export type WireListener = (direction: Direction, message: string) => void;

type WebTransport = InstanceType<typeof Web.Transport>;
type TransportArguments = ConstructorParameters<typeof Web.Transport>;

/** A transport class whose messages are reported to `listener`. */
export function tappedTransport(
  listener: WireListener,
): new (
  ...args: TransportArguments
) => Transport {
  return class TappedTransport implements Transport {
    onConnect: (() => void) | undefined;
    onDisconnect: ((error?: Error) => void) | undefined;
    onMessage: ((message: string) => void) | undefined;
    private readonly inner: WebTransport;

    constructor(...args: TransportArguments) {
      this.inner = new Web.Transport(...args);
      this.inner.onConnect = () => this.onConnect?.();
      this.inner.onDisconnect = (error) => this.onDisconnect?.(error);
      this.inner.onMessage = (message) => {
        listener("received", message);
        this.onMessage?.(message);
      };
    }

    get protocol(): string {
      return this.inner.protocol;
    }

    get state(): TransportState {
      return this.inner.state;
    }

    get stateChange(): Emitter<TransportState> {
      return this.inner.stateChange;
    }

    connect(): Promise<void> {
      return this.inner.connect();
    }

    disconnect(): Promise<void> {
      return this.inner.disconnect();
    }

    dispose(): Promise<void> {
      return this.inner.dispose();
    }

    isConnected(): boolean {
      return this.inner.isConnected();
    }

    send(message: string): Promise<void> {
      const sent = this.inner.send(message);
      if (this.inner.isConnected()) listener("sent", message);
      return sent;
    }
  };
}
