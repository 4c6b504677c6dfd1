// An RTCPeerConnection with the states, transceivers and descriptions of the real one (RFC 8829), whose network
// is the test: candidates come when the test says so. Like the real one, it leaves promises pending when closed.

import { FakeTrack } from "./fake-media.js";

type Direction = "sendrecv" | "sendonly" | "recvonly" | "inactive" | "stopped";
type Handler = ((event: object) => void) | null;

export class FakeDtmfSender {
  toneBuffer = "";
  readonly inserted: Array<Array<unknown>> = [];

  insertDTMF(...given: [string, number?, number?]): void {
    if (!/^[0-9A-D#*,]*$/i.test(given[0])) {
      throw new Error("InvalidCharacterError");
    }
    this.inserted.push(given);
    this.toneBuffer = given[0];
  }
}

export class FakeSender {
  readonly dtmf: FakeDtmfSender | null;
  track: FakeTrack | null;
  /** What `replaceTrack` rejects with, if anything. */
  replaceError: unknown;

  constructor(kind: string, track: FakeTrack | null) {
    this.dtmf = kind === "audio" ? new FakeDtmfSender() : null;
    this.track = track;
  }

  async replaceTrack(track: FakeTrack): Promise<void> {
    if (this.replaceError !== undefined) {
      throw this.replaceError;
    }
    this.track = track;
  }
}

export class FakeTransceiver {
  mid: string | null = null;
  readonly kind: string;
  readonly sender: FakeSender;
  readonly receiver: { track: FakeTrack };
  private readonly calls: Array<string>;
  private current: Direction;

  constructor(kind: string, track: FakeTrack | null, direction: Direction, calls: Array<string>) {
    this.kind = kind;
    this.sender = new FakeSender(kind, track);
    this.receiver = { track: new FakeTrack(kind) };
    this.current = direction;
    this.calls = calls;
  }

  get direction(): Direction {
    return this.current;
  }

  set direction(direction: Direction) {
    this.calls.push(`direction ${this.current} -> ${direction}`);
    this.current = direction;
  }

  stop(): void {
    this.current = "stopped";
  }
}

interface Description {
  type: string;
  sdp: string;
}

const never = new Promise<never>(() => {});

/** Install it with `vi.stubGlobal("RTCPeerConnection", FakePeerConnection)`; `FakePeerConnection.last()` is the newest. */
export class FakePeerConnection {
  static made: Array<FakePeerConnection> = [];

  static last(): FakePeerConnection {
    const peerConnection = FakePeerConnection.made.at(-1);
    if (!peerConnection) {
      throw new Error("no RTCPeerConnection was made");
    }
    return peerConnection;
  }

  /** What was asked of it, in order. */
  readonly calls: Array<string> = [];
  readonly configuration: RTCConfiguration | undefined;
  readonly channels: Array<{ label: string; closed: boolean; close(): void }> = [];
  signalingState = "stable";
  iceGatheringState = "new";
  connectionState = "new";
  iceConnectionState = "new";
  closed = false;

  onconnectionstatechange: Handler = null;
  ondatachannel: Handler = null;
  onicecandidate: Handler = null;
  onicecandidateerror: Handler = null;
  oniceconnectionstatechange: Handler = null;
  onicegatheringstatechange: Handler = null;
  onnegotiationneeded: Handler = null;
  onsignalingstatechange: Handler = null;
  ontrack: Handler = null;

  private readonly transceivers: Array<FakeTransceiver> = [];
  private local: Description | null = null;
  private remote: Description | null = null;
  private stableLocal: Description | null = null;
  private stableRemote: Description | null = null;
  private candidates: Array<string> = [];
  private generation = 1;
  private stableCandidates: Array<string> = [];
  private stableGeneration = 1;
  private remoteUfrag: string | undefined;

  constructor(configuration?: RTCConfiguration) {
    this.configuration = configuration;
    FakePeerConnection.made.push(this);
  }

  get localDescription(): Description | null {
    if (!this.local) {
      return null;
    }
    const lines = this.candidates.map((candidate) => `a=${candidate}\r\n`).join("");
    const hasMedia = this.local.sdp.includes("m=");
    return { type: this.local.type, sdp: hasMedia ? this.local.sdp + lines : this.local.sdp };
  }

  get remoteDescription(): Description | null {
    return this.remote;
  }

  getConfiguration(): RTCConfiguration {
    return { ...this.configuration };
  }

  getTransceivers(): Array<FakeTransceiver> {
    return [...this.transceivers];
  }

  getSenders(): Array<FakeSender> {
    return this.transceivers.map(({ sender }) => sender);
  }

  getReceivers(): Array<{ track: FakeTrack }> {
    return this.transceivers.map(({ receiver }) => receiver);
  }

  addTrack(track: FakeTrack): FakeSender {
    this.calls.push(`addTrack ${track.kind}`);
    const transceiver = new FakeTransceiver(track.kind, track, "sendrecv", this.calls);
    this.transceivers.push(transceiver);
    return transceiver.sender;
  }

  createDataChannel(label: string, options?: object): object {
    this.calls.push(`createDataChannel ${label} ${JSON.stringify(options)}`);
    const channel = {
      label,
      closed: false,
      close() {
        channel.closed = true;
      },
    };
    this.channels.push(channel);
    return channel;
  }

