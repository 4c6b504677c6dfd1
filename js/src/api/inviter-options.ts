import type { OutgoingRequestDelegate, RequestOptions } from "../core/messages/outgoing-request.js";
import type { URI } from "../grammar/uri.js";
import type {
  SessionDescriptionHandlerModifier,
  SessionDescriptionHandlerOptions,
} from "./session-description-handler.js";
import type { SessionOptions } from "./session-options.js";

/** Options of an {@link Inviter}. */
export interface InviterOptions extends SessionOptions {
  /** Tells the other side nothing of who calls (RFC 3323, RFC 3325); the server still knows. */
  anonymous?: boolean;
  /** Plays what comes before the call is answered. The INVITE must not fork then. */
  earlyMedia?: boolean;
  /** Whole lines, `Name: value`. */
  extraHeaders?: Array<string>;
  /** Lets the other side make the offer. */
  inviteWithoutSdp?: boolean;
  params?: {
    fromDisplayName?: string;
    fromTag?: string;
    fromUri?: string | URI;
    toDisplayName?: string;
    toUri?: string | URI;
  };
  /** Body of an INVITE without offer. */
  renderbody?: string;
  /** Its content type. */
  rendertype?: string;
  sessionDescriptionHandlerModifiers?: Array<SessionDescriptionHandlerModifier>;
  sessionDescriptionHandlerOptions?: SessionDescriptionHandlerOptions;
  sessionDescriptionHandlerModifiersReInvite?: Array<SessionDescriptionHandlerModifier>;
  sessionDescriptionHandlerOptionsReInvite?: SessionDescriptionHandlerOptions;
}

/** Options of {@link Inviter.cancel}. */
export interface InviterCancelOptions {
  extraHeaders?: Array<string>;
  /** With `statusCode`: why the call is given up (Reason, RFC 3326). */
  reasonPhrase?: string;
  statusCode?: number;
}

/** Options of {@link Inviter.invite}. */
export interface InviterInviteOptions {
  requestDelegate?: OutgoingRequestDelegate;
  /** Of a re-INVITE; those of the first INVITE are options of the Inviter. */
  requestOptions?: RequestOptions;
  sessionDescriptionHandlerModifiers?: Array<SessionDescriptionHandlerModifier>;
  sessionDescriptionHandlerOptions?: SessionDescriptionHandlerOptions;
  withoutSdp?: boolean;
}
