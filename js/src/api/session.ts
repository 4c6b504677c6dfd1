import { SessionDialog } from "../core/dialogs/session-dialog.js";
import type { Engine } from "../core/engine.js";
import type { Question, SessionFace } from "../core/faces.js";
import type { Logger } from "../core/log/logger.js";
import type { IncomingMessage } from "../core/messages/incoming-message.js";
import type { IncomingRequestMessage } from "../core/messages/incoming-request-message.js";
import type {
  OutgoingByeRequest,
  OutgoingInfoRequest,
  OutgoingInviteRequest,
  OutgoingMessageRequest,
  OutgoingReferRequest,
} from "../core/messages/methods.js";
import type {
  OutgoingRequest,
  OutgoingRequestDelegate,
  RequestOptions,
} from "../core/messages/outgoing-request.js";
import type { ServerRequest } from "../core/requests/server-request.js";
import { AllowedMethods } from "../core/user-agent-core/allowed-methods.js";
import { type Method, SessionStateCode } from "../generated/enums.js";
import { Grammar } from "../grammar/grammar.js";
import type { NameAddrHeader } from "../grammar/name-addr-header.js";
import type { URI } from "../grammar/uri.js";
import { Ack } from "./ack.js";
import { answerQuestion } from "./descriptions.js";
import { type Emitter, EmitterImpl } from "./emitter.js";
import { StateTransitionError } from "./exceptions/state-transition.js";
import { offerToDelegate } from "./in-dialog-requests.js";
import type { Inviter } from "./inviter.js";
import type { InviterOptions } from "./inviter-options.js";
import type { Notification } from "./notification.js";
import { referToValue } from "./refer-to.js";
import type { SessionDelegate } from "./session-delegate.js";
import type {
  SessionDescriptionHandler,
  SessionDescriptionHandlerModifier,
  SessionDescriptionHandlerOptions,
} from "./session-description-handler.js";
import type { SessionDescriptionHandlerFactory } from "./session-description-handler-factory.js";
import type { SessionOptions } from "./session-options.js";
import type {
  SessionByeOptions,
  SessionInfoOptions,
  SessionInviteOptions,
  SessionMessageOptions,
  SessionReferOptions,
} from "./session-request-options.js";
import { SessionState } from "./session-state.js";
import type { UserAgent } from "./user-agent.js";

/** A call: what {@link Inviter} and {@link Invitation} have in common. Its protocol state lives in the core; this mirrors it. */
export abstract class Session implements SessionFace {
  /** The application's own. */
  data: unknown;
  delegate: SessionDelegate | undefined;

  /** @internal Contact header of our requests in this call. */
  _contact: string | undefined;
  /** @internal The call that a REFER in this one led to. */
  _referral: Inviter | undefined;
  /** @internal */
  _replacee: Session | undefined;

  abstract readonly localIdentity: NameAddrHeader;
  abstract readonly remoteIdentity: NameAddrHeader;

  protected abstract logger: Logger;
  protected abstract _id: string;
  /** The core's id of the call. */
  protected abstract readonly core: number;
  protected _assertedIdentity: NameAddrHeader | undefined;
  protected _dialog: SessionDialog | undefined;
  protected _referralInviterOptions: InviterOptions | undefined;
  protected disposed = false;

  private onNotify: ((notification: Notification) => void) | undefined;
  private handler: SessionDescriptionHandler | undefined;
  private modifiers: Array<SessionDescriptionHandlerModifier> = [];
  private options: SessionDescriptionHandlerOptions = {};
  private modifiersReInvite: Array<SessionDescriptionHandlerModifier> = [];
  private optionsReInvite: SessionDescriptionHandlerOptions = {};
  private stateCode = SessionStateCode.Initial;
  private readonly stateEmitter: EmitterImpl<SessionState>;

