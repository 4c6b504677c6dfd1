import type { MediaStreamFactory } from "./media-stream-factory.js";
import { UserMediaError } from "./user-media-error.js";

/**
 * Makes a factory that asks the browser for microphone and camera; for constraints without audio and video
 * it gives an empty stream. It rejects with {@link UserMediaError}.
 */
export function defaultMediaStreamFactory(): MediaStreamFactory {
  return async (constraints) => {
    if (!constraints.audio && !constraints.video) {
      return new MediaStream();
    }
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    if (devices === undefined) {
      // Only pages loaded over https, from localhost or from a file have media devices.
      const message = "Media devices not available in insecure contexts.";
      throw new UserMediaError("SecurityError", message);
    }
    try {
      return await devices.getUserMedia(constraints);
    } catch (error) {
      throw UserMediaError.of(error);
    }
  };
}
