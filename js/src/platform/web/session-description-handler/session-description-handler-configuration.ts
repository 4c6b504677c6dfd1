/** Configuration of a {@link SessionDescriptionHandler}. */
export interface SessionDescriptionHandlerConfiguration {
  /**
   * Milliseconds to go on gathering ICE candidates once there is a usable one; Infinity waits for all of them.
   * @remarks
   * An offer or answer is not sent before gathering is over, so the person who called waits for it. Usable is
   * what lets the other side reach us: with STUN servers configured a server-reflexive or relayed
   * candidate, with TURN servers a relayed one, without servers a host candidate. While TURN servers have given
   * no relayed candidate, a server-reflexive one ends gathering after four times this long.
   * @defaultValue `250`
   */
  iceGatheringGrace?: number;

  /**
   * The most milliseconds to gather ICE candidates; the description then goes out with those there are.
   * Zero sets no limit.
   * @defaultValue `5000`
   */
  iceGatheringTimeout?: number;

  /** Configuration of the RTCPeerConnection. */
  peerConnectionConfiguration?: RTCConfiguration;
}
