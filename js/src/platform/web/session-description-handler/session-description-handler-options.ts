import type { SessionDescriptionHandlerOptions as SessionDescriptionHandlerOptionsDefinition } from "../../../api/session-description-handler.js";

/** Options of a single `getDescription` or `setDescription`. */
export interface SessionDescriptionHandlerOptions
  extends SessionDescriptionHandlerOptionsDefinition {
  /** Passed to `createAnswer`. */
  answerOptions?: RTCAnswerOptions;

  /**
   * What local media to use; audio alone if neither is named. Later constraints add to or change earlier
   * ones, but leaving out audio or video does not take it away. With both false there is no local media.
   */
  constraints?: MediaStreamConstraints;

  /** Whether an offer creates a data channel, if there is none yet. */
  dataChannel?: boolean;

  /** The new data channel's label. */
  dataChannelLabel?: string;

  /** The new data channel's configuration. */
  dataChannelOptions?: RTCDataChannelInit;

  /**
   * Whether the offer or answer puts the other side on hold: no media is received. Our own media still
   * flows; `enableSenderTracks(false)` silences it.
   */
  hold?: boolean;

  /** As in the configuration, which it replaces for this call. */
  iceGatheringTimeout?: number;

  /** Passed to `createOffer`. With `iceRestart` true, ICE starts anew, as after a change of network. */
  offerOptions?: RTCOfferOptions;

  /** Called with the data channel, be it made by us or by the other side. */
  onDataChannel?: (dataChannel: RTCDataChannel) => void;
}
