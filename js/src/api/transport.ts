import type { Transport as CoreTransport } from "../core/transport.js";
import type { Emitter } from "./emitter.js";
import type { TransportState } from "./transport-state.js";

/**
 * The transport a UserAgent talks through. Any object with these members will do.
 *
 * @remarks
 * The UserAgent trusts the transport to walk exactly the states of {@link TransportState}:
 * Connecting is entered only by `connect()`, Disconnecting only by `disconnect()`, and Disconnected
 * in every case in which the network is lost. A transport must not reconnect on its own behind the
 * application's back, since registrations and subscriptions do not survive the connection.
 *
 * Order of a transition: `state` changes, then `stateChange` listeners are called, then `onConnect`
 * or `onDisconnect`, then the promise that waited settles. None of those callbacks may call
 * `connect()` or `disconnect()` synchronously; later (in a promise reaction, a timer) they may:
 *
 * ```ts
 * transport.onDisconnect = () => {
 *   Promise.resolve().then(() => transport.connect());
 * };
 * ```
 */
export interface Transport extends CoreTransport {
  /** The state; Disconnected after construction. */
  readonly state: TransportState;

  /** Emits each new state. */
  readonly stateChange: Emitter<TransportState>;

  /** Called on entering Connected. The UserAgent sets it. */
  onConnect: (() => void) | undefined;

  /**
   * Called on leaving Connected. The UserAgent sets it.
   * @remarks
   * Called with no argument if `disconnect()` was the reason, otherwise with an Error that tells why
   * the connection was lost.
   */
  onDisconnect: ((error?: Error) => void) | undefined;

  /** Called with each received message while Connected. The UserAgent sets it. */
  onMessage: ((message: string) => void) | undefined;

  /**
   * Connects.
   * @returns A promise that resolves in state Connected, at once if that is already the state, and
   * rejects with an Error if the connection fails or `disconnect()` is called meanwhile; then the state is
   * Disconnected or Disconnecting. Rejects with {@link StateTransitionError} when called synchronously
   * from one of the transport's callbacks.
   * @remarks
   * From Disconnected and Disconnecting the state is Connecting when the call returns.
   */
  connect(): Promise<void>;

  /**
   * Disconnects.
   * @returns A promise that resolves in state Disconnected, at once if that is already the state, and
   * rejects with an Error if `connect()` is called meanwhile. Rejects with {@link StateTransitionError}
   * when called synchronously from one of the transport's callbacks.
   * @remarks
   * From Connecting and Connected the state is Disconnecting when the call returns.
   */
  disconnect(): Promise<void>;

  /** Disconnects for good: the UserAgent does not use the transport afterwards. */
  dispose(): Promise<void>;

  /** Whether `state` is Connected. */
  isConnected(): boolean;

  /**
   * Sends one SIP message.
   * @returns A promise that resolves once the message is handed to the network, and rejects with an
   * Error if it cannot be, as in every state but Connected.
   */
  send(message: string): Promise<void>;
}
