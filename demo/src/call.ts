// One call of a phone: a session of the package, in the words of a person holding a telephone.
import {
  type Bye,
  type Info,
  Invitation,
  Inviter,
  type Session,
  SessionState,
  type URI,
  type UserAgent,
  Web,
} from "sip-wasm";
import { dtmfRelay, toneOf } from "./dtmf-info.js";
import { isMicrophoneError, reasonOfError, reasonOfResponse } from "./end-reason.js";
import type { DtmfMode } from "./settings.js";

export type CallState = "calling" | "ringing" | "incoming" | "answering" | "talking" | "ended";

export interface CallListener {
  /** Something that the page shows has changed. */
  onChange(): void;
  /** The other side pressed a key and sent it by INFO. */
  onTone(tone: string): void;
  /** A request failed while the call goes on; `message` is a sentence. */
  onTrouble(message: string): void;
}

const kAudioOnly: Web.SessionDescriptionHandlerOptions = {
  constraints: { audio: true, video: false },
};

export class Call {
  private state_: CallState;
  private endReason_ = "";
  private heldHere_ = false;
  private heldThere_ = false;
  private muted_ = false;
  private busy_ = false;
  private startedAt_: number | undefined;

  /** Calls `target`; the call ends by itself, with a reason, when it cannot be made. */
  static dial(userAgent: UserAgent, target: URI, listener: CallListener): Call {
    const inviter = new Inviter(userAgent, target, {
      sessionDescriptionHandlerOptions: kAudioOnly,
    });
    const call = new Call(inviter, "calling", listener);
    inviter
      .invite({
        requestDelegate: {
          onProgress: ({ message }) => {
            if (message.statusCode === 180) call.enter("ringing");
          },
          onReject: ({ message }) =>
            call.endsBecause(reasonOfResponse(message.statusCode ?? 0, message.reasonPhrase ?? "")),
        },
      })
      .catch((error: unknown) => call.failed(error));
    return call;
  }

  /** Wraps a call that came in; nothing is answered before `answer()` or `hangUp()`. */
  static incoming(invitation: Invitation, listener: CallListener): Call {
    return new Call(invitation, "incoming", listener);
  }

  private constructor(
    private readonly session: Session,
    state: CallState,
    private readonly listener: CallListener,
  ) {
    this.state_ = state;
    session.delegate = {
      onBye: (bye) => this.onBye(bye),
      onCancel: () => this.endsBecause("The caller gave up."),
      onInfo: (info) => this.onInfo(info),
      onInvite: () => this.readDirection(),
    };
    session.stateChange.addListener((next) => this.onSessionState(next));
  }

  get state(): CallState {
    return this.state_;
  }

  /** Why the call ended, as a sentence; empty while it lasts. */
  get endReason(): string {
    return this.state_ === "ended" ? this.endReason_ || "The call ended." : "";
  }

  get heldHere(): boolean {
    return this.heldHere_;
  }

  get heldThere(): boolean {
    return this.heldThere_;
  }

  get muted(): boolean {
    return this.muted_;
  }

  /** A hold or resume is on its way; another would be refused. */
  get busy(): boolean {
    return this.busy_;
  }

  /** When the call was answered, on the clock of `performance.now()`. */
  get startedAt(): number | undefined {
    return this.startedAt_;
  }

  /** The other side, as a name to show. */
  get peer(): string {
    const { displayName, uri } = this.session.remoteIdentity;
    return displayName || uri.user || uri.host;
  }

  /** Present while the call has media. */
  get peerConnection(): RTCPeerConnection | undefined {
    return this.media?.peerConnection;
  }

  get remoteStream(): MediaStream | undefined {
    return this.media?.remoteMediaStream;
  }

  answer(): void {
    if (!(this.session instanceof Invitation) || this.state_ !== "incoming") return;
    this.enter("answering");
    this.session
      .accept({ sessionDescriptionHandlerOptions: kAudioOnly })
      .catch((error: unknown) => this.failed(error));
  }

  /**
   * Ends the call in the way its state asks for: CANCEL, a refusal, or BYE. For the user it is over
   * at once, even when the server takes its time or is gone.
   */
  hangUp(): void {
    if (this.state_ === "ended") return;
    const { session } = this;
    if (session.state === SessionState.Established) {
      this.endsBecause("You hung up.");
      session.bye().catch((error: unknown) => this.failed(error));
    } else if (session instanceof Inviter) {
      this.endsBecause("You gave up.");
      session.cancel().catch((error: unknown) => this.failed(error));
    } else if (session instanceof Invitation) {
      this.endsBecause("You declined.");
      session.reject({ statusCode: 603 }).catch((error: unknown) => this.failed(error));
    }
    this.enter("ended");
  }

