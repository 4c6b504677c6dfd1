import type { OutgoingRequestDelegate, RequestOptions } from "../core/messages/outgoing-request.js";
import type { Notification } from "./notification.js";
import type {
  SessionDescriptionHandlerModifier,
  SessionDescriptionHandlerOptions,
} from "./session-description-handler.js";

interface SessionRequestOptions {
  /** Told of the responses. */
  requestDelegate?: OutgoingRequestDelegate;
  /** Headers and body of the request. */
  requestOptions?: RequestOptions;
}

/** Options of {@link Session.bye}. */
export interface SessionByeOptions extends SessionRequestOptions {}

/** Options of {@link Session.info}. */
export interface SessionInfoOptions extends SessionRequestOptions {}

/** Options of {@link Session.message}. */
export interface SessionMessageOptions extends SessionRequestOptions {}

/** Options of {@link Session.refer}. */
export interface SessionReferOptions extends SessionRequestOptions {
  /** Told how the referred call goes; replaces the session's `onNotify` from then on. */
  onNotify?: (notification: Notification) => void;
}

/** Options of {@link Session.invite}. */
export interface SessionInviteOptions extends SessionRequestOptions {
  sessionDescriptionHandlerModifiers?: Array<SessionDescriptionHandlerModifier>;
  sessionDescriptionHandlerOptions?: SessionDescriptionHandlerOptions;
  /** Lets the other side make the offer. */
  withoutSdp?: boolean;
}
