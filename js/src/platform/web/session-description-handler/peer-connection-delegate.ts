/**
 * Receives the events of a {@link SessionDescriptionHandler}'s peer connection, after the handler has dealt
 * with them. What a method throws is logged.
 */
export interface PeerConnectionDelegate {
  /** The combined state of all transports changed. */
  onconnectionstatechange?(event: Event): void;
  /** The other side created a data channel. */
  ondatachannel?(event: RTCDataChannelEvent): void;
  /** A local ICE candidate was found; null at the end. */
  onicecandidate?(event: RTCPeerConnectionIceEvent): void;
  /** A STUN or TURN server failed to give a candidate. */
  onicecandidateerror?(event: RTCPeerConnectionIceErrorEvent): void;
  /** The state of the ICE agent changed. */
  oniceconnectionstatechange?(event: Event): void;
  /** The state of candidate gathering changed. */
  onicegatheringstatechange?(event: Event): void;
  /** A change was made that needs a new offer. */
  onnegotiationneeded?(event: Event): void;
  /** The state of offer and answer changed. */
  onsignalingstatechange?(event: Event): void;
  /** A remote description brought a track. */
  ontrack?(event: Event): void;
}
