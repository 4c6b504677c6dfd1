// The same script is played to a callee of this library and to one of SIP.js: what goes over the wire, the states, the
// delegates' calls and the promises must agree.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Invitation } from "../../../js/src/index.js";
import { FakeDescriptionHandler, sdp } from "../support/fake-description-handler.js";
import { ours, play, type Script, type Stage, settled, theirs } from "../support/stage.js";

// Time stands still unless a test moves it; setImmediate runs on.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Rings; the script decides. */
async function ring(stage: Stage, extras?: Parameters<Stage["remote"]["invite"]>[0]) {
  let ringing: Invitation | undefined;
  stage.userAgent.delegate = {
    onInvite: (invitation) => {
      stage.note(`onInvite ${invitation.state}`);
      stage.follow("call", invitation);
      ringing = invitation;
    },
  };
  const invite = stage.remote.invite(extras);
  await settled();
  if (!ringing) throw new Error("nobody rang");
  return { invite, invitation: ringing };
}

async function established(stage: Stage): Promise<Invitation> {
  const { invitation } = await ring(stage);
  stage.watch("accept", invitation.accept());
  await settled();
  stage.remote.ack(200);
  await settled();
  stage.note("--");
  return invitation;
}

const scripts: Record<string, Script> = {
  "accepted, then they hang up": async (stage) => {
    await established(stage);
    stage.remote.request({ method: "BYE" });
  },
  "accepted, then we hang up": async (stage) => {
    const invitation = await established(stage);
    stage.watch("bye", invitation.bye({ requestDelegate: stage.responses("bye") }));
    await settled();
    stage.remote.answer("BYE", 200);
  },
  rejected: async (stage) => {
    const { invitation } = await ring(stage);
    stage.watch("reject", invitation.reject());
    await settled();
    stage.remote.ack(480);
  },
  "rejected with a status of ours": async (stage) => {
    const { invitation } = await ring(stage);
    stage.watch("reject", invitation.reject({ statusCode: 603 }));
  },
  cancelled: async (stage) => {
    const { invite } = await ring(stage);
    stage.note("-- CANCEL");
    stage.remote.cancel(invite);
  },
  "nobody listens": async (stage) => {
    stage.remote.invite();
  },
  "no answer": async (stage) => {
    await ring(stage);
    stage.note("-- a minute");
    vi.advanceTimersByTime(60_000);
  },
  "the INVITE expires": async (stage) => {
    await ring(stage, { headers: ["Expires: 20"] });
    vi.advanceTimersByTime(19_000);
    await settled();
    stage.note("-- 20 s");
    vi.advanceTimersByTime(1_000);
  },
  "no description can be made": async (stage) => {
    const { invitation } = await ring(stage);
    stage.media.getDescription = () => Promise.reject(new Error("no microphone"));
    stage.watch("accept", invitation.accept());
  },
  "a description of a kind that we do not know": async (stage) => {
    const { invitation } = await ring(stage);
    stage.media.hasDescription = () => false;
    stage.watch("accept", invitation.accept());
  },
  "an INVITE without offer": async (stage) => {
    const { invitation } = await ring(stage, { body: "" });
    stage.watch("accept", invitation.accept());
    await settled();
    stage.remote.ack(200, { body: stage.remote.offer });
    await settled();
    stage.note("--");
    stage.remote.request({ method: "BYE" });
  },
  "progress by hand": async (stage) => {
    const { invitation } = await ring(stage);
    stage.watch("progress", invitation.progress({ statusCode: 181 }));
    await settled();
    stage.watch("progress", invitation.progress({ statusCode: 183 }));
  },
  "disposed of while it rings": async (stage) => {
    const { invitation } = await ring(stage);
    stage.watch("dispose", invitation.dispose());
  },
  "INFO and MESSAGE come": async (stage) => {
    await established(stage);
    stage.remote.request({ method: "INFO", body: "1", contentType: "text/plain" });
    stage.remote.request({ method: "MESSAGE", body: "2", contentType: "text/plain" });
  },
  "our re-INVITE": async (stage) => {
    const invitation = await established(stage);
    stage.watch("re-invite", invitation.invite({ requestDelegate: stage.responses("re-invite") }));
    await settled();
    stage.remote.answer("INVITE", 200, { body: stage.remote.offer });
  },
  "a re-INVITE without offer": async (stage) => {
    await established(stage);
    stage.media.getDescription = () =>
      Promise.resolve({ ...FakeDescriptionHandler.answer, body: sdp("again") });
    stage.remote.request({ method: "INVITE" });
    await settled();
    stage.remote.ack(200, { body: stage.remote.offer });
  },
};

describe("an incoming call is to SIP.js's letter", () => {
  for (const [name, script] of Object.entries(scripts)) {
    test(name, async () => {
      expect(await play(ours, script)).toEqual(await play(theirs, script));
    });
  }

  test("without the initial provisional response", async () => {
    const script: Script = async (stage) => {
      await ring(stage);
    };
    const options = () => ({ sendInitialProvisionalResponse: false });
    expect(await play(ours, script, options)).toEqual(await play(theirs, script, options));
  });
});

describe("where it differs from SIP.js", () => {
  test("onAck is called also when the ACK is what a BYE has waited for", async () => {
    const script: Script = async (stage) => {
      const { invitation } = await ring(stage);
      stage.watch("accept", invitation.accept());
      await settled();
      stage.watch("bye", invitation.bye());
      await settled();
      stage.remote.ack(200);
      await settled();
      stage.remote.answer("BYE", 200);
    };
    const notes = await play(ours, script);
    expect(notes).toContain("call onAck");
    expect(notes.filter((note) => note !== "call onAck")).toEqual(await play(theirs, script));
  });

  test("accept() rejects when the call is rejected meanwhile, without waiting for the media", async () => {
    const script: Script = async (stage) => {
      const { invitation } = await ring(stage);
      stage.media.setDescription = () => new Promise(() => undefined);
      stage.watch("accept", invitation.accept());
      await settled();
      stage.watch("reject", invitation.reject());
    };
    const notes = await play(ours, script);
    const rejection = "accept rejected: The session has terminated.";
    expect(notes).toContain(rejection);
    expect(notes.filter((note) => note !== rejection)).toEqual(await play(theirs, script));
  });

  test("accept() resolves when a CANCEL overtakes it, without waiting for the media", async () => {
    const notes = await play(ours, async (stage) => {
      const { invitation, invite } = await ring(stage);
      stage.media.setDescription = () => new Promise(() => undefined);
      stage.watch("accept", invitation.accept());
      await settled();
      stage.note("--");
      stage.remote.cancel(invite);
    });
    expect(notes.slice(notes.indexOf("--"))).toEqual([
      "--",
      "> 200 CANCEL",
      "call onCancel",
      "> 487 INVITE",
      "call Terminated",
      "media close",
      "accept resolved",
    ]);
  });
});