  /** Puts the other side on hold or takes it back; the call stays as it was when refused. */
  async hold(held: boolean): Promise<void> {
    if (this.busy_ || this.state_ !== "talking") return;
    this.busy_ = true;
    this.listener.onChange();
    try {
      await this.renegotiate({ ...kAudioOnly, hold: held });
      this.heldHere_ = held;
    } catch (error) {
      this.listener.onTrouble(`${held ? "Hold" : "Resume"} failed: ${reasonOfError(error)}`);
    }
    this.busy_ = false;
    this.readDirection();
  }

  mute(muted: boolean): void {
    this.muted_ = muted;
    this.applyMute();
    this.listener.onChange();
  }

  /** Sends one key of the pad to the other side; false when it could not be sent. */
  sendTone(tone: string, mode: DtmfMode): boolean {
    if (this.state_ !== "talking") return false;
    if (mode === "rtp") return this.media?.sendDtmf(tone) ?? false;
    this.session
      .info({ requestOptions: { body: dtmfRelay(tone) } })
      .catch((error: unknown) =>
        this.listener.onTrouble(`The key was not sent: ${reasonOfError(error)}`),
      );
    return true;
  }

  /** Tells the other side again where this phone is, after its connection was replaced. */
  refreshTarget(): void {
    if (this.state_ === "talking" && !this.busy_) void this.hold(this.heldHere_);
  }

  private get media(): Web.SessionDescriptionHandler | undefined {
    const handler = this.session.sessionDescriptionHandler;
    return handler instanceof Web.SessionDescriptionHandler ? handler : undefined;
  }

  /** One re-INVITE; resolves with its 200 and rejects with any other final response. */
  private renegotiate(options: Web.SessionDescriptionHandlerOptions): Promise<void> {
    return new Promise((resolve, reject) => {
      this.session.sessionDescriptionHandlerOptionsReInvite = options;
      this.session
        .invite({
          requestDelegate: {
            onAccept: () => resolve(),
            onReject: ({ message }) =>
              reject(new Error(`${message.statusCode} ${message.reasonPhrase}`)),
          },
        })
        .catch(reject);
    });
  }

  private onSessionState(state: SessionState): void {
    if (state === SessionState.Established) {
      this.startedAt_ = performance.now();
      this.applyMute();
      this.enter("talking");
    } else if (state === SessionState.Terminated) {
      this.enter("ended");
    }
  }

  private onBye(bye: Bye): void {
    this.endsBecause(`${this.peer} hung up.`);
    void bye.accept();
  }

  private onInfo(info: Info): void {
    const tone = toneOf(info.request.getHeader("Content-Type"), info.request.body);
    if (tone) this.listener.onTone(tone);
    void (tone ? info.accept() : info.reject({ statusCode: 415 }));
  }

  /** Whether the other side lets us be heard is written in the negotiated direction. */
  private readDirection(): void {
    const direction = this.peerConnection?.getTransceivers()[0]?.currentDirection;
    this.heldThere_ = direction === "recvonly" || direction === "inactive";
    this.applyMute();
    this.listener.onChange();
  }

  private applyMute(): void {
    // While we hold the other side it must not hear us; the direction alone does not see to that.
    this.media?.enableSenderTracks(!this.muted_ && !this.heldHere_);
    this.media?.enableReceiverTracks(!this.heldHere_);
  }

  private failed(error: unknown): void {
    this.endsBecause(reasonOfError(error));
    this.enter("ended");
    if (isMicrophoneError(error)) {
      this.listener.onTrouble(
        `${reasonOfError(error)} Allow it beside the address of the page, ` +
          "or choose Melody as the voice in the settings.",
      );
    }
  }

  /** The first reason is the true one: what follows are its consequences. */
  private endsBecause(reason: string): void {
    if (this.endReason_) return;
    this.endReason_ = reason;
    // A refusal is reported after the session has ended.
    if (this.state_ === "ended") this.listener.onChange();
  }

  private enter(state: CallState): void {
    if (this.state_ === "ended") return;
    this.state_ = state;
    this.listener.onChange();
  }
}
