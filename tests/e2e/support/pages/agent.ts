// What a test can ask a page to do, whatever SIP stack the page has, and the events it hears of.
// A page puts its agent on `window` with `expose`; support/phone.ts is the other end.
import { type MediaTotals, measure } from "./media.js";

export type StackName = "sip-wasm" | "sip.js" | "jssip";

export interface AgentConfig {
  /** WebSocket address of the SIP server. */
  server: string;
  domain: string;
  user: string;
  password: string;
  /** Seconds after which an incoming call refuses itself; the stack's default when absent. */
  noAnswerTimeout?: number;
}

export type AgentEvent =
  | { type: "connected" }
  | { type: "disconnected" }
  | { type: "registration"; state: string }
  | { type: "incoming"; call: string; from: string }
  | { type: "state"; call: string; state: string }
  | { type: "progress"; call: string; code: number }
  | { type: "rejected"; call: string; code: number }
  | { type: "cancelled"; call: string }
  | { type: "bye"; call: string }
  | { type: "reinvite"; call: string }
  | { type: "info"; call: string; contentType: string; body: string }
  | { type: "tone"; call: string; tone: string };

/** Ways to send a key of the keypad. */
export type DtmfMode = "rtp" | "info";

export interface Agent {
  /** Connects. Rejects when the server cannot be reached. */
  start(config: AgentConfig): Promise<void>;
  /** Connects again after the connection was lost. */
  reconnect(): Promise<void>;
  stop(): Promise<void>;
  /** The status code of the final response to a REGISTER. */
  register(): Promise<number>;
  unregister(): Promise<number>;
  /** The name of the new call, for the methods below. Rejects when no INVITE could be sent. */
  call(user: string): Promise<string>;
  answer(call: string): Promise<void>;
  reject(call: string, code: number): Promise<void>;
  cancel(call: string): Promise<void>;
  bye(call: string): Promise<void>;
  /** The status code of the final response to the re-INVITE. */
  hold(call: string, held: boolean): Promise<number>;
  mute(call: string, muted: boolean): Promise<void>;
  dtmf(call: string, tone: string, mode: DtmfMode): Promise<void>;
  /** The call's own state, as the stack names it. */
  state(call: string): string;
  connection(call: string): RTCPeerConnection | undefined;
}

/** An outcome that survives the way out of the page, where an Error would lose its name. */
export type Outcome =
  | { ok: true; value: unknown }
  | { ok: false; name: string; message: string; causeName: string | undefined };

export interface PageApi {
  run(method: string, args: unknown[]): Promise<Outcome>;
  /** How many events there were so far. */
  mark(): number;
  /** The first event from number `from` on that has all members of `like`; rejects after a time. */
  waitFor(like: Partial<AgentEvent>, from: number, timeoutMs: number): Promise<AgentEvent>;
  media(call: string): Promise<MediaTotals | undefined>;
  /** How many microphone tracks were opened and not stopped since. */
  openMicrophones(): number;
}

const microphones: MediaStreamTrack[] = [];
const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (constraints) => {
  const stream = await getUserMedia(constraints);
  microphones.push(...stream.getAudioTracks());
  return stream;
};

const events: AgentEvent[] = [];
const waiting = new Set<() => void>();

/** Reports an event to the test. */
export function emit(event: AgentEvent): void {
  events.push(event);
  for (const check of [...waiting]) check();
}

/** Plays a remote stream: Chromium counts the energy of received sound only when it is played. */
export function play(stream: MediaStream): void {
  const audio = document.createElement("audio");
  audio.autoplay = true;
  audio.srcObject = stream;
  document.body.append(audio);
}

/** Makes `agent` reachable for the test. */
export function expose(agent: Agent): void {
  const api: PageApi = {
    run: async (method, args) => {
      try {
        const action = agent[method as keyof Agent] as (...args: unknown[]) => unknown;
        return { ok: true, value: await action.apply(agent, args) };
      } catch (error) {
        return describe(error);
      }
    },
    mark: () => events.length,
    waitFor,
    media: async (call) => {
      const connection = agent.connection(call);
      return connection ? measure(connection) : undefined;
    },
    openMicrophones: () => microphones.filter(({ readyState }) => readyState === "live").length,
  };
  Object.assign(globalThis, { agentPage: api });
}

function describe(error: unknown): Outcome {
  if (!(error instanceof Error)) {
    return { ok: false, name: typeof error, message: String(error), causeName: undefined };
  }
  const causeName = error.cause instanceof Error ? error.cause.name : undefined;
  return { ok: false, name: error.name, message: error.message, causeName };
}

function waitFor(like: Partial<AgentEvent>, from: number, timeoutMs: number): Promise<AgentEvent> {
  const fits = (event: AgentEvent) =>
    Object.entries(like).every(([key, value]) => event[key as keyof AgentEvent] === value);
  return new Promise((resolve, reject) => {
    const check = () => {
      const found = events.slice(from).find(fits);
      if (!found) return;
      done();
      resolve(found);
    };
    const timer = setTimeout(() => {
      done();
      const seen = events.map((event) => JSON.stringify(event)).join("\n");
      reject(
        new Error(`No event like ${JSON.stringify(like)} within ${timeoutMs} ms; seen:\n${seen}`),
      );
    }, timeoutMs);
    const done = () => {
      clearTimeout(timer);
      waiting.delete(check);
    };
    waiting.add(check);
    check();
  });
}