  /** @internal */
  protected constructor(
    private readonly _userAgent: UserAgent,
    options: SessionOptions = {},
  ) {
    this.delegate = options.delegate;
    this.stateEmitter = new EmitterImpl((error) => this.logThrown("stateChange listener", error));
  }

  /**
   * Ends the call in whatever way its state asks for, and its media.
   * @returns A promise that resolves once a BYE, if there is one to send, is answered.
   */
  dispose(): Promise<void> {
    if (this.disposed) return Promise.resolve();
    this.disposed = true;
    this.logger.log(`Session ${this.id} in state ${this.state} is being disposed`);
    delete this.userAgent._sessions[this.id];
    if (this.state === SessionState.Established) {
      this.closeMedia();
      return this.hangUp();
    }
    this.engine.dispose(this.core);
    this.closeMedia();
    return Promise.resolve();
  }

  /** Who the other side is, as a trusted server says (P-Asserted-Identity, RFC 3325). */
  get assertedIdentity(): NameAddrHeader | undefined {
    return this._assertedIdentity;
  }

  /** The dialog, once there is one. */
  get dialog(): SessionDialog | undefined {
    this._dialog ??= SessionDialog.of(this.engine, this.core);
    return this._dialog;
  }

  /** Call-ID and the caller's tag in one. */
  get id(): string {
    return this._id;
  }

  /** The call that this one takes the place of. */
  get replacee(): Session | undefined {
    return this._replacee;
  }

  /** Undefined until an offer is made, or one is answered. */
  get sessionDescriptionHandler(): SessionDescriptionHandler | undefined {
    return this.handler;
  }

  get sessionDescriptionHandlerFactory(): SessionDescriptionHandlerFactory {
    return this.userAgent.configuration.sessionDescriptionHandlerFactory;
  }

  /** For the descriptions of the first INVITE. May be set until it is answered. */
  get sessionDescriptionHandlerModifiers(): Array<SessionDescriptionHandlerModifier> {
    return this.modifiers;
  }
  set sessionDescriptionHandlerModifiers(modifiers: Array<SessionDescriptionHandlerModifier>) {
    this.modifiers = modifiers.slice();
  }

  /** For the descriptions of the first INVITE. May be set until it is answered. */
  get sessionDescriptionHandlerOptions(): SessionDescriptionHandlerOptions {
    return this.options;
  }
  set sessionDescriptionHandlerOptions(options: SessionDescriptionHandlerOptions) {
    this.options = { ...options };
  }

  /** For the descriptions of re-INVITEs, ours and theirs. */
  get sessionDescriptionHandlerModifiersReInvite(): Array<SessionDescriptionHandlerModifier> {
    return this.modifiersReInvite;
  }
  set sessionDescriptionHandlerModifiersReInvite(modifiers: Array<SessionDescriptionHandlerModifier>) {
    this.modifiersReInvite = modifiers.slice();
  }

  /** For the descriptions of re-INVITEs, ours and theirs. */
  get sessionDescriptionHandlerOptionsReInvite(): SessionDescriptionHandlerOptions {
    return this.optionsReInvite;
  }
  set sessionDescriptionHandlerOptionsReInvite(options: SessionDescriptionHandlerOptions) {
    this.optionsReInvite = { ...options };
  }

  get state(): SessionState {
    return SessionState[SessionStateCode[this.stateCode] as keyof typeof SessionState];
  }

  /** Emits each new state, inside the transition. */
  get stateChange(): Emitter<SessionState> {
    return this.stateEmitter;
  }

  get userAgent(): UserAgent {
    return this._userAgent;
  }

  /** Hangs up: sends BYE. Rejects with {@link StateTransitionError} unless established. */
  bye(options: SessionByeOptions = {}): Promise<OutgoingByeRequest> {
    const refused = this.refuseUnlessEstablished("bye");
    return refused ?? this._bye(options.requestDelegate, options.requestOptions);
  }

