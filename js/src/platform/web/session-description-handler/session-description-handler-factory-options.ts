import type { SessionDescriptionHandlerConfiguration } from "./session-description-handler-configuration.js";

/** `sessionDescriptionHandlerFactoryOptions` of the UserAgent, for this platform's factory. */
export type SessionDescriptionHandlerFactoryOptions = SessionDescriptionHandlerConfiguration;