  async createOffer(options?: RTCOfferOptions): Promise<Description> {
    this.calls.push(`createOffer ${JSON.stringify(options)}`);
    if (options?.iceRestart) {
      this.generation++;
    }
    return this.unlessClosed({ type: "offer", sdp: this.write() });
  }

  async createAnswer(options?: RTCAnswerOptions): Promise<Description> {
    this.calls.push(`createAnswer ${JSON.stringify(options)}`);
    return this.unlessClosed({ type: "answer", sdp: this.write() });
  }

  async setLocalDescription(description: Description): Promise<void> {
    this.calls.push(`setLocalDescription ${description.type}`);
    if (description.type === "rollback") {
      this.local = this.stableLocal;
      this.candidates = this.stableCandidates;
      this.generation = this.stableGeneration;
      this.signalingState = "stable";
      return this.unlessClosed(undefined);
    }
    this.transceivers.forEach((transceiver, index) => {
      transceiver.mid ??= String(index);
    });
    const ufrag = ufragIn(description.sdp);
    const restarted = ufrag !== ufragIn(this.local?.sdp);
    this.local = { ...description };
    this.settle(description.type);
    if (restarted && description.sdp.includes("m=")) {
      // As in the real one, the gathering state changes a little after the promise has resolved.
      this.candidates = [];
      setTimeout(() => this.changeGathering("gathering"), 0);
    }
    return this.unlessClosed(undefined);
  }

  async setRemoteDescription(description: Description): Promise<void> {
    this.calls.push(`setRemoteDescription ${description.type}`);
    if (description.type === "rollback") {
      this.remote = this.stableRemote;
      this.signalingState = "stable";
      return this.unlessClosed(undefined);
    }
    if (!description.sdp.startsWith("v=0")) {
      throw new Error("OperationError: bad SDP");
    }
    this.remote = { ...description };
    const ufrag = ufragIn(description.sdp);
    if (
      description.type === "offer" &&
      this.remoteUfrag !== undefined &&
      ufrag !== this.remoteUfrag
    ) {
      this.generation++;
    }
    this.remoteUfrag = ufrag;
    const media = description.sdp.split(/^(?=m=)/m).slice(1);
    media.forEach((section, index) => {
      const kind = /^m=(\S+)/.exec(section)?.[1] ?? "";
      const found = this.transceivers[index];
      const transceiver = found ?? new FakeTransceiver(kind, null, "recvonly", this.calls);
      if (!found) {
        this.transceivers.push(transceiver);
      }
      transceiver.mid ??= /^a=mid:(\S+)/m.exec(section)?.[1] ?? String(index);
      if (!/^a=(recvonly|inactive)/m.test(section)) {
        this.ontrack?.({ track: transceiver.receiver.track });
      }
    });
    this.settle(description.type === "offer" ? "remote offer" : "answer");
    return this.unlessClosed(undefined);
  }

  close(): void {
    this.calls.push("close");
    this.closed = true;
    this.signalingState = "closed";
  }

  /** A candidate is found; an empty type stands for the end of them. */
  finds(type: string, transport = "udp"): void {
    const candidate = `candidate:${this.candidates.length} 1 ${transport} 2113937151 192.0.2.1 5000 typ ${type}`;
    this.candidates.push(candidate);
    this.onicecandidate?.({ candidate: { candidate } });
  }

  finishesGathering(): void {
    this.onicecandidate?.({ candidate: null });
    this.changeGathering("complete");
  }

  private changeGathering(state: string): void {
    if (!this.closed) {
      this.iceGatheringState = state;
      this.onicegatheringstatechange?.({ type: "icegatheringstatechange" });
    }
  }

  private settle(what: string): void {
    if (what === "answer") {
      this.signalingState = "stable";
      this.stableLocal = this.local;
      this.stableRemote = this.remote;
      this.stableCandidates = this.candidates;
      this.stableGeneration = this.generation;
    } else {
      this.signalingState = what === "offer" ? "have-local-offer" : "have-remote-offer";
    }
    this.onsignalingstatechange?.({ type: "signalingstatechange" });
  }

  private unlessClosed<T>(value: T): Promise<T> {
    return this.closed ? never : Promise.resolve(value);
  }

  private write(): string {
    const media = this.transceivers.map(
      ({ kind, mid, direction }, index) =>
        `m=${kind} 9 UDP/TLS/RTP/SAVPF 111\r\na=ice-ufrag:gen${this.generation}\r\n` +
        `a=mid:${mid ?? index}\r\na=${direction}\r\na=rtpmap:111 opus/48000/2\r\n`,
    );
    return `v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n${media.join("")}`;
  }
}

function ufragIn(sdp: string | undefined): string | undefined {
  return /^a=ice-ufrag:(\S+)/m.exec(sdp ?? "")?.[1];
}

/** A remote description of audio, and more kinds of media, as another endpoint would write it. */
export function remoteSdp(
  direction = "sendrecv",
  { ufrag = "far1", kinds = ["audio"] } = {},
): string {
  const media = kinds.map(
    (kind, index) =>
      `m=${kind} 9 UDP/TLS/RTP/SAVPF 111\r\na=ice-ufrag:${ufrag}\r\na=mid:${index}\r\na=${direction}\r\n`,
  );
  return `v=0\r\no=- 2 2 IN IP4 192.0.2.9\r\ns=-\r\nt=0 0\r\n${media.join("")}`;
}
