// Keep-alives that notice a half-open connection: CRLF ping and pong (RFC 5626 §3.5.1 and §4.4.1, which
// RFC 7118 §6 lets us use over WebSocket, where a browser's page cannot send ping frames).

/** A ping: what is sent between messages to ask for a pong. */
export const PING = "\r\n\r\n";

/** Whether a frame is nothing but CRLFs. */
export function isPong(text: string): boolean {
  return /^(?:\r\n)+$/.test(text);
}

/** What a {@link KeepAlive} makes its owner do. */
export interface KeepAliveActions {
  sendPing(): void;
  /** The server answered pings before and has not answered this one in time: the connection is dead. */
  connectionLost(): void;
}

/** Pings one connection at a time, and watches for the answers. */
export class KeepAlive {
  private readonly intervalMs: number;
  private readonly pongTimeoutMs: number;
  private readonly actions: KeepAliveActions;
  private pingTimer: ReturnType<typeof setTimeout> | undefined;
  private pongTimer: ReturnType<typeof setTimeout> | undefined;
  private serverAnswers = false;

  /**
   * @param intervalMs - Longest time between pings; 0 for none.
   * @param pongTimeoutMs - Time the server has to answer.
   */
  constructor(intervalMs: number, pongTimeoutMs: number, actions: KeepAliveActions) {
    this.intervalMs = intervalMs;
    this.pongTimeoutMs = pongTimeoutMs;
    this.actions = actions;
  }

  /** Begins with a connection that has just opened. */
  start(): void {
    this.stop();
    this.serverAnswers = false;
    if (this.intervalMs > 0) {
      // Asking at once tells whether this server answers at all. Not every one does, though RFC 5626 says it
      // must, and a missing pong is a sign only from one that has sent pongs before.
      this.ping();
    }
  }

  /** A frame has come, so the connection lives. */
  received(pong: boolean): void {
    if (pong) {
      this.serverAnswers = true;
    }
    clearTimeout(this.pongTimer);
    this.pongTimer = undefined;
  }

  /** The connection is gone. */
  stop(): void {
    clearTimeout(this.pingTimer);
    clearTimeout(this.pongTimer);
    this.pingTimer = undefined;
    this.pongTimer = undefined;
  }

  private ping(): void {
    // RFC 5626 §4.4.1: between 80 and 100 percent of the time, so that clients do not ping in step.
    const delayMs = this.intervalMs * (0.8 + 0.2 * Math.random());
    this.pingTimer = setTimeout(() => this.ping(), delayMs);
    if (this.pongTimer !== undefined) {
      return; // Still waiting for the last one's answer.
    }
    this.pongTimer = setTimeout(() => {
      this.pongTimer = undefined;
      if (this.serverAnswers) {
        this.actions.connectionLost();
      }
    }, this.pongTimeoutMs);
    this.actions.sendPing();
  }
}
