// A user agent of this library or of the unmodified sip.js, connected to the server over a real WebSocket; its media are
// notes. And one of JsSIP, for what that can do without media.
import JsSIP from "jssip";
import { WebSocket } from "ws";
import type { SipServer } from "../../../../demo/server/sip-server.mjs";
import type * as own from "../../../../js/src/index.js";
import { FakeDescriptionHandler } from "../../support/fake-description-handler.js";
import { type Library, ours, theirs } from "../../support/stage.js";
import { kUsers, type User } from "./with-server.js";

// Node 20 has no WebSocket of its own; all three libraries use the browser's.
Object.assign(globalThis, { WebSocket });

export const libraries: Record<string, Library> = { "sip-wasm": ours, "sip.js": theirs };

const open: Array<{ stop(): unknown }> = [];

export class Phone {
  /** Calls and messages that came in. */
  readonly invitations: Array<own.Invitation> = [];
  readonly messages: Array<string> = [];

  private constructor(
    readonly library: Library,
    readonly userAgent: own.UserAgent,
    readonly registerer: own.Registerer,
  ) {
    userAgent.delegate = {
      onInvite: (invitation) => this.invitations.push(invitation),
      onMessage: (message) => {
        this.messages.push(message.request.body);
        void message.accept();
      },
    };
  }

  static async connect(
    library: Library,
    server: SipServer,
    user: User,
    { password = kUsers[user], registration = {} as own.RegistererOptions } = {},
  ): Promise<Phone> {
    const userAgent = new library.UserAgent({
      uri: uriOf(library, user),
      authorizationUsername: user,
      authorizationPassword: password,
      logBuiltinEnabled: false,
      transportOptions: { server: server.url },
      sessionDescriptionHandlerFactory: () => new FakeDescriptionHandler({}),
    });
    open.push(userAgent);
    await userAgent.start();
    return new Phone(library, userAgent, new library.Registerer(userAgent, registration));
  }

  static async registered(library: Library, server: SipServer, user: User): Promise<Phone> {
    const phone = await Phone.connect(library, server, user);
    await phone.register();
    return phone;
  }

  /** The status that the registration ends with. */
  register(): Promise<number | undefined> {
    return new Promise((resolve) => {
      const done = ({ message }: own.Core.IncomingResponse) => resolve(message.statusCode);
      void this.registerer.register({ requestDelegate: { onAccept: done, onReject: done } });
    });
  }

  /** Calls a user; `rejected` is the status of a refusal. */
  call(user: string): { call: own.Inviter; rejected: Promise<number | undefined> } {
    const call = new this.library.Inviter(this.userAgent, uriOf(this.library, user));
    const rejected = new Promise<number | undefined>((resolve) => {
      void call.invite({
        requestDelegate: { onReject: ({ message }) => resolve(message.statusCode) },
      });
    });
    return { call, rejected };
  }

  /** The status that a MESSAGE to a user ends with. */
  message(user: string, content: string): Promise<number | undefined> {
    const messager = new this.library.Messager(this.userAgent, uriOf(this.library, user), content);
    return new Promise((resolve) => {
      const done = ({ message }: own.Core.IncomingResponse) => resolve(message.statusCode);
      void messager.message({ requestDelegate: { onAccept: done, onReject: done } });
    });
  }
}

/** A JsSIP user agent, started. */
export function jsSipPhone(
  server: SipServer,
  user: User,
  password: string = kUsers[user],
): JsSIP.UA {
  const phone = new JsSIP.UA({
    sockets: [new JsSIP.WebSocketInterface(server.url)],
    uri: `sip:${user}@demo.test`,
    password,
  });
  open.push(phone);
  phone.start();
  return phone;
}

/** Stops every phone of a test. */
export async function hangUpAll(): Promise<void> {
  await Promise.all(open.splice(0).map((phone) => phone.stop()));
}

function uriOf(library: Library, user: string): own.URI {
  const uri = library.UserAgent.makeURI(`sip:${user}@demo.test`);
  if (!uri) throw new Error(`No URI can be made for ${user}`);
  return uri;
}
