// Whole calls between two user agents that are joined in memory.
import { describe, expect, test } from "vitest";
import { Inviter, type Referral, SessionState, UserAgent } from "../../../js/src/index.js";
import { makePair, talk } from "../support/pair.js";
import { header, titleOf } from "../support/remote.js";
import { settled } from "../support/stage.js";

describe("a call between two user agents", () => {
  test("is established, renegotiated from both sides and ended", async () => {
    const { alice, bob } = await makePair();
    const { caller, callee } = await talk(alice, bob);
    expect([caller.state, callee.state]).toEqual(["Established", "Established"]);
    expect(callee.remoteIdentity.uri.toString()).toBe("sip:alice@example.com");
    expect(caller.id).toBe(callee.id);

    for (const side of [caller, callee]) {
      const answered = new Promise((resolve) => {
        void side.invite({ requestDelegate: { onAccept: resolve } });
      });
      await answered;
    }
    await callee.bye();
    await settled();
    expect([caller.state, callee.state]).toEqual(["Terminated", "Terminated"]);
    expect(Object.keys(alice.userAgent._sessions)).toEqual([]);
    expect(Object.keys(bob.userAgent._sessions)).toEqual([]);
  });

  test("knows its dialog from both ends", async () => {
    const { caller, callee } = await makePair().then(({ alice, bob }) => talk(alice, bob));
    expect(caller.dialog?.callId).toBe(callee.dialog?.callId);
    expect(caller.dialog?.localTag).toBe(callee.dialog?.remoteTag);
    expect(caller.dialog?.remoteTag).toBe(callee.dialog?.localTag);
    expect(caller.dialog?.remoteTarget.user).toBe(callee.userAgent.contact.uri.user);
    expect(caller.dialog?.early).toBe(false);
  });

  test("carries DTMF as INFO", async () => {
    const { alice, bob } = await makePair();
    const { caller, callee } = await talk(alice, bob);
    const heard: Array<string> = [];
    callee.delegate = {
      onInfo: (info) => {
        heard.push(`${info.request.getHeader("Content-Type")} ${info.request.body}`);
        void info.accept();
      },
    };
    const body = {
      contentDisposition: "render",
      contentType: "application/dtmf-relay",
      content: "Signal=5\r\nDuration=100",
    };
    const status = await new Promise((resolve) => {
      const requestDelegate = {
        onAccept: ({ message }: { message: { statusCode: number | undefined } }) =>
          resolve(message.statusCode),
      };
      void caller.info({ requestDelegate, requestOptions: { body } });
    });
    expect(status).toBe(200);
    expect(heard).toEqual(["application/dtmf-relay Signal=5\r\nDuration=100"]);
  });

  test("two calls of one pair live beside each other", async () => {
    const { alice, bob } = await makePair();
    const first = await talk(alice, bob);
    const second = await talk(alice, bob);
    await first.caller.bye();
    await settled();
    expect(first.callee.state).toBe(SessionState.Terminated);
    expect([second.caller.state, second.callee.state]).toEqual(["Established", "Established"]);
  });

  test("a referral is followed and its progress told", async () => {
    const { alice, bob } = await makePair();
    const { caller, callee } = await talk(alice, bob);
    const told: Array<string> = [];
    let referral: Referral | undefined;
    callee.delegate = {
      onRefer: (given) => {
        referral = given;
        void given.accept();
        // Bob's transport leads to Alice, who answers the referred call.
        void given.makeInviter().invite();
      },
    };
    alice.userAgent.delegate = { onInvite: (invitation) => void invitation.accept() };
    const target = UserAgent.makeURI("sip:alice@example.com");
    if (!target) throw new Error("the URI did not parse");
    await caller.refer(target, {
      onNotify: (notification) => {
        const state = notification.request.getHeader("Subscription-State");
        told.push(`${notification.request.body} ${state?.split(";")[0]}`);
        void notification.accept();
      },
    });
    for (let i = 0; i < 5; i++) await settled();
    expect(referral?.referTo.uri.toString()).toBe("sip:alice@example.com");
    expect(referral?.referredBy).toBe("<sip:alice@example.com>");
    expect(referral?.makeInviter()).toBe(referral?.makeInviter());
    expect(told).toEqual([
      "SIP/2.0 100 Trying active",
      "SIP/2.0 180 Ringing active",
      "SIP/2.0 200 OK terminated",
    ]);
  });

  test("an attended transfer names the dialog that is to be replaced", async () => {
    const { alice, bob } = await makePair();
    const { caller } = await talk(alice, bob);
    const other = await talk(alice, bob);
    await caller.refer(other.caller);
    const refer = alice.transport.sent.filter((message) => titleOf(message) === "REFER").at(-1);
    const referTo = header(refer ?? "", "Refer-To");
    const { dialog } = other.caller;
    expect(decodeURIComponent(referTo)).toContain(
      `?Replaces=${dialog?.callId};to-tag=${dialog?.remoteTag};from-tag=${dialog?.localTag}`,
    );
  });

  test("stop() ends the call and disconnects", async () => {
    const { alice, bob } = await makePair();
    const { caller, callee } = await talk(alice, bob);
    await alice.userAgent.stop();
    expect([caller.state, callee.state]).toEqual(["Terminated", "Terminated"]);
    expect(alice.userAgent.isConnected()).toBe(false);
  });

  test("without gracefulShutdown nobody is told, and media is closed all the same", async () => {
    const notes: Array<string> = [];
    const { alice, bob } = await makePair({ alice: { gracefulShutdown: false } });
    alice.media.note = (note) => notes.push(note);
    const { caller, callee } = await talk(alice, bob);
    await alice.userAgent.stop();
    expect([caller.state, callee.state]).toEqual(["Terminated", "Established"]);
    expect(notes).toContain("media close");
  });

  test("a connection that is lost ends requests, not calls", async () => {
    const { alice, bob } = await makePair();
    const { caller } = await talk(alice, bob);
    alice.transport.onSent = () => undefined;
    const answer = new Promise((resolve) => {
      void caller.info({
        requestDelegate: { onReject: ({ message }) => resolve(message.statusCode) },
      });
    });
    alice.transport.drop(new Error("gone"));
    expect(await answer).toBe(503);
    expect(caller.state).toBe(SessionState.Established);
  });

  test("an Inviter that is never used costs nothing once it is disposed of", async () => {
    const { alice } = await makePair();
    const target = UserAgent.makeURI("sip:bob@example.com");
    if (!target) throw new Error("the URI did not parse");
    const inviter = new Inviter(alice.userAgent, target);
    await inviter.dispose();
    expect(inviter.state).toBe(SessionState.Terminated);
    expect(alice.userAgent._sessions).toEqual({});
    expect(alice.userAgent.userAgentCore.engine.sessions.size).toBe(0);
  });
});
