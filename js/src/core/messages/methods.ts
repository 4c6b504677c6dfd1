// The names of the methods, and SIP.js's names for the requests of each. The latter are all alike here.
import type { IncomingRequest } from "./incoming-request.js";
import type { IncomingRequestMessage } from "./incoming-request-message.js";
import type { OutgoingRequest } from "./outgoing-request.js";

/** The methods of RFC 3261 and of its extensions, by name. */
export const C = {
  ACK: "ACK",
  BYE: "BYE",
  CANCEL: "CANCEL",
  INFO: "INFO",
  INVITE: "INVITE",
  MESSAGE: "MESSAGE",
  NOTIFY: "NOTIFY",
  OPTIONS: "OPTIONS",
  REGISTER: "REGISTER",
  UPDATE: "UPDATE",
  SUBSCRIBE: "SUBSCRIBE",
  PUBLISH: "PUBLISH",
  REFER: "REFER",
  PRACK: "PRACK",
} as const;

/** An ACK, which nothing answers. */
export interface IncomingAckRequest {
  readonly message: IncomingRequestMessage;
}

export type IncomingByeRequest = IncomingRequest;
export type IncomingInfoRequest = IncomingRequest;
export type IncomingInviteRequest = IncomingRequest;
export type IncomingMessageRequest = IncomingRequest;
export type IncomingNotifyRequest = IncomingRequest;
export type IncomingReferRequest = IncomingRequest;
export type IncomingRegisterRequest = IncomingRequest;
export type IncomingSubscribeRequest = IncomingRequest;

export type OutgoingByeRequest = OutgoingRequest;
export type OutgoingInfoRequest = OutgoingRequest;
export type OutgoingInviteRequest = OutgoingRequest;
export type OutgoingMessageRequest = OutgoingRequest;
export type OutgoingNotifyRequest = OutgoingRequest;
export type OutgoingReferRequest = OutgoingRequest;
export type OutgoingRegisterRequest = OutgoingRequest;
