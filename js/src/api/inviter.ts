import type { Question } from "../core/faces.js";
import type { Logger } from "../core/log/logger.js";
import type { IncomingResponse } from "../core/messages/incoming-response.js";
import type { OutgoingInviteRequest } from "../core/messages/methods.js";
import type { OutgoingRequestMessage } from "../core/messages/outgoing-request-message.js";
import { getReasonPhrase, newTag } from "../core/messages/utils.js";
import { tellDelegate } from "../core/requests/client-request.js";
import { AllowedMethods } from "../core/user-agent-core/allowed-methods.js";
import { EffectKind, type ResponseKind } from "../generated/enums.js";
import type { NameAddrHeader } from "../grammar/name-addr-header.js";
import type { URI } from "../grammar/uri.js";
import type {
  InviterCancelOptions,
  InviterInviteOptions,
  InviterOptions,
} from "./inviter-options.js";
import { notifyReferrer } from "./referral-progress.js";
import { Session } from "./session.js";
import type { BodyAndContentType } from "./session-description-handler.js";
import { SessionState } from "./session-state.js";
import { uriOption } from "./uri-option.js";
import type { UserAgent } from "./user-agent.js";

/** A call we make. */
export class Inviter extends Session {
  /** @internal The call in which somebody referred us here. */
  _referred: Session | undefined;

  protected readonly logger: Logger;
  protected readonly _id: string;
  protected readonly core: number;

  private readonly earlyMedia: boolean;
  private readonly inviteWithoutSdp: boolean;
  private readonly fromTag: string;
  private readonly outgoingRequestMessage: OutgoingRequestMessage;
  private readonly render: { body: string; contentType: string } | undefined;

  /**
   * Nothing is sent before {@link Inviter.invite}.
   * @param targetURI - Whom to call.
   * @throws TypeError if a URI of the options does not parse.
   */
  constructor(userAgent: UserAgent, targetURI: URI, options: InviterOptions = {}) {
    super(userAgent, options);
    this.logger = userAgent.getLogger("sip.Inviter");
    this.earlyMedia = options.earlyMedia ?? false;
    this.inviteWithoutSdp = options.inviteWithoutSdp ?? false;
    this.fromTag = options.params?.fromTag || newTag();
    const { renderbody, rendertype } = options;
    if (renderbody && rendertype) this.render = { body: renderbody, contentType: rendertype };

    const anonymous = options.anonymous ?? false;
    const { contact } = userAgent;
    // RFC 5626 §4.3: "ob" asks that requests in the dialog come over this connection; a GRUU sees to that itself.
    const outbound = anonymous ? !contact.tempGruu : !contact.pubGruu;
    this._contact = contact.toString({ anonymous, outbound });
    const params = { ...options.params };
    const extraHeaders = (options.extraHeaders ?? []).slice();
    if (anonymous) {
      // RFC 3323 §4.1.1.3; the server learns from P-Preferred-Identity who it is (RFC 3325 §9.2).
      params.fromDisplayName = "Anonymous";
      params.fromUri = "sip:anonymous@anonymous.invalid";
      extraHeaders.push(`P-Preferred-Identity: ${userAgent.configuration.uri}`, "Privacy: id");
    }
    extraHeaders.push(`Contact: ${this._contact}`, `Allow: ${AllowedMethods}`);
    const { fromUri, toUri, ...messageOptions } = params;
    this.outgoingRequestMessage = userAgent.userAgentCore.makeOutgoingRequestMessage(
      "INVITE",
      targetURI,
      uriOption("from", fromUri, userAgent.userAgentCore.configuration.aor),
      uriOption("to", toUri, targetURI),
      { ...messageOptions, fromTag: this.fromTag },
      extraHeaders,
    );
    this._referralInviterOptions = { ...options, params, extraHeaders };
    this.takeDescriptionOptions(options);
    this._id = this.outgoingRequestMessage.callId + this.fromTag;
    this.core = this.engine.createInviter(this);
    userAgent._sessions[this._id] = this;
  }

  /** Body of the INVITE, once there is one. */
  get body(): BodyAndContentType | undefined {
    return this.outgoingRequestMessage.body;
  }

