// The media of a call over RTCPeerConnection: offers and answers of JSEP (RFC 8829) for the session, local
// and remote streams for the application.

import { SessionDescriptionHandlerError } from "../../../api/exceptions/session-description-handler.js";
import type {
  BodyAndContentType,
  SessionDescriptionHandler as SessionDescriptionHandlerDefinition,
  SessionDescriptionHandlerModifier,
} from "../../../api/session-description-handler.js";
import type { Logger } from "../../../core/log/logger.js";
import { Directions } from "./direction.js";
import { DEFAULT_GRACE_MS, IceGathering, NOT_REACHED } from "./ice-gathering.js";
import { constraintsToGet } from "./media-constraints.js";
import type { MediaStreamFactory } from "./media-stream-factory.js";
import type { PeerConnectionDelegate } from "./peer-connection-delegate.js";
import { routeEvents } from "./peer-connection-events.js";
import type { SessionDescriptionHandlerConfiguration } from "./session-description-handler-configuration.js";
import type { SessionDescriptionHandlerOptions } from "./session-description-handler-options.js";
import { addTrack, removeTracks, stopTracks } from "./stream-tracks.js";

const DEFAULT_GATHERING_TIMEOUT_MS = 5000;

/**
 * Session description handler over RTCPeerConnection, made to be extended: the protected methods are the steps
 * of `getDescription` and `setDescription`, in the order they stand here. What it is asked to do after `close()`,
 * or while `close()` is called, rejects with {@link SessionDescriptionHandlerError}.
 */
export class SessionDescriptionHandler implements SessionDescriptionHandlerDefinition {
  protected logger: Logger;
  protected mediaStreamFactory: MediaStreamFactory;
  protected sessionDescriptionHandlerConfiguration?: SessionDescriptionHandlerConfiguration;
  protected _localMediaStream: MediaStream;
  protected _remoteMediaStream: MediaStream;
  protected _dataChannel: RTCDataChannel | undefined;
  /** Undefined after `close()`. */
  protected _peerConnection: RTCPeerConnection | undefined;
  protected _peerConnectionDelegate: PeerConnectionDelegate | undefined;

  private readonly iceGathering: IceGathering;
  private readonly directions = new Directions();
  /** What rejects the promises that wait, should the handler be closed. */
  private readonly pending = new Set<(error: Error) => void>();
  private localMediaStreamConstraints: MediaStreamConstraints | undefined;
  private onDataChannel: ((dataChannel: RTCDataChannel) => void) | undefined;

  /**
   * @param mediaStreamFactory - Asked for local media when a description first needs it.
   */
  constructor(
    logger: Logger,
    mediaStreamFactory: MediaStreamFactory,
    sessionDescriptionHandlerConfiguration?: SessionDescriptionHandlerConfiguration,
  ) {
    this.logger = logger;
    this.mediaStreamFactory = mediaStreamFactory;
    if (sessionDescriptionHandlerConfiguration) {
      this.sessionDescriptionHandlerConfiguration = sessionDescriptionHandlerConfiguration;
    }
    this.iceGathering = new IceGathering(
      sessionDescriptionHandlerConfiguration?.iceGatheringGrace ?? DEFAULT_GRACE_MS,
    );
    this._localMediaStream = new MediaStream();
    this._remoteMediaStream = new MediaStream();
    this._peerConnection = new RTCPeerConnection(
      sessionDescriptionHandlerConfiguration?.peerConnectionConfiguration,
    );
    const owner = this.eventHandlers(this._peerConnection);
    routeEvents(this._peerConnection, owner, () => this._peerConnectionDelegate, logger);
  }

  /**
   * The local media being sent: at most one audio and one video track. Empty at first, and always the
   * same object; it dispatches `addtrack` and `removetrack`.
   */
  get localMediaStream(): MediaStream {
    return this._localMediaStream;
  }

