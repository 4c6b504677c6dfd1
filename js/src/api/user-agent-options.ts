import type { Logger } from "../core/log/logger.js";
import type { MessageLimits } from "../core/messages/parse-text.js";
import type { URI } from "../grammar/uri.js";
import type { SessionDescriptionHandlerFactory } from "./session-description-handler-factory.js";
import type { Transport } from "./transport.js";
import type { UserAgentDelegate } from "./user-agent-delegate.js";

export type LogLevel = "debug" | "log" | "warn" | "error";

export type LogConnector = (
  level: LogLevel,
  category: string,
  label: string | undefined,
  content: string,
) => void;

/** Whether a SIP extension is used. */
export enum SIPExtension {
  Required = "Required",
  Supported = "Supported",
  Unsupported = "Unsupported",
}

// biome-ignore lint/suspicious/noExplicitAny: SIP.js's signature; each transport has options of its own.
export type TransportConstructor = new (logger: Logger, options: any) => Transport;

/** Options of a {@link UserAgent}. */
export interface UserAgentOptions {
  /** Whether a NOTIFY outside any subscription is answered 200 instead of 481, when no delegate takes it. */
  allowLegacyNotifications?: boolean;
  /** MD5 of `user:realm:password` in hexadecimal, instead of the password. */
  authorizationHa1?: string;
  authorizationPassword?: string;
  /** The user part of `uri` by default. */
  authorizationUsername?: string;
  /** User part of the contact; random by default. */
  contactName?: string;
  /** URI parameters of the contact. */
  contactParams?: { [name: string]: string };
  delegate?: UserAgentDelegate;
  /** Shown to whom we call. */
  displayName?: string;
  /** Asks servers to answer where the request came from (RFC 3581). */
  forceRport?: boolean;
  /** Whether `stop()` ends calls and registrations first. */
  gracefulShutdown?: boolean;
  /** Uses an address of the test network, or the one given, instead of a random host name. */
  hackIpInContact?: boolean | string;
  /** Lets `sipExtensionExtraSupported` hold option tags that IANA does not know. */
  hackAllowUnregisteredOptionTags?: boolean;
  /** Writes TCP in the Via header, for servers that know no WebSocket. */
  hackViaTcp?: boolean;
  /** A UUID for this device; random by default. */
  instanceId?: string;
  /** Whether every Contact carries the instance id. */
  instanceIdAlwaysAdded?: boolean;
  /** Whether the console shows the log. */
  logBuiltinEnabled?: boolean;
  logConfiguration?: boolean;
  /** Takes every entry of the log, whatever `logLevel` says. */
  logConnector?: LogConnector;
  /** The most verbose level that the console shows. */
  logLevel?: LogLevel;
  /** What a received message may be at most; a larger one is refused with 513 or 400, or dropped, and logged. */
  messageLimits?: MessageLimits;
  /** After how many seconds an unanswered incoming call is refused. */
  noAnswerTimeout?: number;
  /** Route headers of requests outside dialogs. */
  preloadedRouteSet?: Array<string>;
  /** How often to try to connect again after the connection was lost. */
  reconnectionAttempts?: number;
  /** Seconds between the attempts. */
  reconnectionDelay?: number;
  /** Whether an incoming call is answered 180 at once. */
  sendInitialProvisionalResponse?: boolean;
  sessionDescriptionHandlerFactory?: SessionDescriptionHandlerFactory;
  /** Handed to the factory. */
  sessionDescriptionHandlerFactoryOptions?: object;
  /** Not offered yet, whatever is given. */
  sipExtension100rel?: SIPExtension;
  /** Not offered yet, whatever is given. */
  sipExtensionReplaces?: SIPExtension;
  /** Option tags that the application itself supports. */
  sipExtensionExtraSupported?: Array<string>;
  /** First characters of every Call-ID; random by default. */
  sipjsId?: string;
  transportConstructor?: TransportConstructor;
  transportOptions?: unknown;
  /** Address of record: who we are. */
  uri?: URI;
  /** User-Agent header. */
  userAgentString?: string;
  /** Host in Via and Contact (RFC 7118 §5); a random name by default. */
  viaHost?: string;
}

/** Option tags registered with IANA. */
export const UserAgentRegisteredOptionTags: { [option: string]: boolean } = Object.fromEntries(
  (
    "100rel 199 answermode early-session eventlist explicitsub from-change geolocation-http geolocation-sip gin gruu " +
    "histinfo ice join multiple-refer norefersub nosub outbound path policy precondition pref privacy recipient-list-invite " +
    "recipient-list-message recipient-list-subscribe record-aware replaces resource-priority sdp-anat sec-agree siprec tdialog " +
    "timer trickle-ice uui"
  )
    .split(" ")
    .map((option) => [option, true]),
);
