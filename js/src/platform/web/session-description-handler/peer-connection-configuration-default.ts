/** The configuration of a peer connection, as far as an application's own does not replace it. */
export function defaultPeerConnectionConfiguration(): RTCConfiguration {
  return {
    bundlePolicy: "balanced",
    iceCandidatePoolSize: 0,
    iceServers: [{ urls: "stun:stun.l.google.com:19302" }], // as SIP.js; public, and without any promise
    iceTransportPolicy: "all",
    rtcpMuxPolicy: "require",
  };
}