  /** The remote media being received, as {@link SessionDescriptionHandler.localMediaStream}. */
  get remoteMediaStream(): MediaStream {
    return this._remoteMediaStream;
  }

  /** The data channel, once there is one. */
  get dataChannel(): RTCDataChannel | undefined {
    return this._dataChannel;
  }

  /**
   * The peer connection, until `close()`. Its `on...` properties belong to this handler: use `addEventListener`
   * or {@link SessionDescriptionHandler.peerConnectionDelegate}.
   */
  get peerConnection(): RTCPeerConnection | undefined {
    return this._peerConnection;
  }

  /** Receives the peer connection's events. */
  get peerConnectionDelegate(): PeerConnectionDelegate | undefined {
    return this._peerConnectionDelegate;
  }

  set peerConnectionDelegate(delegate: PeerConnectionDelegate | undefined) {
    this._peerConnectionDelegate = delegate;
  }

  /**
   * Stops all tracks, local and remote, and closes data channel and peer connection. What is pending rejects. A
   * local stream that the factory provides later is stopped then.
   */
  close(): void {
    this.logger.debug("SessionDescriptionHandler.close");
    const peerConnection = this._peerConnection;
    if (!peerConnection) {
      return;
    }
    this._peerConnection = undefined;
    this.iceGathering.fail(closedError());
    for (const reject of this.pending) {
      reject(closedError());
    }
    const ends = [...peerConnection.getReceivers(), ...peerConnection.getSenders()];
    const tracks = [...ends.map((end) => end.track), ...this._localMediaStream.getTracks()];
    const steps = [
      ...tracks.map((track) => () => track?.stop()),
      () => this._dataChannel?.close(),
      () => peerConnection.close(),
    ];
    for (const step of steps) {
      try {
        step();
      } catch (error) {
        // The microphone must not stay open because something else would not close.
        this.logger.error(`SessionDescriptionHandler.close - ${error}`);
      }
    }
  }

  /**
   * Lets the remote media be heard and seen, or not.
   * @throws SessionDescriptionHandlerError after `close()`.
   */
  enableReceiverTracks(enable: boolean): void {
    for (const { track } of this.openPeerConnection().getReceivers()) {
      if (track) {
        track.enabled = enable;
      }
    }
  }

  /**
   * Lets the local media be sent, or sends silence and black in its place. A track that replaces a disabled one
   * is disabled too.
   * @throws SessionDescriptionHandlerError after `close()`.
   */
  enableSenderTracks(enable: boolean): void {
    for (const { track } of this.openPeerConnection().getSenders()) {
      if (track) {
        track.enabled = enable;
      }
    }
  }

  /**
   * Makes an answer if there is a remote offer, otherwise an offer, and sets it as the local description.
   * @returns A promise for the description with its ICE candidates. It rejects with the media stream factory's
   * error ({@link UserMediaError} of the default one) if there is no local media to be had.
   */
  getDescription(
    options?: SessionDescriptionHandlerOptions,
    modifiers?: Array<SessionDescriptionHandlerModifier>,
  ): Promise<BodyAndContentType> {
    return this.untilClosed("getDescription", async () => {
      this.openPeerConnection();
      this.onDataChannel = options?.onDataChannel;
      const iceTimeout =
        options?.iceGatheringTimeout ??
        this.sessionDescriptionHandlerConfiguration?.iceGatheringTimeout ??
        DEFAULT_GATHERING_TIMEOUT_MS;
      await this.getLocalMediaStream(options);
      await this.updateDirection(options);
      await this.createDataChannel(options);
      const created = await this.createLocalOfferOrAnswer(options);
      const description = await this.applyModifiers(created, modifiers);
      await this.setLocalSessionDescription(description);
      await this.waitForIceGatheringComplete(options?.offerOptions?.iceRestart, iceTimeout);
      const { sdp } = await this.getLocalSessionDescription();
      return { body: sdp, contentType: "application/sdp" };
    });
  }

