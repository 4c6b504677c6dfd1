import { Levels } from "../core/log/levels.js";
import type { Logger } from "../core/log/logger.js";
import { LoggerFactory } from "../core/log/logger-factory.js";
import { createRandomToken } from "../core/messages/utils.js";
import { UserAgentCore } from "../core/user-agent-core/user-agent-core.js";
import type { Contact } from "../core/user-agent-core/user-agent-core-configuration.js";
import { Grammar } from "../grammar/grammar.js";
import { URI } from "../grammar/uri.js";
import { makeContact } from "./contact.js";
import { type Emitter, EmitterImpl } from "./emitter.js";
import { Inviter } from "./inviter.js";
import type { InviterOptions } from "./inviter-options.js";
import { logOptions } from "./log-options.js";
import { platformDefaults } from "./platform-defaults.js";
import type { Registerer } from "./registerer.js";
import type { Session } from "./session.js";
import { stripUndefined } from "./strip-undefined.js";
import type { Transport } from "./transport.js";
import type { UserAgentDelegate } from "./user-agent-delegate.js";
import { UserAgentHost } from "./user-agent-host.js";
import {
  SIPExtension,
  type UserAgentOptions,
  UserAgentRegisteredOptionTags,
} from "./user-agent-options.js";
import { UserAgentState } from "./user-agent-state.js";
import { name, version } from "./version.js";

/** One address of record and its connection: makes and takes calls. */
export class UserAgent {
  /** The application's own. */
  data: unknown;
  delegate: UserAgentDelegate | undefined;

  /** @internal Live ones, by id. */
  _registerers: { [id: string]: Registerer } = {};
  /** @internal Live ones, by id. */
  _sessions: { [id: string]: Session } = {};

  private readonly options: Required<UserAgentOptions>;
  private readonly loggerFactory = new LoggerFactory();
  private readonly logger: Logger;
  private readonly _transport: Transport;
  private readonly _contact: Contact;
  private readonly _instanceId: string;
  private readonly _userAgentCore: UserAgentCore;
  private _state = UserAgentState.Stopped;
  private readonly stateEmitter: EmitterImpl<UserAgentState>;

  /** @throws Error for an instance id that is no UUID, and whatever the transport's constructor throws. */
  constructor(options: UserAgentOptions = {}) {
    this.delegate = options.delegate;
    this.options = {
      ...UserAgent.defaultOptions(),
      sipjsId: createRandomToken(5),
      uri: new URI("sip", `anonymous.${createRandomToken(6)}`, "anonymous.invalid"),
      viaHost: `${createRandomToken(12)}.invalid`,
      ...stripUndefined(options),
    };
    const { hackIpInContact } = this.options;
    if (typeof hackIpInContact === "string" && hackIpInContact) {
      this.options.viaHost = hackIpInContact;
    } else if (hackIpInContact) {
      // RFC 5737: 192.0.2.0/24 is for documentation, so it is nobody's address.
      this.options.viaHost = `192.0.2.${1 + (parseInt(createRandomToken(4), 32) % 254)}`;
    }

    this.logger = this.getLogger("sip.UserAgent");
    this.setUpLog();
    this.stateEmitter = new EmitterImpl((error) => this.logger.error(`A listener threw: ${error}`));
    const Transport = this.options.transportConstructor;
    this._transport = new Transport(this.getLogger("sip.Transport"), this.options.transportOptions);
    this._instanceId = this.options.instanceId || globalThis.crypto.randomUUID();
    if (Grammar.parse(this._instanceId, "uuid") === -1) throw new Error("Invalid instanceId.");
    this._contact = makeContact({
      ...this.options,
      instanceId: this.options.instanceIdAlwaysAdded ? this._instanceId : undefined,
    });
    this._userAgentCore = this.makeCore();
    this.transport.onConnect = () => this.onTransportConnect();
    this.transport.onDisconnect = (error) => this.onTransportDisconnect(error);
    this.transport.onMessage = (message) => this.onTransportMessage(message);
  }

