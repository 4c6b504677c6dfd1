// The agent of sip-wasm and of sip.js: the build decides which of the two this import means.
import {
  Invitation,
  Inviter,
  Registerer,
  type Session,
  SessionState,
  UserAgent,
  Web,
} from "sip-wasm";
import { type Agent, type AgentConfig, type DtmfMode, emit, expose, play } from "./agent.js";

const kMedia: Web.SessionDescriptionHandlerOptions = {
  constraints: { audio: true, video: false },
};

class SipAgent implements Agent {
  private config: AgentConfig | undefined;
  private userAgent: UserAgent | undefined;
  private registerer: Registerer | undefined;
  private readonly calls = new Map<string, Session>();

  async start(config: AgentConfig): Promise<void> {
    this.config = config;
    this.userAgent = new UserAgent({
      uri: this.address(config.user),
      authorizationUsername: config.user,
      authorizationPassword: config.password,
      transportOptions: { server: config.server },
      sessionDescriptionHandlerFactoryOptions: { peerConnectionConfiguration: { iceServers: [] } },
      logLevel: "error",
      logConfiguration: false,
      ...(config.noAnswerTimeout ? { noAnswerTimeout: config.noAnswerTimeout } : {}),
      delegate: {
        onConnect: () => emit({ type: "connected" }),
        onDisconnect: () => emit({ type: "disconnected" }),
        onInvite: (invitation) => {
          const from = invitation.remoteIdentity.uri.user ?? "";
          emit({ type: "incoming", call: this.adopt(invitation), from });
        },
      },
    });
    this.registerer = new Registerer(this.userAgent);
    this.registerer.stateChange.addListener((state) => emit({ type: "registration", state }));
    await this.userAgent.start();
  }

  async reconnect(): Promise<void> {
    await this.userAgent?.reconnect();
  }

  async stop(): Promise<void> {
    await this.userAgent?.stop();
  }

  register(): Promise<number> {
    return finalCode((delegate) => this.registerer?.register({ requestDelegate: delegate }));
  }

  unregister(): Promise<number> {
    return finalCode((delegate) => this.registerer?.unregister({ requestDelegate: delegate }));
  }

  async call(user: string): Promise<string> {
    if (!this.userAgent) throw new Error("The agent was not started");
    const inviter = new Inviter(this.userAgent, this.address(user), {
      sessionDescriptionHandlerOptions: kMedia,
    });
    const call = this.adopt(inviter);
    await inviter.invite({
      requestDelegate: {
        onProgress: ({ message }) =>
          emit({ type: "progress", call, code: message.statusCode ?? 0 }),
        onReject: ({ message }) => emit({ type: "rejected", call, code: message.statusCode ?? 0 }),
      },
    });
    return call;
  }

  async answer(call: string): Promise<void> {
    await this.incoming(call).accept({ sessionDescriptionHandlerOptions: kMedia });
  }

  async reject(call: string, statusCode: number): Promise<void> {
    await this.incoming(call).reject({ statusCode });
  }

  async cancel(call: string): Promise<void> {
    const session = this.session(call);
    if (!(session instanceof Inviter)) throw new Error(`${call} did not begin here`);
    await session.cancel();
  }

  async bye(call: string): Promise<void> {
    await this.session(call).bye();
  }

  async hold(call: string, held: boolean): Promise<number> {
    const session = this.session(call);
    const options: Web.SessionDescriptionHandlerOptions = { ...kMedia, hold: held };
    session.sessionDescriptionHandlerOptionsReInvite = options;
    const code = await finalCode((requestDelegate) => session.invite({ requestDelegate }));
    if (code === 200) {
      // The direction alone leaves the microphone audible, as with SIP.js.
      this.media(call).enableSenderTracks(!held);
      this.media(call).enableReceiverTracks(!held);
    }
    return code;
  }

  async mute(call: string, muted: boolean): Promise<void> {
    this.media(call).enableSenderTracks(!muted);
  }

  async dtmf(call: string, tone: string, mode: DtmfMode): Promise<void> {
    if (mode === "info") {
      const body = {
        contentDisposition: "render",
        contentType: "application/dtmf-relay",
        content: `Signal=${tone}\r\nDuration=160\r\n`,
      };
      const code = await finalCode((requestDelegate) =>
        this.session(call).info({ requestDelegate, requestOptions: { body } }),
      );
      if (code !== 200) throw new Error(`The INFO was answered with ${code}`);
      return;
    }
    const sender = this.connection(call)?.getSenders()[0]?.dtmf;
    sender?.addEventListener("tonechange", (event) => {
      if (event.tone) emit({ type: "tone", call, tone: event.tone });
    });
    if (!this.media(call).sendDtmf(tone)) throw new Error("sendDtmf returned false");
  }

  state(call: string): string {
    return this.session(call).state;
  }

  connection(call: string): RTCPeerConnection | undefined {
    const handler = this.session(call).sessionDescriptionHandler;
    return handler instanceof Web.SessionDescriptionHandler ? handler.peerConnection : undefined;
  }

  private adopt(session: Session): string {
    const call = `call-${this.calls.size + 1}`;
    this.calls.set(call, session);
    session.delegate = {
      onBye: (bye) => {
        emit({ type: "bye", call });
        void bye.accept();
      },
      onCancel: () => emit({ type: "cancelled", call }),
      onInfo: (info) => {
        const contentType = info.request.getHeader("Content-Type") ?? "";
        emit({ type: "info", call, contentType, body: info.request.body });
        void info.accept();
      },
      onInvite: () => emit({ type: "reinvite", call }),
    };
    session.stateChange.addListener((state) => {
      if (state === SessionState.Established) play(this.media(call).remoteMediaStream);
      emit({ type: "state", call, state });
    });
    return call;
  }

  private session(call: string): Session {
    const session = this.calls.get(call);
    if (!session) throw new Error(`There is no ${call}`);
    return session;
  }

  private incoming(call: string): Invitation {
    const session = this.session(call);
    if (!(session instanceof Invitation)) throw new Error(`${call} did not come in`);
    return session;
  }

  private media(call: string): Web.SessionDescriptionHandler {
    const handler = this.session(call).sessionDescriptionHandler;
    if (!(handler instanceof Web.SessionDescriptionHandler))
      throw new Error(`${call} has no media`);
    return handler;
  }

  private address(user: string) {
    const uri = UserAgent.makeURI(`sip:${user}@${this.config?.domain}`);
    if (!uri) throw new Error(`Not an address: ${user}`);
    return uri;
  }
}

interface FinalDelegate {
  onAccept(response: { message: { statusCode: number | undefined } }): void;
  onReject(response: { message: { statusCode: number | undefined } }): void;
}

/** Sends a request and resolves with the status code of its final response. */
function finalCode(
  send: (delegate: FinalDelegate) => Promise<unknown> | undefined,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const settle: FinalDelegate["onAccept"] = ({ message }) => resolve(message.statusCode ?? 0);
    send({ onAccept: settle, onReject: settle })?.catch(reject);
  });
}

expose(new SipAgent());
