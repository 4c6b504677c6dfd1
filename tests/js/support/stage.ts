// Plays a script to a user agent of this library or of SIP.js and notes what there is to see, so that the two can be compared.
import * as peer from "sip.js";
import * as own from "../../../js/src/index.js";
import { FakeDescriptionHandler, type HandlerScript } from "./fake-description-handler.js";
import { FakeTransport } from "./fake-transport.js";
import { Remote, titleOf } from "./remote.js";

export type Library = typeof own;
type UserAgentOptions = own.UserAgentOptions;

export const ours: Library = own;
/** SIP.js in the clothes of this library, which has its names and types. */
export const theirs = peer as unknown as Library;

export interface Stage {
  readonly library: Library;
  readonly userAgent: own.UserAgent;
  readonly transport: FakeTransport;
  readonly remote: Remote;
  /** What session description handlers do. May be changed at any time. */
  readonly media: HandlerScript;
  readonly notes: Array<string>;
  note(text: string): void;
  /** Notes how a promise settles. */
  watch(name: string, promise: Promise<unknown>): void;
  /** Notes the states of a session, and gives it a delegate that notes all it hears. */
  follow(name: string, session: own.Session): void;
  /** A delegate that notes the responses it hears of. */
  responses(name: string): own.Core.OutgoingRequestDelegate;
  /** Whom the scripts call. */
  readonly target: own.URI;
}

export type Script = (stage: Stage) => Promise<void>;

/** Lets every promise reaction run. */
export function settled(): Promise<void> {
  // setImmediate, which the tests' fake timers leave alone, comes after all microtasks.
  return new Promise((resolve) => setImmediate(resolve));
}

export async function setStage(library: Library, options: UserAgentOptions = {}): Promise<Stage> {
  const notes: Array<string> = [];
  const note = (text: string): void => {
    notes.push(text);
  };
  const media: HandlerScript = { note };
  const uri = library.UserAgent.makeURI("sip:us@example.com");
  const target = library.UserAgent.makeURI("sip:remote@example.com");
  if (!uri || !target) throw new Error("a URI did not parse");
  const userAgent = new library.UserAgent({
    uri,
    authorizationUsername: "us",
    authorizationPassword: "secret",
    contactName: "us",
    logBuiltinEnabled: false,
    transportConstructor: FakeTransport as never,
    sessionDescriptionHandlerFactory: () => new FakeDescriptionHandler(media),
    ...options,
  });
  const transport = userAgent.transport as unknown as FakeTransport;
  transport.onSent = (message) => note(`> ${titleOf(message)}`);
  const stage: Stage = {
    library,
    userAgent,
    transport,
    media,
    notes,
    note,
    target,
    remote: new Remote(transport),
    watch: (name, promise) => {
      promise.then(
        () => note(`${name} resolved`),
        (error: Error) => note(`${name} rejected: ${error.message}`),
      );
    },
    follow: (name, session) => {
      session.stateChange.addListener((state) => note(`${name} ${state}`));
      session.delegate = {
        onAck: () => note(`${name} onAck`),
        onBye: (bye) => {
          note(`${name} onBye`);
          void bye.accept();
        },
        onCancel: () => note(`${name} onCancel`),
        onInfo: (info) => {
          note(`${name} onInfo ${info.request.body}`);
          void info.accept();
        },
        onInvite: (_request, _response, status) => note(`${name} onInvite ${status}`),
        onMessage: (message) => {
          note(`${name} onMessage ${message.request.body}`);
          void message.accept();
        },
      };
    },
    responses: (name) => ({
      onTrying: ({ message }) => note(`${name} onTrying ${message.statusCode}`),
      onProgress: ({ message }) => note(`${name} onProgress ${message.statusCode}`),
      onAccept: ({ message }) => note(`${name} onAccept ${message.statusCode}`),
      onRedirect: ({ message }) => note(`${name} onRedirect ${message.statusCode}`),
      onReject: ({ message }) => note(`${name} onReject ${message.statusCode}`),
    }),
  };
  await userAgent.start();
  return stage;
}

/** Plays a script and returns what was noted. */
export async function play(
  library: Library,
  script: Script,
  options: (library: Library) => UserAgentOptions = () => ({}),
): Promise<Array<string>> {
  const stage = await setStage(library, options(library));
  await script(stage);
  await settled();
  // A copy: its timers run on while another library plays.
  return stage.notes.slice();
}