  /** Sends INFO. Rejects with {@link StateTransitionError} unless established. */
  info(options: SessionInfoOptions = {}): Promise<OutgoingInfoRequest> {
    const refused = this.refuseUnlessEstablished("info");
    return refused ?? this._info(options.requestDelegate, options.requestOptions);
  }

  /**
   * Renegotiates: sends a re-INVITE. Rejects with {@link StateTransitionError} unless established, with
   * {@link RequestPendingError} while another one is under way, and with what the session description handler rejects with.
   * Resolves when it is sent; `requestDelegate` hears of the answer once that has been applied.
   */
  invite(options: SessionInviteOptions = {}): Promise<OutgoingInviteRequest> {
    const refused = this.refuseUnlessEstablished("invite");
    if (refused) return refused;
    if (options.sessionDescriptionHandlerModifiers) {
      this.sessionDescriptionHandlerModifiersReInvite = options.sessionDescriptionHandlerModifiers;
    }
    if (options.sessionDescriptionHandlerOptions) {
      this.sessionDescriptionHandlerOptionsReInvite = options.sessionDescriptionHandlerOptions;
    }
    const headers = (options.requestOptions?.extraHeaders ?? []).slice();
    if (this._contact) headers.push(`Contact: ${this._contact}`);
    return this.engine.reinvite(this.core, headers, options.withoutSdp ?? false, {
      delegate: options.requestDelegate,
    });
  }

  /** Sends MESSAGE. Rejects with {@link StateTransitionError} unless established. */
  message(options: SessionMessageOptions = {}): Promise<OutgoingMessageRequest> {
    const refused = this.refuseUnlessEstablished("message");
    return refused ?? this._message(options.requestDelegate, options.requestOptions);
  }

  /**
   * Asks the other side to call somebody else: sends REFER (RFC 3515).
   * @param referTo - Whom; or another established call, whose place theirs shall take (RFC 3891).
   */
  refer(referTo: URI | Session, options: SessionReferOptions = {}): Promise<OutgoingReferRequest> {
    const refused = this.refuseUnlessEstablished("refer");
    if (refused) return refused;
    const value = referToValue(referTo);
    if (value === undefined) {
      this.logger.error("Session.refer() needs an established session, or a URI, as its target.");
      return Promise.reject(new StateTransitionError(`Invalid session state ${this.state}`));
    }
    const extraHeaders = [
      ...(options.requestOptions?.extraHeaders ?? []),
      `Referred-By: <${this.userAgent.configuration.uri}>`,
      ...(this._contact ? [`Contact: ${this._contact}`] : []),
      `Allow: ${AllowedMethods}`,
      `Refer-To: ${value}`,
    ];
    const requestOptions = { ...options.requestOptions, extraHeaders };
    return this._refer(options.onNotify, options.requestDelegate, requestOptions);
  }

  /** @internal */
  _bye(delegate?: OutgoingRequestDelegate, options?: RequestOptions): Promise<OutgoingByeRequest> {
    const headers = options?.extraHeaders ?? [];
    return this.engine.bye(this.core, headers, options?.body, { delegate });
  }

  /** @internal */
  _info(
    delegate?: OutgoingRequestDelegate,
    options?: RequestOptions,
  ): Promise<OutgoingInfoRequest> {
    return this.send("INFO", delegate, options);
  }

  /** @internal */
  _message(
    delegate?: OutgoingRequestDelegate,
    options?: RequestOptions,
  ): Promise<OutgoingMessageRequest> {
    return this.send("MESSAGE", delegate, options);
  }

  /** @internal */
  _refer(
    onNotify?: (notification: Notification) => void,
    delegate?: OutgoingRequestDelegate,
    options?: RequestOptions,
  ): Promise<OutgoingReferRequest> {
    this.onNotify = onNotify;
    return this.send("REFER", delegate, options);
  }

  /** @internal Tells who referred us how the call goes (RFC 3515 §2.4.4). */
  _notify(delegate: OutgoingRequestDelegate, options: RequestOptions): Promise<OutgoingRequest> {
    return this.send("NOTIFY", delegate, options);
  }

