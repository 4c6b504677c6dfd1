/**
 * The states of a {@link Transport}, with the ones that may follow each:
 *
 *     Disconnected   Connecting
 *     Connecting     Connected, Disconnecting, Disconnected
 *     Connected      Disconnecting, Disconnected
 *     Disconnecting  Connecting, Disconnected
 *
 * A transport is Disconnected when constructed.
 */
export enum TransportState {
  /** `connect()` was called and has not settled. */
  Connecting = "Connecting",
  /** `connect()` resolved: messages flow. */
  Connected = "Connected",
  /** `disconnect()` was called and has not settled. */
  Disconnecting = "Disconnecting",
  /** Not connected: never was, `connect()` failed, `disconnect()` is done, or the network was lost. */
  Disconnected = "Disconnected",
}
