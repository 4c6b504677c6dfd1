// SIP over WebSocket (RFC 7118): one connection, one SIP message in each frame, no reconnecting of its own.

import { type Emitter, EmitterImpl } from "../../../api/emitter.js";
import { StateTransitionError } from "../../../api/exceptions/state-transition.js";
import type { Transport as TransportDefinition } from "../../../api/transport.js";
import { TransportState } from "../../../api/transport-state.js";
import { errorText } from "../../../core/log/error-text.js";
import type { Logger } from "../../../core/log/logger.js";
import { frameText } from "./frame-text.js";
import { isPong, KeepAlive, PING } from "./keep-alive.js";
import type { TransportOptions } from "./transport-options.js";

const SCHEMES = ["wss", "ws", "udp"];
const NORMAL_CLOSURE = 1000; // RFC 6455 §7.4.1
const CLOSING = 2;

const FOLLOWING: { readonly [state in TransportState]: ReadonlyArray<TransportState> } = {
  Disconnected: [TransportState.Connecting],
  Connecting: [TransportState.Connected, TransportState.Disconnecting, TransportState.Disconnected],
  Connected: [TransportState.Disconnecting, TransportState.Disconnected],
  Disconnecting: [TransportState.Connecting, TransportState.Disconnected],
};

/** A promise that is waited for, and the means to settle it. */
interface Waiting {
  promise: Promise<void>;
  resolve: () => void;
  reject: (reason: unknown) => void;
}

/** Transport for SIP over WebSocket. `WebSocket` is looked up when `connect()` is called. */
export class Transport implements TransportDefinition {
  onConnect: (() => void) | undefined;
  onDisconnect: ((error?: Error) => void) | undefined;
  onMessage: ((message: string) => void) | undefined;

  private readonly logger: Logger;
  private readonly configuration: Required<TransportOptions>;
  private readonly _protocol: string;
  private readonly _stateEventEmitter: EmitterImpl<TransportState>;
  private readonly keepAlive: KeepAlive;
  private _state = TransportState.Disconnected;
  private _ws: WebSocket | undefined;
  private transitioning = false;
  private connecting: Waiting | undefined;
  private disconnecting: Waiting | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @throws Error if `options.server` is not a URL with scheme `wss`, `ws` or `udp`.
   */
  constructor(logger: Logger, options?: TransportOptions) {
    this.logger = logger;
    this.configuration = {
      server: options?.server ?? "",
      connectionTimeout: options?.connectionTimeout ?? 5,
      keepAliveInterval: options?.keepAliveInterval ?? 0,
      keepAliveDebounce: options?.keepAliveDebounce ?? 10,
      traceSip: options?.traceSip ?? true,
    };
    this._protocol = this.protocolOf(this.configuration.server);
    this._stateEventEmitter = new EmitterImpl((error) =>
      this.logger.error(`A stateChange listener threw: ${errorText(error)}`),
    );
    const { keepAliveInterval, keepAliveDebounce } = this.configuration;
    this.keepAlive = new KeepAlive(keepAliveInterval * 1000, keepAliveDebounce * 1000, {
      sendPing: () => {
        this.send(PING).catch((error) => this.logger.error(`Keep-alive failed: ${error}`));
      },
      connectionLost: () => this.lose(`No answer to a keep-alive in ${keepAliveDebounce}s.`),
    });
  }

  /** "WSS" or "WS", as in the Via header. */
  get protocol(): string {
    return this._protocol;
  }

  /** The WebSocket server's URL. */
  get server(): string {
    return this.configuration.server;
  }

  get state(): TransportState {
    return this._state;
  }

  get stateChange(): Emitter<TransportState> {
    return this._stateEventEmitter;
  }

  /** The WebSocket, from `connect()` until Disconnected. */
  get ws(): WebSocket | undefined {
    return this._ws;
  }

  isConnected(): boolean {
    return this.state === TransportState.Connected;
  }

