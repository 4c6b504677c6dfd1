import type { ReceivedMessage, RegistrationFace } from "../core/faces.js";
import type { Logger } from "../core/log/logger.js";
import { IncomingResponseMessage } from "../core/messages/incoming-response-message.js";
import type { OutgoingRegisterRequest } from "../core/messages/methods.js";
import type { OutgoingRequestMessage } from "../core/messages/outgoing-request-message.js";
import { AllowedMethods } from "../core/user-agent-core/allowed-methods.js";
import { RegistrationStateCode } from "../generated/enums.js";
import { Grammar } from "../grammar/grammar.js";
import { URI } from "../grammar/uri.js";
import { type Emitter, EmitterImpl } from "./emitter.js";
import { readGruus } from "./gruu.js";
import { logOptions } from "./log-options.js";
import type {
  RegistererOptions,
  RegistererRegisterOptions,
  RegistererUnregisterOptions,
} from "./registerer-options.js";
import { RegistererState } from "./registerer-state.js";
import { stripUndefined } from "./strip-undefined.js";
import type { UserAgent } from "./user-agent.js";

/** Keeps a contact registered (RFC 3261 §10). Its timers and rules live in the core; this mirrors its state. */
export class Registerer implements RegistrationFace {
  private static readonly defaultExpires = 600;
  private static readonly defaultRefreshFrequency = 99;

  private readonly logger: Logger;
  private options: RegistererOptions &
    Required<Pick<RegistererOptions, "extraHeaders" | "registrar">>;
  private readonly request: OutgoingRequestMessage;
  private readonly id: string;
  private readonly core: number;
  private readonly expires: number;
  private readonly refreshFrequency: number;
  private disposal: Promise<void> | undefined;
  private _contacts: Array<string> = [];
  private _retryAfter: number | undefined;
  private _state = RegistererState.Initial;
  private _waiting = false;
  private readonly stateEmitter: EmitterImpl<RegistererState>;
  private readonly waitingEmitter: EmitterImpl<boolean>;

  /**
   * Nothing is sent before {@link Registerer.register}.
   * @throws Error for an impossible instance id, flow number, time or refresh percentage.
   */
  constructor(
    private readonly userAgent: UserAgent,
    options: RegistererOptions = {},
  ) {
    const registrar = options.registrar?.clone() ?? userAgent.configuration.uri.clone();
    if (!options.registrar) registrar.user = undefined;
    this.options = {
      ...Registerer.defaultOptions(),
      ...stripUndefined(options),
      registrar,
      extraHeaders: (options.extraHeaders ?? []).slice(),
    };
    this.completeFlow();
    this.expires = this.options.expires || Registerer.defaultExpires;
    if (this.expires < 0) throw new Error("Invalid expires.");
    this.refreshFrequency = this.options.refreshFrequency || Registerer.defaultRefreshFrequency;
    if (this.refreshFrequency < 50 || this.refreshFrequency > 99) {
      throw new Error(
        "Invalid refresh frequency. It is a percentage of the expiration time and must be 50 to 99.",
      );
    }

    this.logger = userAgent.getLogger("sip.Registerer");
    const logThrown = (error: unknown): void => this.logger.error(`A listener threw: ${error}`);
    this.stateEmitter = new EmitterImpl(logThrown);
    this.waitingEmitter = new EmitterImpl(logThrown);
    const { fromUri, toUri, ...params } = this.options.params ?? {};
    this.request = userAgent.userAgentCore.makeOutgoingRequestMessage(
      "REGISTER",
      registrar,
      fromUri ?? userAgent.userAgentCore.configuration.aor,
      toUri ?? userAgent.configuration.uri,
      params,
      [],
    );
    if (this.options.logConfiguration) logOptions(this.logger, this.options);
    this.id = this.request.callId + this.request.fromTag;
    this.core = userAgent.userAgentCore.engine.createRegistration(this);
    userAgent._registerers[this.id] = this;
  }

  private static defaultOptions(): Required<RegistererOptions> {
    return {
      expires: Registerer.defaultExpires,
      extraContactHeaderParams: [],
      extraHeaders: [],
      logConfiguration: true,
      instanceId: "",
      params: {},
      regId: 0,
      registrar: new URI("sip", "anonymous", "anonymous.invalid"),
      refreshFrequency: Registerer.defaultRefreshFrequency,
    };
  }

  /** The Contact values of the latest accepted REGISTER: all devices of the address of record. */
  get contacts(): Array<string> {
    return this._contacts.slice();
  }

  /** In how many seconds a refused registrar wants to hear from us again; only while its refusal is being told. */
  get retryAfter(): number | undefined {
    return this._retryAfter;
  }

  get state(): RegistererState {
    return this._state;
  }

  /** Emits each new state, inside the transition. */
  get stateChange(): Emitter<RegistererState> {
    return this.stateEmitter;
  }

  /** @internal Whether a REGISTER is unanswered. */
  get waiting(): boolean {
    return this._waiting;
  }