  /** Whether the Content-Type is `application/sdp`, in any case and with any parameters. */
  hasDescription(contentType: string): boolean {
    return /^\s*application\/sdp\s*(?:;|$)/i.test(contentType);
  }

  /**
   * Ends the wait for ICE candidates now, for an application that knows best when there are enough. Called when
   * gathering is complete.
   */
  iceGatheringComplete(): void {
    this.logger.debug("SessionDescriptionHandler.iceGatheringComplete");
    this.iceGathering.complete();
  }

  /**
   * Takes back an offer that was not answered, ours or theirs, and the directions set for it.
   * @returns A promise that resolves when the previous descriptions are in force again.
   */
  rollbackDescription(): Promise<void> {
    return this.untilClosed("rollbackDescription", async () => {
      const peerConnection = this.openPeerConnection();
      if (peerConnection.signalingState === "have-local-offer") {
        await peerConnection.setLocalDescription({ type: "rollback" });
      } else if (peerConnection.signalingState === "have-remote-offer") {
        await peerConnection.setRemoteDescription({ type: "rollback" });
      }
      this.directions.restore();
    });
  }

  /**
   * Sends DTMF in the audio stream (RFC 4733), after the tones still to be sent.
   * @param options - Milliseconds each tone and each gap lasts; by default 100 and 70. A browser keeps tones
   * between 40 and 6000 and gaps of at least 30.
   * @returns False if there is no audio to send it in, or a character is not a tone; nothing is sent then.
   */
  sendDtmf(tones: string, options?: { duration: number; interToneGap: number }): boolean {
    const senders = this._peerConnection?.getSenders() ?? [];
    const dtmf = senders.find((sender) => sender.dtmf)?.dtmf;
    if (!dtmf) {
      this.logger.error("SessionDescriptionHandler.sendDtmf failed - no DTMF sender");
      return false;
    }
    try {
      // insertDTMF replaces the tones that wait, which would lose digits dialled quickly.
      dtmf.insertDTMF((dtmf.toneBuffer ?? "") + tones, options?.duration, options?.interToneGap);
    } catch (error) {
      this.logger.error(`SessionDescriptionHandler.sendDtmf failed - ${error}`);
      return false;
    }
    // The tones may be a PIN: how many there are is all the log needs.
    this.logger.log(`SessionDescriptionHandler.sendDtmf sent ${tones.length} tones via RTP`);
    return true;
  }

  /** Sets the remote description: an answer if there is a local offer, otherwise an offer. */
  setDescription(
    sdp: string,
    options?: SessionDescriptionHandlerOptions,
    modifiers?: Array<SessionDescriptionHandlerModifier>,
  ): Promise<void> {
    return this.untilClosed("setDescription", async () => {
      const { signalingState } = this.openPeerConnection();
      this.onDataChannel = options?.onDataChannel;
      const type = signalingState === "have-local-offer" ? "answer" : "offer";
      await this.getLocalMediaStream(options);
      await this.setRemoteSessionDescription(await this.applyModifiers({ sdp, type }, modifiers));
    });
  }

  /** Gets the local media stream from the factory, unless the constraints ask for nothing new. */
  protected async getLocalMediaStream(options?: SessionDescriptionHandlerOptions): Promise<void> {
    this.openPeerConnection();
    const before = this.localMediaStreamConstraints;
    const constraints = constraintsToGet(before, options?.constraints);
    if (!constraints) {
      return;
    }
    this.localMediaStreamConstraints = constraints;
    try {
      const stream = await this.mediaStreamFactory(constraints, this, options);
      if (!this._peerConnection) {
        stopTracks(stream); // closed while the person was being asked for the microphone
        throw closedError();
      }
      await this.setLocalMediaStream(stream);
    } catch (error) {
      this.localMediaStreamConstraints = before; // or the next attempt would believe we have the media
      throw error;
    }
  }

