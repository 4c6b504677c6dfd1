// Compiled, never run: our classes and interfaces have the members of SIP.js's, as its declarations have them, and
// SIP.js's implementations and options fit ours. Private members make classes nominal, so public ones are compared.

import type * as SIP from "sip.js";
import type { Emitter, EmitterImpl } from "../../js/src/api/emitter.js";
import type * as exceptions from "../../js/src/api/exceptions/index.js";
import type {
  BodyAndContentType,
  SessionDescriptionHandler,
  SessionDescriptionHandlerModifier,
  SessionDescriptionHandlerOptions,
} from "../../js/src/api/session-description-handler.js";
import type { Transport } from "../../js/src/api/transport.js";
import type { Levels, Logger, LoggerFactory } from "../../js/src/core/log/index.js";
import type { NameAddrHeader, URI } from "../../js/src/grammar/index.js";
import type * as Web from "../../js/src/platform/web/index.js";

type Public<T> = { [Key in keyof T]: T[Key] };

/** Compiles if a value of the first type can stand where the second is expected. */
type Fits<Given extends Expected, Expected> = [Given, Expected];

// Enums are nominal, so members that speak of TransportState are compared by its string values.
type State = `${SIP.TransportState}`;
interface StateEmitter {
  addListener(listener: (state: State) => void, options?: { once?: boolean }): void;
  removeListener(listener: (state: State) => void): void;
}
type Stateless<T> = Omit<Public<T>, "state" | "stateChange">;

export type Emitters = [
  Fits<Emitter<string>, SIP.Emitter<string>>,
  Fits<SIP.Emitter<string>, Emitter<string>>,
  Fits<EmitterImpl<string>, Public<SIP.EmitterImpl<string>>>,
];

export type Transports = [
  Fits<Stateless<Transport>, Stateless<SIP.Transport>>,
  Fits<Stateless<SIP.Transport>, Stateless<Transport>>,
  Fits<Stateless<Web.Transport>, Stateless<SIP.Web.Transport>>,
  Fits<Web.Transport, Transport>,
  Fits<`${Transport["state"]}`, State>,
  Fits<State, `${Transport["state"]}`>,
  Fits<Emitter<State>, StateEmitter>,
  Fits<SIP.Web.TransportOptions, Web.TransportOptions>,
];

export type Descriptions = [
  Fits<SessionDescriptionHandler, SIP.SessionDescriptionHandler>,
  Fits<SIP.SessionDescriptionHandler, SessionDescriptionHandler>,
  Fits<SessionDescriptionHandlerModifier, SIP.SessionDescriptionHandlerModifier>,
  Fits<SIP.SessionDescriptionHandlerModifier, SessionDescriptionHandlerModifier>,
  Fits<SessionDescriptionHandlerOptions, SIP.SessionDescriptionHandlerOptions>,
  Fits<BodyAndContentType, SIP.BodyAndContentType>,
  Fits<Public<Web.SessionDescriptionHandler>, Public<SIP.Web.SessionDescriptionHandler>>,
  Fits<Web.SessionDescriptionHandler, SIP.SessionDescriptionHandler>,
  Fits<Web.PeerConnectionDelegate, SIP.Web.PeerConnectionDelegate>,
  Fits<SIP.Web.PeerConnectionDelegate, Web.PeerConnectionDelegate>,
  Fits<SIP.Web.SessionDescriptionHandlerConfiguration, Web.SessionDescriptionHandlerConfiguration>,
  Fits<SIP.Web.SessionDescriptionHandlerOptions, Web.SessionDescriptionHandlerOptions>,
  Fits<Web.SessionDescriptionHandlerOptions, SIP.Web.SessionDescriptionHandlerOptions>,
];

type ModifierName =
  | "addMidLines"
  | "cleanJitsiSdpImageattr"
  | "holdModifier"
  | "stripG722"
  | "stripRtpPayload"
  | "stripTcpCandidates"
  | "stripTelephoneEvent"
  | "stripVideo";
export type Modifiers = Fits<Pick<typeof Web, ModifierName>, Pick<typeof SIP.Web, ModifierName>>;

export type Loggers = [
  Fits<Public<Omit<Logger, "level">>, Public<Omit<SIP.Core.Logger, "level">>>,
  Fits<`${Levels}`, `${SIP.Core.Levels}`>,
  Fits<LoggerFactory["connector"], SIP.Core.LoggerFactory["connector"]>,
  Fits<SIP.Core.LoggerFactory["connector"], LoggerFactory["connector"]>,
];

type URIParts = Omit<Public<SIP.URI>, "clone">;
export type Grammars = [
  Fits<Public<URI>, URIParts>,
  Fits<ReturnType<URI["clone"]>, URIParts>,
  Fits<ConstructorParameters<typeof SIP.URI>, ConstructorParameters<typeof URI>>,
  Fits<Public<NameAddrHeader>, Omit<Public<SIP.NameAddrHeader>, "clone" | "uri">>,
];

type ErrorClass = { new (message?: string): Error };
export type Exceptions = Fits<
  Public<typeof exceptions>,
  {
    [Name in
      | "ContentTypeUnsupportedError"
      | "RequestPendingError"
      | "SessionDescriptionHandlerError"
      | "SessionTerminatedError"
      | "StateTransitionError"]: ErrorClass;
  }
>;

/** A subclass of SIP.js's handler overrides these; ours must have them under the same types. */
export class Extended extends (null as unknown as typeof Web.SessionDescriptionHandler) {
  protected override async getLocalMediaStream(
    options?: Web.SessionDescriptionHandlerOptions,
  ): Promise<void> {
    this.logger.debug(`${this.sessionDescriptionHandlerConfiguration?.iceGatheringTimeout}`);
    const stream = await this.mediaStreamFactory({ audio: true }, this, options);
    await this.setLocalMediaStream(stream);
    for (const track of this._remoteMediaStream.getTracks()) {
      this.setRemoteTrack(track);
    }
  }

  protected override async waitForIceGatheringComplete(
    restart?: boolean,
    timeout?: number,
  ): Promise<void> {
    await super.waitForIceGatheringComplete(restart, timeout);
    await this.updateDirection({ hold: true });
    await this.createDataChannel();
    const sdp = await this.applyModifiers(await this.createLocalOfferOrAnswer(), []);
    await this.setLocalSessionDescription(sdp);
    await this.setRemoteSessionDescription(await this.getLocalSessionDescription());
    this._peerConnection?.close();
    this._dataChannel?.close();
    this._localMediaStream = this._peerConnectionDelegate
      ? new MediaStream()
      : this.localMediaStream;
  }
}
