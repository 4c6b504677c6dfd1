import type { Session } from "./session.js";
import type { SessionDescriptionHandler } from "./session-description-handler.js";

/**
 * Makes the {@link SessionDescriptionHandler} of a session; called at most once for each session.
 * @param options - `sessionDescriptionHandlerFactoryOptions` of the UserAgent.
 */
export type SessionDescriptionHandlerFactory = (
  session: Session,
  options?: object,
) => SessionDescriptionHandler;
