import type { Session } from "../../../api/session.js";
import type { SessionDescriptionHandler } from "./session-description-handler.js";
import type { SessionDescriptionHandlerFactoryOptions } from "./session-description-handler-factory-options.js";

/**
 * Makes the {@link SessionDescriptionHandler} of a session.
 * @param options - `sessionDescriptionHandlerFactoryOptions` of the UserAgent.
 */
export type SessionDescriptionHandlerFactory = (
  session: Session,
  options?: SessionDescriptionHandlerFactoryOptions,
) => SessionDescriptionHandler;
