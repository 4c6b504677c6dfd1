import type { MediaStreamFactory } from "./media-stream-factory.js";
import { defaultMediaStreamFactory } from "./media-stream-factory-default.js";
import { defaultPeerConnectionConfiguration } from "./peer-connection-configuration-default.js";
import { SessionDescriptionHandler } from "./session-description-handler.js";
import type { SessionDescriptionHandlerFactory } from "./session-description-handler-factory.js";

/**
 * Makes the factory a UserAgent uses when it is given none.
 * @param mediaStreamFactory - Where the local media comes from; microphone and camera by default.
 * @remarks
 * Members of the options' `peerConnectionConfiguration` replace those of
 * {@link defaultPeerConnectionConfiguration}, each as a whole.
 */
export function defaultSessionDescriptionHandlerFactory(
  mediaStreamFactory: MediaStreamFactory = defaultMediaStreamFactory(),
): SessionDescriptionHandlerFactory {
  return (session, options) => {
    const logger = session.userAgent.getLogger("sip.SessionDescriptionHandler");
    return new SessionDescriptionHandler(logger, mediaStreamFactory, {
      ...options,
      peerConnectionConfiguration: {
        ...defaultPeerConnectionConfiguration(),
        ...options?.peerConnectionConfiguration,
      },
    });
  };
}