  // What the core tells (SessionFace).

  /** @internal */
  onState(code: SessionStateCode): void {
    // An answer that came while our request was still being sent has taken us further already.
    if (code <= this.stateCode) return;
    this.stateCode = code;
    this.logger.log(`Session ${this.id} transitioned to state ${this.state}`);
    this.stateEmitter.emit(this.state);
    if (code === SessionStateCode.Terminated) void this.dispose();
  }

  /** @internal */
  onRequest(request: ServerRequest, method: Method): boolean {
    return offerToDelegate(this, request, method, this.onNotify, this._referralInviterOptions);
  }

  /** @internal */
  onCancel(_message: IncomingRequestMessage | undefined): void {}

  /** @internal */
  onAck(message: IncomingRequestMessage): void {
    this.delegate?.onAck?.(new Ack({ message }));
  }

  /** @internal */
  onReinvite(message: IncomingRequestMessage, response: string, status: number): void {
    this.readAssertedIdentity(message);
    this.delegate?.onInvite?.(message, response, status);
  }

  /** @internal */
  onDialog(_awaitingAck: boolean): void {
    this._dialog = SessionDialog.of(this.engine, this.core) ?? this._dialog;
  }

  /** @internal */
  onQuestion(question: Question): void {
    const options = question.reinvite
      ? { options: this.optionsReInvite, modifiers: this.modifiersReInvite }
      : { options: this.options, modifiers: this.modifiers };
    answerQuestion(question, () => this.setupSessionDescriptionHandler(), options, this.logger);
  }

  // For the subclasses.

  protected get engine(): Engine {
    return this.userAgent.userAgentCore.engine;
  }

  protected readAssertedIdentity(message: IncomingMessage): void {
    const value = message.getHeader("P-Asserted-Identity");
    if (value) this._assertedIdentity = Grammar.nameAddrHeaderParse(value);
  }

  /** The rejection of a call that the state does not allow. */
  protected invalidState(method: string): Promise<never> {
    this.logger.error(`${method}() may not be called in session state ${this.state}`);
    return Promise.reject(new StateTransitionError(`Invalid session state ${this.state}`));
  }

  /** The session description handler, made on first use. */
  protected setupSessionDescriptionHandler(): SessionDescriptionHandler {
    if (this.handler) return this.handler;
    const { sessionDescriptionHandlerFactoryOptions } = this.userAgent.configuration;
    const factory = this.sessionDescriptionHandlerFactory;
    this.handler = factory(this, sessionDescriptionHandlerFactoryOptions);
    this.delegate?.onSessionDescriptionHandler?.(this.handler, false);
    return this.handler;
  }

  protected logThrown(what: string, error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.logger.error(`A ${what} of the application threw: ${text}`);
  }

  private send(
    method: string,
    delegate: OutgoingRequestDelegate | undefined,
    options: RequestOptions = {},
  ): Promise<OutgoingRequest> {
    const headers = options.extraHeaders ?? [];
    return this.engine.sessionRequest(this.core, method, headers, options.body, { delegate });
  }

  private refuseUnlessEstablished(method: string): Promise<never> | undefined {
    if (this.state === SessionState.Established) return undefined;
    return this.invalidState(`Session.${method}`);
  }

  private hangUp(): Promise<void> {
    return new Promise((resolve) => {
      const answered = (): void => resolve();
      const delegate = { onAccept: answered, onRedirect: answered, onReject: answered };
      this.engine.bye(this.core, [], undefined, { delegate }).then(
        // The peer's own BYE may have come first: then there is nothing to wait for.
        ({ wasSent }) => wasSent || resolve(),
        () => resolve(),
      );
    });
  }

  private closeMedia(): void {
    try {
      this.handler?.close();
    } catch (error) {
      this.logThrown("session description handler", error);
    }
  }
}