  get localIdentity(): NameAddrHeader {
    return this.outgoingRequestMessage.from;
  }

  get remoteIdentity(): NameAddrHeader {
    return this.outgoingRequestMessage.to;
  }

  /** The INVITE. May be changed until it is sent. */
  get request(): OutgoingRequestMessage {
    return this.outgoingRequestMessage;
  }

  /**
   * Gives the call up: sends CANCEL as soon as that is allowed (RFC 3261 §9.1), and BYE should an answer have crossed it.
   * Rejects with {@link StateTransitionError} once the call is established or over.
   */
  cancel(options: InviterCancelOptions = {}): Promise<void> {
    this.logger.log("Inviter.cancel");
    const { state } = this;
    if (state !== SessionState.Initial && state !== SessionState.Establishing) {
      return this.invalidState("Inviter.cancel");
    }
    const headers = (options.extraHeaders ?? []).slice();
    const { statusCode, reasonPhrase } = options;
    if (statusCode && reasonPhrase) {
      if (statusCode < 200 || statusCode > 699) {
        throw new TypeError(`Invalid statusCode: ${statusCode}`);
      }
      const text = (getReasonPhrase(statusCode) || reasonPhrase).replace(/["\\]/g, "\\$&");
      headers.push(`Reason: SIP;cause=${statusCode};text="${text}"`);
    }
    return this.engine.cancel(this.core, headers);
  }

  /**
   * Sends the INVITE; later calls send re-INVITEs, as {@link Session.invite}.
   *
   * Resolves when it is sent. `requestDelegate` hears of the answers, of a 2xx once its description has been applied and the
   * ACK is sent. Rejects, and ends the call, with what the session description handler rejects with; with
   * {@link SessionTerminatedError} if the call is given up first; with {@link HeaderInjectionError} for a value with CR or LF.
   */
  override invite(options: InviterInviteOptions = {}): Promise<OutgoingInviteRequest> {
    this.logger.log("Inviter.invite");
    if (this.state !== SessionState.Initial) return super.invite(options);
    this.takeDescriptionOptions(options);
    const withoutDescription = options.withoutSdp || this.inviteWithoutSdp;
    if (withoutDescription) this.outgoingRequestMessage.body = this.render;
    return this.engine.invite(
      this.core,
      this.outgoingRequestMessage,
      { withoutDescription, earlyMedia: this.earlyMedia },
      {
        message: this.outgoingRequestMessage,
        observe: (kind, response) => this.onResponse(kind, response, options),
      },
    );
  }

  /** @internal */
  override onQuestion(question: Question): void {
    if (question.kind !== EffectKind.NeedOffer || question.reinvite) {
      super.onQuestion(question);
      return;
    }
    super.onQuestion({
      ...question,
      answer: (body) => {
        if (body) {
          const { content, contentType } = body;
          this.outgoingRequestMessage.body = { body: content, contentType };
        }
        question.answer(body);
      },
    });
  }

  private onResponse(
    kind: ResponseKind,
    response: IncomingResponse,
    { requestDelegate }: InviterInviteOptions,
  ): void {
    this.readAssertedIdentity(response.message);
    if (this._referred) notifyReferrer(this, this._referred, response.message);
    tellDelegate(requestDelegate, kind, response);
  }

  private takeDescriptionOptions(options: InviterOptions | InviterInviteOptions): void {
    const { sessionDescriptionHandlerModifiers, sessionDescriptionHandlerOptions } = options;
    if (sessionDescriptionHandlerModifiers) {
      this.sessionDescriptionHandlerModifiers = sessionDescriptionHandlerModifiers;
    }
    if (sessionDescriptionHandlerOptions) {
      this.sessionDescriptionHandlerOptions = sessionDescriptionHandlerOptions;
    }
    if ("sessionDescriptionHandlerModifiersReInvite" in options) {
      this.sessionDescriptionHandlerModifiersReInvite =
        options.sessionDescriptionHandlerModifiersReInvite ?? [];
    }
    if ("sessionDescriptionHandlerOptionsReInvite" in options) {
      this.sessionDescriptionHandlerOptionsReInvite =
        options.sessionDescriptionHandlerOptionsReInvite ?? {};
    }
  }
}
