// The agent of JsSIP, a peer that shares no code with SIP.js or with us.
import JsSIP from "jssip";
import { type Agent, type AgentConfig, type DtmfMode, emit, expose, play } from "./agent.js";

type UA = InstanceType<typeof JsSIP.UA>;
type RTCSession = ReturnType<UA["call"]>;

// JsSIP types these two events as unions whose members TypeScript does not tell apart.
interface NewSession {
  session: RTCSession;
  originator: string;
}
interface NewDtmf {
  originator: string;
  dtmf: { tone: string | number };
}

const kMedia = { mediaConstraints: { audio: true, video: false }, pcConfig: { iceServers: [] } };

class JsSipAgent implements Agent {
  private config: AgentConfig | undefined;
  private ua: UA | undefined;
  private readonly calls = new Map<string, RTCSession>();

  start(config: AgentConfig): Promise<void> {
    this.config = config;
    const ua = new JsSIP.UA({
      sockets: [new JsSIP.WebSocketInterface(config.server)],
      uri: `sip:${config.user}@${config.domain}`,
      password: config.password,
      register: false,
      session_timers: false,
    });
    this.ua = ua;
    ua.on("disconnected", () => emit({ type: "disconnected" }));
    ua.on("newRTCSession", ({ session, originator }: NewSession) => {
      if (originator !== "remote") return;
      const from = session.remote_identity.uri.user;
      emit({ type: "incoming", call: this.adopt(session), from });
    });
    return new Promise((resolve) => {
      ua.on("connected", () => {
        emit({ type: "connected" });
        resolve();
      });
      ua.start();
    });
  }

  async reconnect(): Promise<void> {
    throw new Error("JsSIP reconnects by itself");
  }

  async stop(): Promise<void> {
    this.ua?.stop();
  }

  register(): Promise<number> {
    return new Promise((resolve) => {
      this.ua?.once("registered", ({ response }) => resolve(response.status_code));
      this.ua?.once("registrationFailed", ({ response }) => resolve(response?.status_code ?? 0));
      this.ua?.register();
    });
  }

  unregister(): Promise<number> {
    return new Promise((resolve) => {
      this.ua?.once("unregistered", ({ response }) => resolve(response?.status_code ?? 0));
      this.ua?.unregister();
    });
  }

  async call(user: string): Promise<string> {
    if (!this.ua) throw new Error("The agent was not started");
    return this.adopt(this.ua.call(`sip:${user}@${this.config?.domain}`, kMedia));
  }

  async answer(call: string): Promise<void> {
    this.session(call).answer(kMedia);
  }

  async reject(call: string, code: number): Promise<void> {
    this.session(call).terminate({ status_code: code });
  }

  async cancel(call: string): Promise<void> {
    this.session(call).terminate();
  }

  async bye(call: string): Promise<void> {
    this.session(call).terminate();
  }

  hold(call: string, held: boolean): Promise<number> {
    const session = this.session(call);
    return new Promise((resolve, reject) => {
      const done = () => resolve(200);
      const begun = held ? session.hold({}, done) : session.unhold({}, done);
      if (!begun) reject(new Error("JsSIP refused to begin"));
    });
  }

  async mute(call: string, muted: boolean): Promise<void> {
    if (muted) this.session(call).mute({ audio: true });
    else this.session(call).unmute({ audio: true });
  }

  async dtmf(call: string, tone: string, mode: DtmfMode): Promise<void> {
    const transportType = mode === "info" ? "INFO" : "RFC2833";
    this.session(call).sendDTMF(tone, { transportType } as Parameters<RTCSession["sendDTMF"]>[1]);
  }

  state(call: string): string {
    return String(this.session(call).status);
  }

  connection(call: string): RTCPeerConnection | undefined {
    return this.session(call).connection;
  }

  private adopt(session: RTCSession): string {
    const call = `call-${this.calls.size + 1}`;
    this.calls.set(call, session);
    const listen = (connection: RTCPeerConnection) =>
      connection.addEventListener("track", ({ track }) => play(new MediaStream([track])));
    if (session.connection) listen(session.connection);
    session.on("peerconnection", ({ peerconnection }) => listen(peerconnection));
    session.on("progress", ({ response }: { response?: { status_code: number } }) => {
      if (response) emit({ type: "progress", call, code: response.status_code });
    });
    session.on("confirmed", () => emit({ type: "state", call, state: "Established" }));
    session.on("ended", ({ originator }) => {
      if (originator === "remote") emit({ type: "bye", call });
      emit({ type: "state", call, state: "Terminated" });
    });
    session.on("failed", ({ message, cause, originator }) => {
      if (cause === JsSIP.C.causes.CANCELED && originator === "remote") {
        emit({ type: "cancelled", call });
      }
      const code = (message as { status_code?: number } | undefined)?.status_code ?? 0;
      if (code) emit({ type: "rejected", call, code });
      emit({ type: "state", call, state: "Terminated" });
    });
    session.on("newDTMF", ({ originator, dtmf }: NewDtmf) => {
      if (originator === "remote") emit({ type: "tone", call, tone: String(dtmf.tone) });
    });
    return call;
  }

  private session(call: string): RTCSession {
    const session = this.calls.get(call);
    if (!session) throw new Error(`There is no ${call}`);
    return session;
  }
}

expose(new JsSipAgent());
