/** What the SIP core needs of a transport (RFC 3261 §18). */
export interface Transport {
  /** The transport of the Via header's sent-protocol: "WS" or "WSS" (RFC 3261 §20.42, RFC 7118 §5). */
  readonly protocol: string;

  /**
   * Sends one SIP message.
   * @returns A promise that resolves once the message is handed to the network, or rejects with an
   * Error if it cannot be (§18.4).
   */
  send(message: string): Promise<void>;
}