  connect(): Promise<void> {
    this.logger.log(`Connecting ${this.server}`);
    if (this.transitioning) {
      return Promise.reject(this.loopDetected(TransportState.Connecting));
    }
    if (this._state === TransportState.Connected) {
      return Promise.resolve();
    }
    if (this.connecting) {
      return this.connecting.promise;
    }
    this.transition(TransportState.Connecting);
    const connecting = waiting();
    this.connecting = connecting;
    try {
      this._ws = this.open();
    } catch (error) {
      this.logger.error(`WebSocket construction failed: ${error}`);
      this._ws = undefined;
      this.transition(TransportState.Disconnected, error);
    }
    return connecting.promise;
  }

  disconnect(): Promise<void> {
    this.logger.log(`Disconnecting ${this.server}`);
    if (this.transitioning) {
      return Promise.reject(this.loopDetected(TransportState.Disconnecting));
    }
    if (this._state === TransportState.Disconnected) {
      return Promise.resolve();
    }
    if (this.disconnecting) {
      return this.disconnecting.promise;
    }
    this.transition(TransportState.Disconnecting);
    const disconnecting = waiting();
    this.disconnecting = disconnecting;
    // A server that is gone does not answer the close frame; a browser may wait for it for minutes.
    this.limit(() => {
      this._ws = undefined;
      this.transition(TransportState.Disconnected);
    });
    this.closeSocket(this._ws);
    return disconnecting.promise;
  }

  dispose(): Promise<void> {
    return this.disconnect();
  }

