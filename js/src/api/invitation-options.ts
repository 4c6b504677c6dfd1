import type {
  SessionDescriptionHandlerModifier,
  SessionDescriptionHandlerOptions,
} from "./session-description-handler.js";

/** Options of {@link Invitation.accept}. */
export interface InvitationAcceptOptions {
  extraHeaders?: Array<string>;
  sessionDescriptionHandlerModifiers?: Array<SessionDescriptionHandlerModifier>;
  sessionDescriptionHandlerOptions?: SessionDescriptionHandlerOptions;
}

/** Options of {@link Invitation.progress}. */
export interface InvitationProgressOptions {
  /** A string alone is SDP. A 183 without body gets a description. */
  body?: string | { body: string; contentType: string };
  extraHeaders?: Array<string>;
  sessionDescriptionHandlerModifiers?: Array<SessionDescriptionHandlerModifier>;
  sessionDescriptionHandlerOptions?: SessionDescriptionHandlerOptions;
  /** 100 to 199; 180 by default. */
  statusCode?: number;
  reasonPhrase?: string;
  /** Reliable provisional responses (RFC 3262) are not offered yet: ignored. */
  rel100?: boolean;
}

/** Options of {@link Invitation.reject}. */
export interface InvitationRejectOptions {
  body?: string | { body: string; contentType: string };
  extraHeaders?: Array<string>;
  /** 300 to 699; 480 by default. */
  statusCode?: number;
  reasonPhrase?: string;
}
