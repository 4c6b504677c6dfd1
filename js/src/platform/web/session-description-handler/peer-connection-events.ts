import { errorText } from "../../../core/log/error-text.js";
import type { Logger } from "../../../core/log/logger.js";
import type { PeerConnectionDelegate } from "./peer-connection-delegate.js";

const EVENTS = [
  "onconnectionstatechange",
  "ondatachannel",
  "onicecandidate",
  "onicecandidateerror",
  "oniceconnectionstatechange",
  "onicegatheringstatechange",
  "onnegotiationneeded",
  "onsignalingstatechange",
  "ontrack",
] as const satisfies ReadonlyArray<keyof PeerConnectionDelegate>;

type Handlers = { [name in (typeof EVENTS)[number]]?: ((event: Event) => void) | null };

/**
 * Sends each event of a peer connection first to its owner and then to the delegate of the moment. What either
 * throws is logged and keeps nothing from the other.
 */
export function routeEvents(
  peerConnection: RTCPeerConnection,
  owner: PeerConnectionDelegate,
  delegate: () => PeerConnectionDelegate | undefined,
  logger: Logger,
): void {
  for (const name of EVENTS) {
    (peerConnection as Handlers)[name] = (event: Event) => {
      logger.debug(`SessionDescriptionHandler.${name}`);
      for (const receiver of [owner, delegate()]) {
        try {
          (receiver as Handlers | undefined)?.[name]?.(event);
        } catch (error) {
          logger.error(`SessionDescriptionHandler.${name} threw: ${errorText(error)}`);
        }
      }
    };
  }
}
