import type { URI } from "../../grammar/uri.js";
import { Engine } from "../engine.js";
import type { EngineHost } from "../faces.js";
import type { LoggerFactory } from "../log/logger-factory.js";
import type { Body } from "../messages/body.js";
import type { OutgoingRequest, OutgoingRequestDelegate } from "../messages/outgoing-request.js";
import {
  OutgoingRequestMessage,
  type OutgoingRequestMessageOptions,
} from "../messages/outgoing-request-message.js";
import type { Transport } from "../transport.js";
import type { UserAgentCoreConfiguration } from "./user-agent-core-configuration.js";

/** The part of a user agent that speaks SIP: requests outside calls, for applications that need no more. */
export class UserAgentCore {
  /** @internal The C++ core behind it. */
  readonly engine: Engine;

  /** @internal */
  constructor(
    readonly configuration: UserAgentCoreConfiguration,
    host: EngineHost,
  ) {
    this.engine = new Engine(host);
  }

  get loggerFactory(): LoggerFactory {
    return this.configuration.loggerFactory;
  }

  get transport(): Transport {
    const transport = this.configuration.transportAccessor();
    if (!transport) throw new Error("Transport undefined.");
    return transport;
  }

  /** Ends everything at once, without telling anybody; the core can be used again. */
  dispose(): void {
    this.reset();
  }

  /** Ends everything at once, without telling anybody; the core can be used again. */
  reset(): void {
    this.engine.reset();
  }

  /**
   * Sends a request outside a dialog, answering challenges on the way.
   * @throws {@link HeaderInjectionError} for a value with CR, LF or NUL, TypeError for one that no request can carry.
   */
  request(message: OutgoingRequestMessage, delegate?: OutgoingRequestDelegate): OutgoingRequest {
    return this.engine.request(message, delegate);
  }

  /** Sends a MESSAGE; as {@link UserAgentCore.request}. */
  message(message: OutgoingRequestMessage, delegate?: OutgoingRequestDelegate): OutgoingRequest {
    return this.request(message, delegate);
  }

  /** Sends a REGISTER, once: a Registerer keeps a registration. As {@link UserAgentCore.request}. */
  register(message: OutgoingRequestMessage, delegate?: OutgoingRequestDelegate): OutgoingRequest {
    return this.request(message, delegate);
  }

  /** Makes a request message with this user agent's own options. */
  makeOutgoingRequestMessage(
    method: string,
    requestURI: URI,
    fromURI: URI,
    toURI: URI,
    options: OutgoingRequestMessageOptions,
    extraHeaders?: Array<string>,
    body?: Body,
  ): OutgoingRequestMessage {
    const { configuration } = this;
    const { contact } = configuration;
    const optionTags = configuration.supportedOptionTags.slice();
    if (method === "REGISTER") optionTags.push("path", "gruu");
    if (method === "INVITE" && (contact.pubGruu || contact.tempGruu)) optionTags.push("gruu");
    return new OutgoingRequestMessage(
      method,
      requestURI,
      fromURI,
      toURI,
      {
        callIdPrefix: configuration.sipjsId,
        forceRport: configuration.viaForceRport,
        fromDisplayName: configuration.displayName,
        hackViaTcp: configuration.hackViaTcp,
        optionTags,
        routeSet: configuration.routeSet,
        userAgentString: configuration.userAgentHeaderFieldValue ?? "",
        viaHost: configuration.viaHost,
        ...options,
      },
      extraHeaders,
      body,
    );
  }
}