  send(message: string): Promise<void> {
    if (this.configuration.traceSip) {
      this.logger.log(`Sending WebSocket message:\n\n${message}\n`);
    }
    if (this._state !== TransportState.Connected || !this._ws) {
      return Promise.reject(new Error("Not connected."));
    }
    if (this._ws.readyState >= CLOSING) {
      // A WebSocket in this state drops what it is given without a word. Its close event is on the way.
      return Promise.reject(new Error("WebSocket is closing."));
    }
    try {
      this._ws.send(message);
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error("WebSocket send failed."));
    }
    return Promise.resolve();
  }

  private protocolOf(server: string): string {
    let scheme: string;
    try {
      scheme = new URL(server).protocol.slice(0, -1);
    } catch {
      this.logger.error(`Invalid WebSocket Server URL "${server}"`);
      throw new Error("Invalid WebSocket Server URL");
    }
    if (!SCHEMES.includes(scheme)) {
      this.logger.error(`Invalid scheme in WebSocket Server URL "${server}"`);
      throw new Error("Invalid scheme in WebSocket Server URL");
    }
    return scheme.toUpperCase();
  }

  private open(): WebSocket {
    const ws = new WebSocket(this.server, "sip"); // RFC 7118 §4.1: the subprotocol is required
    ws.binaryType = "arraybuffer";
    // A socket that was given up still has events to come; they are nobody's.
    const ifCurrent =
      <E>(handler: (event: E) => void) =>
      (event: E) => {
        if (ws === this._ws) {
          handler(event);
        }
      };
    ws.addEventListener("open", ifCurrent(this.handleOpen.bind(this)));
    ws.addEventListener("message", ifCurrent(this.handleMessage.bind(this)));
    ws.addEventListener("close", ifCurrent(this.handleClose.bind(this)));
    ws.addEventListener(
      "error",
      ifCurrent(() => this.logger.error("WebSocket error occurred.")), // "close" follows
    );
    this.limit(() =>
      this.lose(`Connect timed out after ${this.configuration.connectionTimeout}s.`),
    );
    return ws;
  }

  private handleOpen(): void {
    if (this._state === TransportState.Connecting) {
      this.logger.log(`WebSocket opened ${this.server}`);
      this.transition(TransportState.Connected);
    }
  }

  private handleClose(event: CloseEvent): void {
    const message = `WebSocket closed ${this.server} (code: ${event.code})`;
    this.logger.log(message);
    this._ws = undefined;
    if (this._state === TransportState.Disconnecting) {
      this.transition(TransportState.Disconnected);
    } else {
      this.logger.warn("WebSocket closed unexpectedly");
      this.transition(TransportState.Disconnected, new Error(message));
    }
  }

  private handleMessage(event: MessageEvent): void {
    const text = frameText(event.data);
    if (!text) {
      const what = text === undefined ? "unreadable" : "empty";
      this.logger.warn(`Received ${what} WebSocket message, discarding...`);
      return;
    }
    const pong = isPong(text);
    this.keepAlive.received(pong);
    if (this.configuration.traceSip) {
      const kind = typeof event.data === "string" ? "text" : "binary";
      this.logger.log(
        pong
          ? "Received WebSocket message with CRLF Keep Alive response"
          : `Received WebSocket ${kind} message:\n\n${text}\n`,
      );
    }
    if (pong) {
      return;
    }
    if (this._state !== TransportState.Connected) {
      this.logger.warn("Received message while not connected, discarding...");
      return;
    }
    // RFC 3261 §7.5: CRLFs before the start line are to be ignored.
    const message = text.replace(/^(?:\r\n)+/, "");
    this.guard("onMessage", () => this.onMessage?.(message));
  }

  /** Gives up a connection that is failing, without waiting for the WebSocket to find out. */
  private lose(reason: string): void {
    this.logger.warn(reason);
    const ws = this._ws;
    this._ws = undefined;
    this.closeSocket(ws);
    this.transition(TransportState.Disconnected, new Error(reason));
  }

  private closeSocket(ws: WebSocket | undefined): void {
    try {
      ws?.close(NORMAL_CLOSURE);
    } catch (error) {
      this.logger.error(`WebSocket close failed: ${error}`);
    }
  }

  /** Limits the time spent in the current state; the next transition lifts the limit. */
  private limit(onTimeout: () => void): void {
    this.timer = setTimeout(onTimeout, this.configuration.connectionTimeout * 1000);
  }

  private transition(newState: TransportState, error?: unknown): void {
    const oldState = this._state;
    if (this.transitioning) {
      throw this.loopDetected(newState);
    }
    if (!FOLLOWING[oldState].includes(newState)) {
      throw new Error(`Invalid state transition from ${oldState} to ${newState}`);
    }
    this.transitioning = true;
    this._state = newState;
    clearTimeout(this.timer);
    const { connecting, disconnecting } = this;
    this.connecting = undefined;
    this.disconnecting = undefined;
    this.logger.log(`Transitioned from ${oldState} to ${newState}`);
    this._stateEventEmitter.emit(newState);
    if (newState === TransportState.Connected) {
      this.keepAlive.start();
      this.guard("onConnect", () => this.onConnect?.());
    }
    if (oldState === TransportState.Connected) {
      this.keepAlive.stop();
      this.guard("onDisconnect", () =>
        // SIP.js's callers tell a wanted end by the missing argument.
        error === undefined ? this.onDisconnect?.() : this.onDisconnect?.(error as Error),
      );
    }
    if (newState === TransportState.Connected) {
      connecting?.resolve();
    } else {
      connecting?.reject(error ?? new Error("Connect aborted."));
    }
    if (newState === TransportState.Disconnected) {
      disconnecting?.resolve();
    } else {
      disconnecting?.reject(new Error("Disconnect aborted."));
    }
    this.transitioning = false;
  }

  /** Calls back; an exception is the callback's own fault and must not leave the transport half-way. */
  private guard(name: string, callback: () => void): void {
    try {
      callback();
    } catch (error) {
      this.logger.error(`The ${name} callback threw: ${errorText(error)}`);
    }
  }

  private loopDetected(state: TransportState): StateTransitionError {
    this.logger.error(
      `A transition from ${this._state} to ${state} was asked for before the last one completed. ` +
        "Perhaps connect() or disconnect() is called synchronously from a callback or listener?",
    );
    return new StateTransitionError("Loop detected.");
  }
}

function waiting(): Waiting {
  let resolve: () => void = () => {};
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
