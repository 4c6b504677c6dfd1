import type { SessionDescriptionHandler } from "./session-description-handler.js";
import type { SessionDescriptionHandlerOptions } from "./session-description-handler-options.js";

/**
 * Provides the local media of a call. The description handler uses the first audio and the first video
 * track of the stream, and stops them when it is closed, also when the stream comes after that.
 */
export type MediaStreamFactory = (
  constraints: MediaStreamConstraints,
  sessionDescriptionHandler: SessionDescriptionHandler,
  options?: SessionDescriptionHandlerOptions,
) => Promise<MediaStream>;