  /** A URI from text, undefined if it is no sip: or sips: URI. */
  static makeURI(uri: string): URI | undefined {
    return Grammar.URIParse(uri);
  }

  private static defaultOptions(): Required<UserAgentOptions> {
    return {
      allowLegacyNotifications: false,
      authorizationHa1: "",
      authorizationPassword: "",
      authorizationUsername: "",
      delegate: {},
      contactName: "",
      contactParams: { transport: "ws" },
      displayName: "",
      forceRport: false,
      gracefulShutdown: true,
      hackAllowUnregisteredOptionTags: false,
      hackIpInContact: false,
      hackViaTcp: false,
      instanceId: "",
      instanceIdAlwaysAdded: false,
      logBuiltinEnabled: true,
      logConfiguration: true,
      logConnector: () => undefined,
      logLevel: "log",
      messageLimits: {},
      noAnswerTimeout: 60,
      preloadedRouteSet: [],
      reconnectionAttempts: 0,
      reconnectionDelay: 4,
      sendInitialProvisionalResponse: true,
      sessionDescriptionHandlerFactoryOptions: {},
      sipExtension100rel: SIPExtension.Unsupported,
      sipExtensionReplaces: SIPExtension.Unsupported,
      sipExtensionExtraSupported: [],
      sipjsId: "",
      transportOptions: {},
      uri: new URI("sip", "anonymous", "anonymous.invalid"),
      userAgentString: `${name}/${version}`,
      viaHost: "",
      ...platformDefaults(),
    };
  }

  /** The options in effect. Changes to credentials, timeouts and descriptions take effect with the next request. */
  get configuration(): Required<UserAgentOptions> {
    return this.options;
  }

  get contact(): Contact {
    return this._contact;
  }

  /** A UUID for this device. */
  get instanceId(): string {
    return this._instanceId;
  }

  get state(): UserAgentState {
    return this._state;
  }

  /** Emits each new state, inside the transition. */
  get stateChange(): Emitter<UserAgentState> {
    return this.stateEmitter;
  }

  get transport(): Transport {
    return this._transport;
  }

  /** The part that speaks SIP. */
  get userAgentCore(): UserAgentCore {
    return this._userAgentCore;
  }

  getLogger(category: string, label?: string): Logger {
    return this.loggerFactory.getLogger(category, label);
  }

  getLoggerFactory(): LoggerFactory {
    return this.loggerFactory;
  }

  /** Whether the transport is connected. */
  isConnected(): boolean {
    return this.transport.isConnected();
  }

  /** Connects again after the connection was lost. Rejects if that fails, or the user agent is stopped. */
  reconnect(): Promise<void> {
    if (this.state === UserAgentState.Stopped) {
      return Promise.reject(new Error("User agent stopped."));
    }
    // Not inside a callback of the transport's, which forbids it.
    return Promise.resolve().then(() => this.transport.connect());
  }

  /** Connects. Resolves when connected, rejects if that fails; the user agent is started either way. */
  start(): Promise<void> {
    if (this.state === UserAgentState.Started) {
      this.logger.warn("User agent already started");
      return Promise.resolve();
    }
    this.logger.log(`Starting ${this.configuration.uri}`);
    this.enter(UserAgentState.Started);
    return this.transport.connect();
  }

  /**
   * Unregisters, ends all calls and disconnects, one after the other, and resolves when that is done. Without
   * `gracefulShutdown` nobody is told.
   */
  async stop(): Promise<void> {
    if (this.state === UserAgentState.Stopped) {
      this.logger.warn("User agent already stopped");
      return;
    }
    this.logger.log(`Stopping ${this.configuration.uri}`);
    if (!this.options.gracefulShutdown) {
      this.transport.dispose().catch((error: Error) => this.logger.error(error.message));
      this.userAgentCore.dispose();
      this._registerers = {};
      this._sessions = {};
      this.enter(UserAgentState.Stopped);
      return;
    }
    // Those there are now: start() may be called again before all have ended.
    for (const registerer of Object.values(this._registerers)) await registerer.dispose();
    for (const session of Object.values(this._sessions)) await session.dispose();
    await this.transport.dispose();
    this.userAgentCore.dispose();
    this.enter(UserAgentState.Stopped);
  }