  /**
   * Sends the first audio and the first video track of a stream, in place of the tracks of their kind that were
   * sent before, which are stopped.
   */
  protected async setLocalMediaStream(stream: MediaStream): Promise<void> {
    try {
      for (const track of [stream.getAudioTracks()[0], stream.getVideoTracks()[0]]) {
        if (track) {
          await this.setLocalTrack(track);
        }
      }
    } catch (error) {
      const used = this._peerConnection ? this._localMediaStream.getTracks() : [];
      for (const track of stream.getTracks().filter((one) => !used.includes(one))) {
        track.stop();
      }
      throw error;
    }
  }

  /** Before an offer or answer: sets the transceivers' directions by who holds whom. */
  protected async updateDirection(options?: SessionDescriptionHandlerOptions): Promise<void> {
    const peerConnection = this.openPeerConnection();
    const hold = options?.hold === true;
    switch (peerConnection.signalingState) {
      case "stable":
        this.directions.setForOffer(peerConnection, hold);
        return;
      case "have-remote-offer":
        this.directions.setForAnswer(peerConnection, hold);
        return;
      default:
        throw signalingStateError(peerConnection);
    }
  }

  /** Before an offer: creates a data channel if the options ask for one and there is none. */
  protected async createDataChannel(options?: SessionDescriptionHandlerOptions): Promise<void> {
    const peerConnection = this.openPeerConnection();
    if (options?.dataChannel !== true || this._dataChannel) {
      return;
    }
    switch (peerConnection.signalingState) {
      case "stable":
        this._dataChannel = peerConnection.createDataChannel(
          options.dataChannelLabel ?? "",
          options.dataChannelOptions,
        );
        this.onDataChannel?.(this._dataChannel);
        return;
      case "have-remote-offer":
        return;
      default:
        throw signalingStateError(peerConnection);
    }
  }

  protected async createLocalOfferOrAnswer(
    options?: SessionDescriptionHandlerOptions,
  ): Promise<RTCSessionDescriptionInit> {
    const peerConnection = this.openPeerConnection();
    switch (peerConnection.signalingState) {
      case "stable":
        return peerConnection.createOffer(options?.offerOptions);
      case "have-remote-offer":
        return peerConnection.createAnswer(options?.answerOptions);
      default:
        throw signalingStateError(peerConnection);
    }
  }

  /** Calls the modifiers one after the other, each with what the one before it gave. */
  protected async applyModifiers(
    sdp: RTCSessionDescriptionInit,
    modifiers?: Array<SessionDescriptionHandlerModifier>,
  ): Promise<RTCSessionDescriptionInit> {
    if (!modifiers || modifiers.length === 0) {
      return sdp;
    }
    let modified = sdp;
    for (const modifier of modifiers) {
      modified = await modifier(modified);
    }
    if (!modified?.sdp || !modified.type) {
      throw new SessionDescriptionHandlerError("Invalid SDP.");
    }
    return { sdp: modified.sdp, type: modified.type };
  }

  protected async setLocalSessionDescription(
    sessionDescription: RTCSessionDescriptionInit,
  ): Promise<void> {
    const peerConnection = this.openPeerConnection();
    await peerConnection.setLocalDescription(sessionDescription);
    if (peerConnection.signalingState === "stable") {
      this.directions.keep();
    }
  }

  /**
   * Waits for ICE candidates: for as many as {@link SessionDescriptionHandlerConfiguration.iceGatheringGrace} says.
   * @param restart - Whether ICE was started anew, so that being complete is a thing of the past.
   * @param timeout - The most milliseconds to wait; no limit if 0.
   */
  protected async waitForIceGatheringComplete(restart = false, timeout = 0): Promise<void> {
    const peerConnection = this.openPeerConnection();
    const configuration =
      peerConnection.getConfiguration?.() ??
      this.sessionDescriptionHandlerConfiguration?.peerConnectionConfiguration ??
      {};
    await this.iceGathering.wait(peerConnection, configuration, restart, timeout);
  }

