// What the engine needs from the objects of js/src/api. It names sessions, registrations and requests by the core's ids and
// knows their faces only by these interfaces.
import type {
  DescriptionFailure,
  EffectKind,
  ErrorCode,
  Method,
  RegistrationStateCode,
  SessionStateCode,
} from "../generated/enums.js";
import type { LoggerFactory } from "./log/logger-factory.js";
import type { Body } from "./messages/body.js";
import type { IncomingRequestMessage } from "./messages/incoming-request-message.js";
import type { IncomingResponseMessage } from "./messages/incoming-response-message.js";
import type { ServerRequest } from "./requests/server-request.js";

export type ReceivedMessage = IncomingRequestMessage | IncomingResponseMessage;

/** The user agent, as its engine sees it. */
export interface EngineHost {
  readonly loggerFactory: LoggerFactory;
  /** The core's configuration as a field list; asked for before each command, so that changes take effect. */
  configuration(): string;
  /** Hands a message to the transport. */
  send(text: string): Promise<void>;
  /** The error class of a code. `cause` is what the application's own code threw, if that was the reason. */
  makeError(code: ErrorCode, detail: string, cause: unknown): unknown;
  /** A call came in; its face registers itself with `Engine.addSession`. */
  onInvite(session: number, request: ServerRequest): void;
  /** A request outside any call. @returns Whether somebody took it; otherwise the core answers. */
  onRequest(request: ServerRequest, method: Method): boolean;
}

/** A call. */
export interface SessionFace {
  onState(state: SessionStateCode): void;
  /** A request inside the call. @returns Whether somebody took it; otherwise the core answers. */
  onRequest(request: ServerRequest, method: Method): boolean;
  /** The INVITE was cancelled, or its dialog ended by BYE. */
  onCancel(message: IncomingRequestMessage | undefined): void;
  onAck(message: IncomingRequestMessage): void;
  onReinvite(message: IncomingRequestMessage, response: string, status: number): void;
  onDialog(awaitingAck: boolean): void;
  onQuestion(question: Question): void;
}

/** A registration. */
export interface RegistrationFace {
  onState(state: RegistrationStateCode, cause: ReceivedMessage | undefined): void;
  onWaiting(waiting: boolean, cause: ReceivedMessage | undefined): void;
}

export type QuestionKind =
  | EffectKind.NeedOffer
  | EffectKind.NeedAnswer
  | EffectKind.ApplyAnswer
  | EffectKind.RollbackOffer;

/** Something the core wants of a call's media. Answered once, by either method; an answer after the call is dropped. */
export interface Question {
  readonly kind: QuestionKind;
  /** The message that the offer or answer came in. */
  readonly message: ReceivedMessage | undefined;
  /** The offer or answer, if it is not simply the message's body but a part of it (RFC 5621), or its type is oddly written. */
  readonly description: { contentType: string; content: string } | undefined;
  readonly reinvite: boolean;
  answer(body?: Body): void;
  /** @param error - Becomes the rejection of the call that waits for it. */
  fail(error: unknown, failure: DescriptionFailure): void;
}