  /** @internal For Referral, which must not know Inviter: they would know each other. */
  _makeInviter(targetURI: URI, options?: InviterOptions): Inviter {
    return new Inviter(this, targetURI, options);
  }

  private setUpLog(): void {
    const { logBuiltinEnabled, logConfiguration, logConnector, logLevel } = this.options;
    this.loggerFactory.builtinEnabled = logBuiltinEnabled;
    this.loggerFactory.connector = logConnector as typeof this.loggerFactory.connector;
    if (Object.hasOwn(Levels, logLevel)) this.loggerFactory.level = Levels[logLevel];
    if (logConfiguration) logOptions(this.logger, this.options);
  }

  private makeCore(): UserAgentCore {
    const { options } = this;
    for (const extension of ["sipExtension100rel", "sipExtensionReplaces"] as const) {
      if (options[extension] !== SIPExtension.Unsupported) {
        this.logger.warn(`${extension} is not offered yet: the option is ignored.`);
      }
    }
    const tags = ["outbound", ...options.sipExtensionExtraSupported].filter(
      (tag) => options.hackAllowUnregisteredOptionTags || UserAgentRegisteredOptionTags[tag],
    );
    const supported = [...new Set(tags)];
    const configuration = {
      aor: options.uri,
      contact: this.contact,
      displayName: options.displayName,
      loggerFactory: this.loggerFactory,
      hackViaTcp: options.hackViaTcp,
      routeSet: options.preloadedRouteSet,
      sipjsId: options.sipjsId,
      supportedOptionTags: supported,
      supportedOptionTagsResponse: supported.slice(),
      userAgentHeaderFieldValue: options.userAgentString,
      viaForceRport: options.forceRport,
      viaHost: options.viaHost,
      transportAccessor: () => this.transport,
    };
    return new UserAgentCore(configuration, new UserAgentHost(this, this.loggerFactory, supported));
  }

  private onTransportConnect(): void {
    if (this.state === UserAgentState.Stopped) return;
    this.userAgentCore.engine.guard(() => this.delegate?.onConnect?.());
  }

  private onTransportDisconnect(error?: Error): void {
    this.userAgentCore.engine.transportDown();
    if (this.state === UserAgentState.Stopped) return;
    this.userAgentCore.engine.guard(() => {
      // A delegate may count its arguments: a disconnection that was asked for has none.
      if (error) this.delegate?.onDisconnect?.(error);
      else this.delegate?.onDisconnect?.();
    });
    if (error && this.options.reconnectionAttempts > 0) this.attemptReconnection();
  }

  private onTransportMessage(text: string): void {
    // A request's first line ends, and a response's begins, with the version.
    if (this.state === UserAgentState.Stopped && !/^\s*SIP\//i.test(text)) {
      this.logger.warn("Received a request while stopped. Dropping.");
      return;
    }
    this.userAgentCore.engine.receive(text);
  }

  private attemptReconnection(attempt = 1): void {
    const { reconnectionAttempts, reconnectionDelay } = this.options;
    if (attempt > reconnectionAttempts) {
      this.logger.log("Maximum reconnection attempts reached");
      return;
    }
    this.logger.log(`Reconnection attempt ${attempt} of ${reconnectionAttempts} - trying`);
    globalThis.setTimeout(
      () => {
        this.reconnect().catch((error: Error) => {
          this.logger.error(error.message);
          this.attemptReconnection(attempt + 1);
        });
      },
      attempt === 1 ? 0 : reconnectionDelay * 1000,
    );
  }

  private enter(state: UserAgentState): void {
    this.logger.log(`Transitioned from ${this._state} to ${state}`);
    this._state = state;
    this.stateEmitter.emit(state);
  }
}