  protected async getLocalSessionDescription(): Promise<RTCSessionDescription> {
    const description = this.openPeerConnection().localDescription;
    if (!description) {
      throw new SessionDescriptionHandlerError("Failed to get local session description");
    }
    return description;
  }

  protected async setRemoteSessionDescription(
    sessionDescription: RTCSessionDescriptionInit,
  ): Promise<void> {
    const peerConnection = this.openPeerConnection();
    const isOffer = peerConnection.signalingState === "stable";
    if (!isOffer && peerConnection.signalingState !== "have-local-offer") {
      throw signalingStateError(peerConnection);
    }
    if (!sessionDescription.sdp) {
      throw new SessionDescriptionHandlerError("SDP is undefined");
    }
    const type = isOffer ? "offer" : "answer";
    await peerConnection.setRemoteDescription({ sdp: sessionDescription.sdp, type });
    this.directions.keep();
  }

  /** Puts a track into the remote media stream, in place of the one of its kind that was there. */
  protected setRemoteTrack(track: MediaStreamTrack): void {
    const stream = this._remoteMediaStream;
    if (!stream.getTrackById(track.id)) {
      removeTracks(stream, track.kind);
      addTrack(stream, track);
    }
  }

  private async setLocalTrack(track: MediaStreamTrack): Promise<void> {
    const peerConnection = this.openPeerConnection();
    const stream = this._localMediaStream;
    const sender = peerConnection.getSenders().find((one) => one.track?.kind === track.kind);
    if (sender) {
      // Who is muted stays muted.
      track.enabled &&= sender.track?.enabled !== false;
      await sender.replaceTrack(track);
      this.openPeerConnection();
      removeTracks(stream, track.kind);
    } else {
      peerConnection.addTrack(track, stream);
    }
    addTrack(stream, track);
  }

  private openPeerConnection(): RTCPeerConnection {
    if (!this._peerConnection) {
      throw closedError();
    }
    return this._peerConnection;
  }

  /** Does some work, but does not wait for it beyond `close()`: a closed peer connection's promises never settle. */
  private untilClosed<T>(name: string, work: () => Promise<T>): Promise<T> {
    this.logger.debug(`SessionDescriptionHandler.${name}`);
    return new Promise<T>((resolve, reject) => {
      const fail = (error: unknown) => {
        if (this.pending.delete(fail)) {
          this.logger.error(`SessionDescriptionHandler.${name} failed - ${error}`);
          reject(error);
        }
      };
      this.pending.add(fail);
      work().then((value) => {
        this.pending.delete(fail);
        resolve(value);
      }, fail);
    });
  }

  /** What the handler itself makes of the peer connection's events. */
  private eventHandlers(peerConnection: RTCPeerConnection): PeerConnectionDelegate {
    return {
      ondatachannel: ({ channel }) => {
        this._dataChannel = channel;
        this.onDataChannel?.(channel);
      },
      onicecandidate: ({ candidate }) => {
        if (candidate) {
          this.iceGathering.candidate(candidate.candidate);
        }
      },
      onicecandidateerror: ({ url, errorCode, errorText }) => {
        // Not reaching a server is common: it is told for each interface without a route to it.
        const level = errorCode === NOT_REACHED ? "debug" : "warn";
        this.logger[level](`ICE: ${url} gave error ${errorCode} ${errorText}`);
        this.iceGathering.candidateError(url, errorCode, errorText);
      },
      onicegatheringstatechange: () => {
        if (peerConnection.iceGatheringState === "complete") {
          this.iceGatheringComplete();
        }
      },
      ontrack: (event) => this.setRemoteTrack((event as RTCTrackEvent).track),
    };
  }
}

function closedError(): SessionDescriptionHandlerError {
  return new SessionDescriptionHandlerError("Peer connection closed.");
}

function signalingStateError(peerConnection: RTCPeerConnection): SessionDescriptionHandlerError {
  const message = `Invalid signaling state ${peerConnection.signalingState}`;
  return new SessionDescriptionHandlerError(message);
}
