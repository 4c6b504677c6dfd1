import type {
  IncomingReferRequest,
  IncomingRegisterRequest,
  IncomingSubscribeRequest,
} from "../core/messages/methods.js";
import type { Invitation } from "./invitation.js";
import type { Message } from "./message.js";
import type { Notification } from "./notification.js";
import type { Referral } from "./referral.js";

/** Told of what reaches a user agent. Read when needed, so it may be set or changed at any time. */
export interface UserAgentDelegate {
  /** The transport connected. */
  onConnect?(): void;
  /**
   * The transport disconnected.
   * @param error - Why, if it was not asked to.
   */
  onDisconnect?(error?: Error): void;
  /** Somebody calls. Without this member the call is refused with 486. */
  onInvite?(invitation: Invitation): void;
  /** A MESSAGE outside any call. Without this member it is accepted. */
  onMessage?(message: Message): void;
  /** A NOTIFY outside any call and subscription. */
  onNotify?(notification: Notification): void;
  /** Never called, as in SIP.js: see `onReferRequest`. */
  onRefer?(referral: Referral): void;
  /** Never called, as in SIP.js: see `onRegisterRequest`. */
  onRegister?(registration: unknown): void;
  /** Never called, as in SIP.js: see `onSubscribeRequest`. */
  onSubscribe?(subscription: unknown): void;
  /** A REFER outside any call. */
  onReferRequest?(request: IncomingReferRequest): void;
  onRegisterRequest?(request: IncomingRegisterRequest): void;
  onSubscribeRequest?(request: IncomingSubscribeRequest): void;
}
