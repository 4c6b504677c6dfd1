/**
 * Makes and applies a session's descriptions: the media half of a call.
 *
 * @remarks
 * A session asks it for an offer or answer to send (`getDescription`) and hands it the ones received
 * (`setDescription`). Every promise pending at `close()` rejects.
 */
export interface SessionDescriptionHandler {
  /** Ends the media and frees everything. No other method is of use afterwards. */
  close(): void;

  /**
   * Makes the local description: an answer if there is a remote offer to answer, otherwise an offer.
   * @param options - Options of this call only.
   * @param modifiers - Applied to the description, in order, before it is used locally and sent.
   */
  getDescription(
    options?: SessionDescriptionHandlerOptions,
    modifiers?: Array<SessionDescriptionHandlerModifier>,
  ): Promise<BodyAndContentType>;

  /**
   * Whether a body of this type can be given to `setDescription`.
   * @param contentType - The value of a Content-Type header.
   */
  hasDescription(contentType: string): boolean;

  /** Takes back an offer, ours or theirs, that has not been answered. */
  rollbackDescription?(): Promise<void>;

  /**
   * Applies the remote description: an answer if there is a local offer pending, otherwise an offer.
   * @param sdp - The body received.
   * @param options - Options of this call only.
   * @param modifiers - Applied to the description, in order, before it is used.
   */
  setDescription(
    sdp: string,
    options?: SessionDescriptionHandlerOptions,
    modifiers?: Array<SessionDescriptionHandlerModifier>,
  ): Promise<void>;

  /**
   * Sends DTMF in the media stream (RFC 4733).
   * @param tones - Digits of `0-9A-D#*`, and `,` for a pause.
   * @returns Whether the tones could be sent.
   */
  sendDtmf(tones: string, options?: unknown): boolean;
}

/**
 * Changes a description before it is used. The description given may be changed in place, but must be
 * returned. A function that returns it without a promise works too.
 */
export type SessionDescriptionHandlerModifier = (
  sessionDescription: RTCSessionDescriptionInit,
) => Promise<RTCSessionDescriptionInit>;

/** Options passed through a session's methods to its {@link SessionDescriptionHandler}. */
export interface SessionDescriptionHandlerOptions {
  /** What local media to use; the web platform's handler takes MediaStreamConstraints. */
  constraints?: object;
}

/** A message body and its type. */
export interface BodyAndContentType {
  body: string;
  contentType: string;
}
