// Which way media may flow: what to offer and answer for a transceiver (RFC 3264 §5.1, §6.1 and §8.4,
// RFC 8829 §4.2.3).

import { sections } from "../sdp-sections.js";

type Direction = RTCRtpTransceiverDirection;

/** The direction to offer for a transceiver that has a direction now. */
export function offerDirection(current: Direction, hold: boolean): Direction {
  switch (current) {
    case "sendrecv":
    case "sendonly":
      return hold ? "sendonly" : "sendrecv";
    case "recvonly": // The other side holds us; whether we may send again is up to them.
    case "inactive":
      return hold ? "inactive" : "recvonly";
    case "stopped":
      return "stopped";
  }
}

/** The direction to answer to an offered one. */
export function answerDirection(offered: Direction, hold: boolean): Direction {
  switch (offered) {
    case "sendrecv":
      return hold ? "sendonly" : "sendrecv";
    case "sendonly":
      return hold ? "inactive" : "recvonly";
    case "recvonly":
      return "sendonly";
    case "inactive":
    case "stopped":
      return "inactive";
  }
}

/**
 * Sets the directions of a peer connection's transceivers, and takes them back: a transceiver keeps its
 * direction when an offer is rolled back, so that a hold that failed would be asked for again by the next offer.
 */
export class Directions {
  private readonly before = new Map<RTCRtpTransceiver, Direction>();

  /** Before `createOffer`. */
  setForOffer(peerConnection: RTCPeerConnection, hold: boolean): void {
    for (const transceiver of peerConnection.getTransceivers()) {
      this.set(transceiver, offerDirection(transceiver.direction, hold));
    }
  }

  /** Before `createAnswer`. */
  setForAnswer(peerConnection: RTCPeerConnection, hold: boolean): void {
    const sdp = peerConnection.remoteDescription?.sdp ?? "";
    for (const [transceiver, offered] of offeredDirections(sdp, peerConnection.getTransceivers())) {
      this.set(transceiver, answerDirection(offered, hold));
    }
  }

  /** The exchange is done, or a new one begins: there is no way back. */
  keep(): void {
    this.before.clear();
  }

  /** The exchange has failed. */
  restore(): void {
    for (const [transceiver, direction] of this.before) {
      if (transceiver.direction !== "stopped") {
        transceiver.direction = direction;
      }
    }
    this.before.clear();
  }

  private set(transceiver: RTCRtpTransceiver, direction: Direction): void {
    const current = transceiver.direction;
    if (current === direction || current === "stopped") {
      return;
    }
    if (!this.before.has(transceiver)) {
      this.before.set(transceiver, current);
    }
    transceiver.direction = direction;
  }
}

/** The offered direction of each transceiver, as far as the remote description speaks of it. */
export function offeredDirections(
  remoteSdp: string,
  transceivers: ReadonlyArray<RTCRtpTransceiver>,
): Map<RTCRtpTransceiver, Direction> {
  const [session = "", ...media] = sections(remoteSdp);
  // RFC 3264 §5.1: sendrecv if neither the media nor the session says otherwise.
  const sessionDirection = directionIn(session) ?? "sendrecv";
  const lines = media.map((section) => ({
    mid: /^a=mid:(\S+)/m.exec(section)?.[1],
    direction: directionIn(section) ?? sessionDirection,
  }));
  const named = lines.some(({ mid }) => mid !== undefined);
  const directions = new Map<RTCRtpTransceiver, Direction>();
  transceivers.forEach((transceiver, index) => {
    // An endpoint that knows no mid makes its media lines in the order of ours (RFC 3264 §6).
    const line = named ? lines.find(({ mid }) => mid === transceiver.mid) : lines[index];
    if (line) {
      directions.set(transceiver, line.direction);
    }
  });
  return directions;
}

function directionIn(sdp: string): Direction | undefined {
  const match = /^a=(sendrecv|sendonly|recvonly|inactive)[ \t]*\r?$/m.exec(sdp);
  return match?.[1] as Direction | undefined;
}
