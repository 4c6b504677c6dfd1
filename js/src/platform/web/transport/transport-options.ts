/** Options of {@link Transport}. */
export interface TransportOptions {
  /** The WebSocket server's URL, such as `wss://sip.example.com:7443`. */
  server: string;

  /**
   * Seconds the WebSocket may take to open, and to close when asked to.
   * @defaultValue `5`
   */
  connectionTimeout?: number;

  /**
   * Seconds between keep-alives, less up to a fifth at random (RFC 5626 §4.4.1); 0 sends none.
   * @remarks
   * A keep-alive is a double CRLF, which the server answers with a CRLF (RFC 5626 §3.5.1). The first is
   * sent as soon as the transport is connected. If the server answered it and then leaves a later one without
   * an answer, or anything else, for `keepAliveDebounce` seconds, the connection is lost: it is closed, and
   * `onDisconnect` is called with an error. A server that never answers keep-alives is left in peace.
   * @defaultValue `0`
   */
  keepAliveInterval?: number;

  /**
   * Seconds to wait for the answer to a keep-alive.
   * @defaultValue `10`, as RFC 5626 §4.4.1 has it
   */
  keepAliveDebounce?: number;

  /**
   * Whether messages sent and received are logged, with all they hold, at level `log`.
   * @defaultValue `true`
   */
  traceSip?: boolean;
}
