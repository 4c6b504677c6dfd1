// A phone's line to its server: one user agent, its registration, and the way back after the
// connection is lost. Calls are not its business: it hands out the user agent and incoming calls.
import { type Invitation, Registerer, RegistererState, UserAgent, Web } from "sip-wasm";
import type { PhoneSettings } from "./settings.js";
import { tappedTransport, type WireListener } from "./wire-tap.js";

export type LineState =
  | { readonly kind: "off" }
  | { readonly kind: "connecting" }
  | { readonly kind: "registering" }
  | { readonly kind: "registered" }
  /** The server answered and said no; only the user can change that. */
  | { readonly kind: "refused"; readonly code: number; readonly reason: string }
  /** There is no connection; the next attempt comes by itself. */
  | { readonly kind: "lost"; readonly retryInSeconds: number };

export interface LineOptions {
  settings: PhoneSettings;
  displayName: string;
  iceServers?: RTCIceServer[] | undefined;
  mediaStreamFactory: Web.MediaStreamFactory;
  onState: (state: LineState) => void;
  onInvite: (invitation: Invitation) => void;
  onWire: WireListener;
}

const kFirstRetrySeconds = 1;
const kLongestRetrySeconds = 15;

export class Line {
  readonly userAgent: UserAgent;
  private readonly registerer: Registerer;
  private state_: LineState = { kind: "off" };
  private stopped = false;
  private retrySeconds = kFirstRetrySeconds;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;

  /** @throws Error with a sentence for the user when the settings do not make a SIP address. */
  constructor(private readonly options: LineOptions) {
    const { settings, displayName, iceServers } = options;
    const uri = UserAgent.makeURI(`sip:${settings.user}@${settings.domain}`);
    if (!uri) throw new Error(`“${settings.user}@${settings.domain}” is not a SIP address.`);
    this.userAgent = new UserAgent({
      uri,
      displayName,
      authorizationUsername: settings.user,
      authorizationPassword: settings.password,
      transportConstructor: tappedTransport(options.onWire),
      transportOptions: { server: settings.server, traceSip: false },
      sessionDescriptionHandlerFactory: Web.defaultSessionDescriptionHandlerFactory(
        options.mediaStreamFactory,
      ),
      sessionDescriptionHandlerFactoryOptions: iceServers
        ? { peerConnectionConfiguration: { iceServers } }
        : {},
      logLevel: "warn",
      logConfiguration: false,
      delegate: {
        onConnect: () => this.register(),
        onDisconnect: (error) => {
          if (error) this.retryLater();
        },
        onInvite: options.onInvite,
      },
    });
    this.registerer = new Registerer(this.userAgent, { expires: 300 });
    this.registerer.stateChange.addListener((state) => this.onRegistration(state));
  }

  get state(): LineState {
    return this.state_;
  }

  /** Connects and registers, and keeps trying until `stop()`. Never rejects: see `onState`. */
  async start(): Promise<void> {
    this.enter({ kind: "connecting" });
    await this.userAgent.start().catch(() => this.retryLater());
  }

  /** Does at once what would happen later by itself, or again what the server refused. */
  async retryNow(): Promise<void> {
    if (this.userAgent.isConnected()) return this.register();
    clearTimeout(this.retryTimer);
    this.retryTimer = undefined;
    this.enter({ kind: "connecting" });
    await this.userAgent.reconnect().catch(() => this.retryLater());
  }

  /** Unregisters and disconnects; the line is of no use afterwards. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.retryTimer);
    this.enter({ kind: "off" });
    await this.userAgent.stop().catch(() => undefined);
  }

  private register(): void {
    this.retrySeconds = kFirstRetrySeconds;
    this.enter({ kind: "registering" });
    this.registerer
      .register({
        requestDelegate: {
          onAccept: () => this.enter({ kind: "registered" }),
          onReject: ({ message }) =>
            this.refused(message.statusCode ?? 0, message.reasonPhrase ?? ""),
        },
      })
      .catch((error: Error) => this.refused(0, error.message));
  }

  private onRegistration(state: RegistererState): void {
    // A refresh that failed, or a registration that ran out: nobody can call this phone any more.
    const lapsed = state === RegistererState.Unregistered && this.state_.kind === "registered";
    if (lapsed && this.userAgent.isConnected()) this.refused(0, "The registration ran out");
  }

  private refused(code: number, reason: string): void {
    if (this.userAgent.isConnected()) this.enter({ kind: "refused", code, reason });
  }

  private retryLater(): void {
    if (this.stopped || this.retryTimer !== undefined) return;
    const seconds = this.retrySeconds;
    this.retrySeconds = Math.min(seconds * 2, kLongestRetrySeconds);
    this.retryTimer = setTimeout(() => void this.retryNow(), seconds * 1000);
    this.enter({ kind: "lost", retryInSeconds: seconds });
  }

  private enter(state: LineState): void {
    if (this.stopped && state.kind !== "off") return;
    this.state_ = state;
    this.options.onState(state);
  }
}
