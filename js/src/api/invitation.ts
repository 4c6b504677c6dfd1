import type { FieldList } from "../core/fields.js";
import type { Logger } from "../core/log/logger.js";
import { fromBodyLegacy } from "../core/messages/body.js";
import type { IncomingRequestMessage } from "../core/messages/incoming-request-message.js";
import { responseFields, type ServerRequest } from "../core/requests/server-request.js";
import type { NameAddrHeader } from "../grammar/name-addr-header.js";
import { Cancel } from "./cancel.js";
import type {
  InvitationAcceptOptions,
  InvitationProgressOptions,
  InvitationRejectOptions,
} from "./invitation-options.js";
import { Session } from "./session.js";
import { SessionState } from "./session-state.js";
import type { UserAgent } from "./user-agent.js";

/** A call somebody makes to us. */
export class Invitation extends Session {
  protected readonly logger: Logger;
  protected readonly _id: string;
  protected readonly core: number;

  /** @internal */
  constructor(
    userAgent: UserAgent,
    private readonly incomingInviteRequest: ServerRequest,
  ) {
    super(userAgent);
    this.logger = userAgent.getLogger("sip.Invitation");
    this.core = incomingInviteRequest.session;
    this._contact = userAgent.contact.toString();
    this.readAssertedIdentity(this.request);
    this._id = this.request.callId + this.request.fromTag;
    this.engine.addSession(this.core, this);
    userAgent._sessions[this._id] = this;
  }

  /** Whether 180 Ringing is sent before anybody is asked. */
  get autoSendAnInitialProvisionalResponse(): boolean {
    return this.userAgent.configuration.sendInitialProvisionalResponse;
  }

  /** Body of the INVITE. */
  get body(): string | undefined {
    return this.request.body;
  }

  get localIdentity(): NameAddrHeader {
    return this.request.to;
  }

  get remoteIdentity(): NameAddrHeader {
    return this.request.from;
  }

  /** The INVITE. */
  get request(): IncomingRequestMessage {
    return this.incomingInviteRequest.message;
  }

  /**
   * Takes the call: sends 200 with a description.
   *
   * Resolves when it is sent, and also if the caller gives up meanwhile. Rejects, and refuses the call, with what the
   * session description handler rejects with; with {@link SessionTerminatedError} if the call ends meanwhile in another way;
   * with {@link StateTransitionError} if it cannot be taken any more.
   */
  accept(options: InvitationAcceptOptions = {}): Promise<void> {
    this.logger.log("Invitation.accept");
    if (this.state !== SessionState.Initial) return this.invalidState("Invitation.accept");
    this.takeDescriptionOptions(options);
    return this.answer("accept", () =>
      responseFields({ statusCode: 200, extraHeaders: this.withContact(options.extraHeaders) }),
    );
  }

  /**
   * Tells the caller that something happens: sends 180, or as the options say; a 183 without body gets a description.
   * @throws TypeError for a status code that is not 100 to 199.
   */
  progress(options: InvitationProgressOptions = {}): Promise<void> {
    this.logger.log("Invitation.progress");
    if (this.state !== SessionState.Initial) return this.invalidState("Invitation.progress");
    const statusCode = options.statusCode || 180;
    if (statusCode < 100 || statusCode > 199) {
      throw new TypeError(`Invalid statusCode: ${statusCode}`);
    }
    this.takeDescriptionOptions(options);
    return this.answer("progress", () => answerFields(statusCode, options));
  }

  /**
   * Refuses the call, also while {@link Invitation.accept} is under way.
   * @throws TypeError for a status code that is not 300 to 699.
   */
  reject(options: InvitationRejectOptions = {}): Promise<void> {
    this.logger.log("Invitation.reject");
    const { state } = this;
    if (state !== SessionState.Initial && state !== SessionState.Establishing) {
      return this.invalidState("Invitation.reject");
    }
    const statusCode = options.statusCode || 480;
    if (statusCode < 300 || statusCode > 699) {
      throw new TypeError(`Invalid statusCode: ${statusCode}`);
    }
    return this.answer("reject", () => answerFields(statusCode, options));
  }

  /** @internal */
  override onCancel(message: IncomingRequestMessage | undefined): void {
    this.logger.log("Invitation._onCancel");
    if (message) this.delegate?.onCancel?.(new Cancel(message));
  }

  private answer(verb: "progress" | "accept" | "reject", response: () => FieldList): Promise<void> {
    return this.engine.answerInvite(verb, this.core, response).then(() => undefined);
  }

  private withContact(extraHeaders: Array<string> = []): Array<string> {
    // RFC 5627 §3.3: a GRUU, once there is one, is what others reach us by. Otherwise the core writes our contact.
    const { pubGruu } = this.userAgent.contact;
    return pubGruu ? [...extraHeaders, `Contact: ${this._contact}`] : extraHeaders;
  }

  private takeDescriptionOptions({
    sessionDescriptionHandlerModifiers,
    sessionDescriptionHandlerOptions,
  }: InvitationAcceptOptions): void {
    if (sessionDescriptionHandlerModifiers) {
      this.sessionDescriptionHandlerModifiers = sessionDescriptionHandlerModifiers;
    }
    if (sessionDescriptionHandlerOptions) {
      this.sessionDescriptionHandlerOptions = sessionDescriptionHandlerOptions;
    }
  }
}

function answerFields(
  statusCode: number,
  { body, extraHeaders, reasonPhrase }: InvitationProgressOptions | InvitationRejectOptions,
): FieldList {
  return responseFields({
    statusCode,
    ...(reasonPhrase ? { reasonPhrase } : {}),
    ...(extraHeaders ? { extraHeaders } : {}),
    ...(body ? { body: fromBodyLegacy(body) } : {}),
  });
}
