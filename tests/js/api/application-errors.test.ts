// What an application throws is logged, and breaks neither the core nor what was still to be done.
import { describe, expect, test } from "vitest";
import { type Invitation, Inviter, SessionState, UserAgent } from "../../../js/src/index.js";
import { makePair, talk } from "../support/pair.js";
import { settled } from "../support/stage.js";

function fail(): never {
  throw new Error("a bug of the application");
}

const target = (): NonNullable<ReturnType<typeof UserAgent.makeURI>> => {
  const uri = UserAgent.makeURI("sip:bob@example.com");
  if (!uri) throw new Error("the URI did not parse");
  return uri;
};

describe("an application that throws", () => {
  test("in every delegate and listener of a call still gets its call", async () => {
    const logged: Array<string> = [];
    const logConnector = (level: string, _category: string, _label: unknown, content: string) => {
      if (level === "error") logged.push(content);
    };
    const { alice, bob } = await makePair({ alice: { logConnector }, bob: { logConnector } });
    let callee: Invitation | undefined;
    bob.userAgent.delegate = {
      onInvite: (invitation) => {
        callee = invitation;
        invitation.delegate = { onAck: fail, onBye: fail, onInfo: fail };
        invitation.stateChange.addListener(fail);
        void invitation.accept();
        fail();
      },
    };
    const caller = new Inviter(alice.userAgent, target());
    caller.stateChange.addListener(fail);
    await caller.invite({
      requestDelegate: { onTrying: fail, onProgress: fail, onAccept: fail },
    });
    await settled();
    expect([caller.state, callee?.state]).toEqual(["Established", "Established"]);

    const status = new Promise((resolve) => {
      const onAccept = ({ message }: { message: { statusCode: number | undefined } }) =>
        resolve(message.statusCode);
      void caller.info({ requestDelegate: { onAccept } });
    });
    // The delegate took the INFO and threw: the core answers in its place.
    expect(await status).toBe(200);
    await caller.bye({ requestDelegate: { onAccept: fail } });
    await settled();
    expect([caller.state, callee?.state]).toEqual(["Terminated", "Terminated"]);
    expect(logged.filter((line) => line.includes("a bug of the application")).length).toBe(14);
  });

  test("in onConnect and onDisconnect is connected all the same", async () => {
    const { alice, bob } = await makePair();
    alice.userAgent.delegate = { onConnect: fail, onDisconnect: fail };
    alice.transport.drop(new Error("gone"));
    await alice.userAgent.reconnect();
    const { caller } = await talk(alice, bob);
    expect(caller.state).toBe(SessionState.Established);
  });

  test("in its transport is told that the request failed", async () => {
    const { alice } = await makePair();
    alice.transport.send = fail;
    const caller = new Inviter(alice.userAgent, target());
    const status = new Promise((resolve) => {
      const onReject = ({ message }: { message: { statusCode: number | undefined } }) =>
        resolve(message.statusCode);
      void caller.invite({ requestDelegate: { onReject } });
    });
    expect(await status).toBe(503);
    expect(caller.state).toBe(SessionState.Terminated);
  });

  test("in its log connector is not heard of again", async () => {
    const { alice, bob } = await makePair({ alice: { logConnector: fail } });
    const { caller } = await talk(alice, bob);
    expect(caller.state).toBe(SessionState.Established);
  });

  test("when its media is closed still ends the call", async () => {
    const { alice, bob } = await makePair();
    alice.media.note = (note) => note === "media close" && fail();
    const { caller } = await talk(alice, bob);
    await caller.bye();
    expect(caller.state).toBe(SessionState.Terminated);
  });
});

describe("a delegate may call back in", () => {
  test("and hang up inside onInvite, onAck and stateChange", async () => {
    const { alice, bob } = await makePair();
    let callee: Invitation | undefined;
    bob.userAgent.delegate = {
      onInvite: (invitation) => {
        callee = invitation;
        invitation.delegate = { onAck: () => void invitation.bye() };
        void invitation.accept();
      },
    };
    const caller = new Inviter(alice.userAgent, target());
    await caller.invite();
    await settled();
    expect([caller.state, callee?.state]).toEqual(["Terminated", "Terminated"]);
  });

  test("and may be set after the request was sent", async () => {
    const { alice, bob } = await makePair();
    const { caller } = await talk(alice, bob);
    const info = await caller.info();
    const answered = new Promise((resolve) => {
      info.delegate = { onAccept: resolve };
    });
    expect(info.message.method).toBe("INFO");
    await answered;
  });
});
