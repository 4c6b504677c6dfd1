import type { IncomingRequestMessage } from "../core/messages/incoming-request-message.js";
import type { Ack } from "./ack.js";
import type { Bye } from "./bye.js";
import type { Cancel } from "./cancel.js";
import type { Info } from "./info.js";
import type { Message } from "./message.js";
import type { Notification } from "./notification.js";
import type { Referral } from "./referral.js";
import type { SessionDescriptionHandler } from "./session-description-handler.js";

/** Told of what happens in a call. Read when needed, so it may be set or changed at any time. */
export interface SessionDelegate {
  /** The ACK to our 2xx came. */
  onAck?(ack: Ack): void;
  /** The other side hung up. The BYE should be accepted; if it is not, it is after half a second. */
  onBye?(bye: Bye): void;
  /** The caller gave up before the call was answered. */
  onCancel?(cancel: Cancel): void;
  onInfo?(info: Info): void;
  /**
   * A re-INVITE was answered.
   * @param response - The answer as sent.
   */
  onInvite?(request: IncomingRequestMessage, response: string, statusCode: number): void;
  onMessage?(message: Message): void;
  onNotify?(notification: Notification): void;
  /** The other side asks us to call somebody else. Without this member the call is made at once. */
  onRefer?(referral: Referral): void;
  /**
   * The session description handler was made, and is not used yet.
   * @param provisional - Always false: early media has no handler of its own.
   */
  onSessionDescriptionHandler?(
    sessionDescriptionHandler: SessionDescriptionHandler,
    provisional: boolean,
  ): void;
}