  /** @internal */
  get waitingChange(): Emitter<boolean> {
    return this.waitingEmitter;
  }

  /**
   * Unregisters, if registered, and ends the registerer.
   * @returns A promise that resolves in state Terminated.
   */
  dispose(): Promise<void> {
    if (this.disposal) return this.disposal;
    this.logger.log(`Registerer ${this.id} in state ${this.state} is being disposed`);
    delete this.userAgent._registerers[this.id];
    this.disposal = new Promise((resolve) => {
      if (this._state === RegistererState.Terminated) resolve();
      const listener = (state: RegistererState): void => {
        if (state === RegistererState.Terminated) resolve();
      };
      this.stateEmitter.addListener(listener);
    });
    this.userAgent.userAgentCore.engine.disposeRegistration(this.core);
    return this.disposal;
  }

  /**
   * Registers, and keeps registered until `unregister()` or `dispose()`. Resolves when the REGISTER is sent; `requestDelegate`
   * hears of the answer. Rejects with {@link RequestPendingError} while another REGISTER is unanswered.
   * @throws Error after `dispose()`.
   */
  register(options: RegistererRegisterOptions = {}): Promise<OutgoingRegisterRequest> {
    this.throwIfDisposed();
    if (options.requestOptions) this.options = { ...this.options, ...options.requestOptions };
    this.request.extraHeaders = [...this.options.extraHeaders, `Allow: ${AllowedMethods}`];
    return this.userAgent.userAgentCore.engine.registerContact(
      this.core,
      this.request,
      {
        expires: this.expires,
        refreshPercent: this.refreshFrequency,
        contactParameters: this.contactParameters(),
      },
      { delegate: options.requestDelegate, message: this.request },
    );
  }

  /**
   * Removes the registration. Resolves when the REGISTER is sent; rejects with {@link RequestPendingError} while another one
   * is unanswered.
   * @throws Error after `dispose()`.
   */
  unregister(options: RegistererUnregisterOptions = {}): Promise<OutgoingRegisterRequest> {
    this.throwIfDisposed();
    this.request.extraHeaders = (options.requestOptions?.extraHeaders ?? []).slice();
    return this.userAgent.userAgentCore.engine.unregister(
      this.core,
      this.request,
      options.all ?? false,
      { delegate: options.requestDelegate, message: this.request },
    );
  }

  /** @internal */
  onState(code: RegistrationStateCode, cause: ReceivedMessage | undefined): void {
    this.read(cause);
    const state = RegistererState[RegistrationStateCode[code] as keyof typeof RegistererState];
    if (state === this._state) return;
    this._state = state;
    this.logger.log(`Registration transitioned to state ${state}`);
    this.stateEmitter.emit(state);
    if (state === RegistererState.Terminated) void this.dispose();
  }

  /** @internal */
  onWaiting(waiting: boolean, cause: ReceivedMessage | undefined): void {
    this.read(cause);
    this._retryAfter = undefined;
    this._waiting = waiting;
    this.waitingEmitter.emit(waiting);
  }

  /** What the application sees of an answer is there before it is told of the answer. */
  private read(response: ReceivedMessage | undefined): void {
    if (!(response instanceof IncomingResponseMessage)) return;
    const { statusCode = 0 } = response;
    if (statusCode < 300) {
      this._contacts = response.getHeaders("Contact");
      readGruus(response, this.userAgent.contact);
    } else if (statusCode === 500 || statusCode === 503) {
      const seconds = Number.parseInt(response.getHeader("Retry-After") ?? "", 10);
      this._retryAfter = Number.isNaN(seconds) ? undefined : seconds;
    }
  }

  /** RFC 5626 §4.2: an instance and a flow number belong together. */
  private completeFlow(): void {
    const { options } = this;
    if (options.regId && !options.instanceId) options.instanceId = this.userAgent.instanceId;
    else if (!options.regId && options.instanceId) options.regId = 1;
    if (options.instanceId && Grammar.parse(options.instanceId, "uuid") === -1) {
      throw new Error("Invalid instanceId.");
    }
    if (options.regId && options.regId < 0) throw new Error("Invalid regId.");
  }

  private contactParameters(): string {
    const { regId, instanceId, extraContactHeaderParams = [] } = this.options;
    let parameters = "";
    if (regId && instanceId) {
      parameters += `;reg-id=${regId};+sip.instance="<urn:uuid:${instanceId}>"`;
    }
    return parameters + extraContactHeaderParams.map((parameter) => `;${parameter}`).join("");
  }

  private throwIfDisposed(): void {
    if (!this.disposal) return;
    const reason = this._state === RegistererState.Terminated ? "terminated" : "disposed";
    this.logger.error(
      `A ${reason} Registerer cannot register. UserAgent.stop() disposes of all Registerers: make a new one.`,
    );
    throw new Error(`Registerer ${reason}. Unable to register.`);
  }
}
