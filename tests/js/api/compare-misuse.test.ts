// What SIP.js refuses is refused here too, in the same way.
import { describe, expect, test } from "vitest";
import type { Invitation } from "../../../js/src/index.js";
import { ours, play, type Script, type Stage, settled, theirs } from "../support/stage.js";

async function ringing(stage: Stage): Promise<Invitation> {
  const rung = new Promise<Invitation>((resolve) => {
    stage.userAgent.delegate = { onInvite: resolve };
  });
  stage.remote.invite();
  return rung;
}

function attempt(stage: Stage, name: string, run: () => Promise<unknown>): void {
  try {
    stage.watch(name, run());
  } catch (error) {
    stage.note(`${name} threw ${error instanceof TypeError ? "TypeError" : "Error"}`);
  }
}

const scripts: Record<string, Script> = {
  "a call that is not established": async (stage) => {
    const inviter = new stage.library.Inviter(stage.userAgent, stage.target);
    attempt(stage, "bye", () => inviter.bye());
    attempt(stage, "info", () => inviter.info());
    attempt(stage, "message", () => inviter.message());
    attempt(stage, "refer", () => inviter.refer(stage.target));
    await inviter.invite();
    attempt(stage, "invite", () => inviter.invite());
    attempt(stage, "bye", () => inviter.bye());
  },
  "a call that is over": async (stage) => {
    const inviter = new stage.library.Inviter(stage.userAgent, stage.target);
    await inviter.invite();
    stage.remote.answer("INVITE", 486);
    await settled();
    attempt(stage, "bye", () => inviter.bye());
    attempt(stage, "cancel", () => inviter.cancel());
    attempt(stage, "invite", () => inviter.invite());
    attempt(stage, "dispose", () => inviter.dispose());
  },
  "cancelling an established call": async (stage) => {
    const inviter = new stage.library.Inviter(stage.userAgent, stage.target);
    await inviter.invite();
    stage.remote.answer("INVITE", 200, { body: stage.remote.offer });
    await settled();
    attempt(stage, "cancel", () => inviter.cancel());
  },
  "accepting twice": async (stage) => {
    const invitation = await ringing(stage);
    attempt(stage, "first", () => invitation.accept());
    attempt(stage, "second", () => invitation.accept());
    attempt(stage, "progress", () => invitation.progress());
  },
  "rejecting what was accepted": async (stage) => {
    const invitation = await ringing(stage);
    await invitation.accept();
    attempt(stage, "reject", () => invitation.reject());
  },
  "accepting what was cancelled": async (stage) => {
    let invitation: Invitation | undefined;
    stage.userAgent.delegate = {
      onInvite: (rung) => {
        invitation = rung;
      },
    };
    const invite = stage.remote.invite();
    await settled();
    stage.remote.cancel(invite);
    await settled();
    attempt(stage, "accept", () => invitation?.accept() ?? Promise.resolve());
    attempt(stage, "reject", () => invitation?.reject() ?? Promise.resolve());
  },
  "statuses that do not fit": async (stage) => {
    const invitation = await ringing(stage);
    attempt(stage, "reject", () => invitation.reject({ statusCode: 200 }));
    attempt(stage, "progress", () => invitation.progress({ statusCode: 200 }));
  },
  "starting and stopping twice": async (stage) => {
    attempt(stage, "start", () => stage.userAgent.start());
    attempt(stage, "stop", () => stage.userAgent.stop());
    await settled();
    attempt(stage, "stop", () => stage.userAgent.stop());
    await settled();
    attempt(stage, "reconnect", () => stage.userAgent.reconnect());
  },
  "URIs that are none": async (stage) => {
    const { UserAgent, Inviter, Messager } = stage.library;
    const params = { toUri: "nonsense" };
    attempt(stage, "Inviter", async () => new Inviter(stage.userAgent, stage.target, { params }));
    const message = () => new Messager(stage.userAgent, stage.target, "", undefined, { params });
    attempt(stage, "Messager", async () => message());
    for (const text of ["", "alice", "sip:", "sip:alice", "http://x", "sip:a@b.c;x=y?h=v"]) {
      stage.note(`${text} ${UserAgent.makeURI(text)}`);
    }
  },
  "options that are impossible": async (stage) => {
    const { Registerer, UserAgent } = stage.library;
    const register = (options: object) => async () => new Registerer(stage.userAgent, options);
    attempt(stage, "instance", register({ instanceId: "nonsense" }));
    attempt(stage, "frequency", register({ refreshFrequency: 10 }));
    attempt(stage, "user agent", async () => {
      new UserAgent({ instanceId: "nonsense", logBuiltinEnabled: false });
    });
  },
};

describe("misuse is answered as by SIP.js", () => {
  for (const [name, script] of Object.entries(scripts)) {
    test(name, async () => {
      const withoutReason = (note: string) =>
        note.replace(/ rejected: (Invalid|User agent stopped).*/, " rejected: $1");
      const mine = await play(ours, script);
      expect(mine.map(withoutReason)).toEqual((await play(theirs, script)).map(withoutReason));
    });
  }
});
