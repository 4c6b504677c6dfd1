// Two user agents of this library, joined in memory: what one sends, the other receives a microtask later.
import {
  type Invitation,
  Inviter,
  UserAgent,
  type UserAgentOptions,
} from "../../../js/src/index.js";
import { FakeDescriptionHandler, type HandlerScript, sdp } from "./fake-description-handler.js";
import { FakeTransport } from "./fake-transport.js";
import { settled } from "./stage.js";

export interface Party {
  readonly userAgent: UserAgent;
  readonly transport: FakeTransport;
  readonly media: HandlerScript;
}

async function makeParty(name: string, options: UserAgentOptions): Promise<Party> {
  const uri = UserAgent.makeURI(`sip:${name}@example.com`);
  if (!uri) throw new Error("the URI did not parse");
  const body = { body: sdp(name), contentType: "application/sdp" };
  const media: HandlerScript = { getDescription: () => Promise.resolve(body) };
  const userAgent = new UserAgent({
    uri,
    logBuiltinEnabled: false,
    transportConstructor: FakeTransport as never,
    sessionDescriptionHandlerFactory: () => new FakeDescriptionHandler(media),
    ...options,
  });
  await userAgent.start();
  return { userAgent, transport: userAgent.transport as unknown as FakeTransport, media };
}

export async function makePair(
  options: { alice?: UserAgentOptions; bob?: UserAgentOptions } = {},
): Promise<{ alice: Party; bob: Party }> {
  const alice = await makeParty("alice", options.alice ?? {});
  const bob = await makeParty("bob", options.bob ?? {});
  const join = (from: Party, to: Party): void => {
    from.transport.onSent = (message) => queueMicrotask(() => to.transport.receive(message));
  };
  join(alice, bob);
  join(bob, alice);
  return { alice, bob };
}

/** Alice calls Bob, and Bob answers. */
export async function talk(
  alice: Party,
  bob: Party,
): Promise<{ caller: Inviter; callee: Invitation }> {
  let callee: Invitation | undefined;
  bob.userAgent.delegate = {
    ...bob.userAgent.delegate,
    onInvite: (invitation) => {
      callee = invitation;
      void invitation.accept();
    },
  };
  const target = UserAgent.makeURI("sip:bob@example.com");
  if (!target) throw new Error("the URI did not parse");
  const caller = new Inviter(alice.userAgent, target);
  await caller.invite();
  await settled();
  if (!callee) throw new Error("nobody rang");
  return { caller, callee };
}
