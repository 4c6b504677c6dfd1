// What a user agent is to the engine that drives its core.
import type { EngineHost } from "../core/faces.js";
import { FieldList } from "../core/fields.js";
import type { LoggerFactory } from "../core/log/logger-factory.js";
import type { ServerRequest } from "../core/requests/server-request.js";
import { Method } from "../generated/enums.js";
import { makeError } from "./errors.js";
import { Invitation } from "./invitation.js";
import { Message } from "./message.js";
import { Notification } from "./notification.js";
import type { UserAgent } from "./user-agent.js";

const defaultNoAnswerSeconds = 60;

export class UserAgentHost implements EngineHost {
  readonly makeError = makeError;

  constructor(
    private readonly userAgent: UserAgent,
    readonly loggerFactory: LoggerFactory,
    private readonly supported: ReadonlyArray<string>,
  ) {}

  configuration(): string {
    const { configuration, contact, transport } = this.userAgent;
    const { uri, authorizationUsername, noAnswerTimeout } = configuration;
    const list = new FieldList();
    list.add("Via", configuration.hackViaTcp ? "TCP" : transport.protocol);
    list.add("Via", configuration.viaHost).addFlag(configuration.forceRport);
    list.add("uri", String(uri)).add("Contact", contact.toString({ register: true }));
    list.add("User-Agent", configuration.userAgentString);
    list.addAll("option tag", this.supported);
    list.add("user name", authorizationUsername || uri.user || "");
    list.add("password", configuration.authorizationPassword);
    list.add("HA1", configuration.authorizationHa1);
    list.addNumber(Math.max(1, Math.round(noAnswerTimeout || defaultNoAnswerSeconds)));
    list.addFlag(configuration.sendInitialProvisionalResponse);
    const { messageBytes, headerCount, headerBytes } = configuration.messageLimits;
    for (const limit of [messageBytes, headerCount, headerBytes]) list.addNumber(limit ?? 0);
    return String(list);
  }

  send(text: string): Promise<void> {
    return this.userAgent.transport.send(text);
  }

  onInvite(session: number, request: ServerRequest): void {
    const { delegate, userAgentCore } = this.userAgent;
    let invitation: Invitation;
    try {
      invitation = new Invitation(this.userAgent, request);
    } catch (error) {
      // The caller must not be left to ring for nobody.
      userAgentCore.engine.dispose(session);
      throw error;
    }
    userAgentCore.engine.offerInvitation(session, delegate?.onInvite !== undefined);
    delegate?.onInvite?.(invitation);
  }

  onRequest(request: ServerRequest, method: Method): boolean {
    const { configuration, delegate } = this.userAgent;
    switch (method) {
      case Method.Message:
        delegate?.onMessage?.(new Message(request));
        return delegate?.onMessage !== undefined;
      case Method.Notify:
        if (delegate?.onNotify) delegate.onNotify(new Notification(request));
        else if (configuration.allowLegacyNotifications) request.accept();
        else return false;
        return true;
      case Method.Refer:
        delegate?.onReferRequest?.(request);
        return delegate?.onReferRequest !== undefined;
      case Method.Register:
        delegate?.onRegisterRequest?.(request);
        return delegate?.onRegisterRequest !== undefined;
      case Method.Subscribe:
        delegate?.onSubscribeRequest?.(request);
        return delegate?.onSubscribeRequest !== undefined;
      default:
        return false;
    }
  }
}
