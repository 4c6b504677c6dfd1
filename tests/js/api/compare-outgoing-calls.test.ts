// The same script is played to a caller of this library and to one of SIP.js: what goes over the wire, the states, the
// delegates' calls and the promises must agree.
import { describe, expect, test } from "vitest";
import { ours, play, type Script, type Stage, settled, theirs } from "../support/stage.js";

const call = async (stage: Stage): Promise<InstanceType<Stage["library"]["Inviter"]>> => {
  const inviter = new stage.library.Inviter(stage.userAgent, stage.target);
  stage.follow("call", inviter);
  stage.watch("invite", inviter.invite({ requestDelegate: stage.responses("invite") }));
  await settled();
  return inviter;
};

const established = async (stage: Stage): Promise<InstanceType<Stage["library"]["Inviter"]>> => {
  const inviter = await call(stage);
  stage.remote.answer("INVITE", 100);
  stage.remote.answer("INVITE", 180);
  await settled();
  stage.remote.answer("INVITE", 200, { body: stage.remote.offer });
  await settled();
  stage.note("--");
  return inviter;
};

const scripts: Record<string, Script> = {
  "answered, then we hang up": async (stage) => {
    const inviter = await established(stage);
    stage.watch("bye", inviter.bye({ requestDelegate: stage.responses("bye") }));
    await settled();
    stage.remote.answer("BYE", 200);
  },
  "answered, then they hang up": async (stage) => {
    await established(stage);
    stage.remote.request({ method: "BYE" });
  },
  "they hang up and no delegate listens": async (stage) => {
    const inviter = await established(stage);
    inviter.delegate = undefined;
    stage.remote.request({ method: "BYE" });
  },
  busy: async (stage) => {
    await call(stage);
    stage.remote.answer("INVITE", 100);
    stage.remote.answer("INVITE", 486);
  },
  redirected: async (stage) => {
    await call(stage);
    stage.remote.answer("INVITE", 302);
  },
  "cancelled while it rings": async (stage) => {
    const inviter = await call(stage);
    stage.remote.answer("INVITE", 180);
    await settled();
    stage.watch("cancel", inviter.cancel());
    await settled();
    stage.remote.answer("CANCEL", 200);
    stage.remote.answer("INVITE", 487);
  },
  "cancelled before any answer": async (stage) => {
    const inviter = await call(stage);
    stage.watch("cancel", inviter.cancel());
    await settled();
    stage.note("-- 180");
    stage.remote.answer("INVITE", 180);
    await settled();
    stage.remote.answer("CANCEL", 200);
    stage.remote.answer("INVITE", 487);
  },
  "cancelled before it was sent": async (stage) => {
    const inviter = new stage.library.Inviter(stage.userAgent, stage.target);
    stage.follow("call", inviter);
    stage.watch("cancel", inviter.cancel());
  },
  "a 2xx crosses the CANCEL": async (stage) => {
    const inviter = await call(stage);
    stage.remote.answer("INVITE", 180);
    await settled();
    stage.watch("cancel", inviter.cancel());
    await settled();
    stage.remote.answer("INVITE", 200, { body: stage.remote.offer });
  },
  "no offer can be made": async (stage) => {
    stage.media.getDescription = () => Promise.reject(new Error("no microphone"));
    await call(stage);
  },
  "the answer cannot be applied": async (stage) => {
    stage.media.setDescription = () => Promise.reject(new Error("bad SDP"));
    await established(stage);
  },
  "the 200 carries no answer": async (stage) => {
    await call(stage);
    stage.remote.answer("INVITE", 200);
  },
  "without offer": async (stage) => {
    const inviter = new stage.library.Inviter(stage.userAgent, stage.target, {
      inviteWithoutSdp: true,
    });
    stage.follow("call", inviter);
    stage.watch("invite", inviter.invite({ requestDelegate: stage.responses("invite") }));
    await settled();
    stage.remote.answer("INVITE", 200, { body: stage.remote.offer });
  },
  "early media": async (stage) => {
    const inviter = new stage.library.Inviter(stage.userAgent, stage.target, { earlyMedia: true });
    stage.follow("call", inviter);
    stage.watch("invite", inviter.invite({ requestDelegate: stage.responses("invite") }));
    await settled();
    stage.remote.answer("INVITE", 183, { body: stage.remote.offer });
    await settled();
    stage.note("-- 200");
    stage.remote.answer("INVITE", 200, { body: stage.remote.offer });
  },
  "the transport cannot send the INVITE": async (stage) => {
    stage.transport.failure = new Error("gone");
    await call(stage);
  },
  "INFO and MESSAGE, ours and theirs": async (stage) => {
    const inviter = await established(stage);
    const body = { contentDisposition: "render", contentType: "text/plain", content: "hello" };
    const requestDelegate = stage.responses("info");
    stage.watch("info", inviter.info({ requestDelegate, requestOptions: { body } }));
    await settled();
    stage.remote.answer("INFO", 200);
    stage.watch("message", inviter.message({ requestOptions: { body } }));
    await settled();
    stage.remote.answer("MESSAGE", 200);
    stage.remote.request({ method: "INFO", body: "1", contentType: "text/plain" });
    stage.remote.request({ method: "MESSAGE", body: "2", contentType: "text/plain" });
    inviter.delegate = undefined;
    stage.remote.request({ method: "INFO", body: "3", contentType: "text/plain" });
  },
  "our re-INVITE is accepted": async (stage) => {
    const inviter = await established(stage);
    stage.watch("re-invite", inviter.invite({ requestDelegate: stage.responses("re-invite") }));
    await settled();
    stage.remote.answer("INVITE", 200, { body: stage.remote.offer });
  },
  "our re-INVITE is refused": async (stage) => {
    const inviter = await established(stage);
    stage.watch("re-invite", inviter.invite({ requestDelegate: stage.responses("re-invite") }));
    await settled();
    stage.remote.answer("INVITE", 488);
  },
  "a second re-INVITE while one is under way": async (stage) => {
    const inviter = await established(stage);
    stage.watch("first", inviter.invite());
    stage.watch("second", inviter.invite());
  },
  "their re-INVITE is accepted": async (stage) => {
    await established(stage);
    stage.remote.request({ method: "INVITE", body: stage.remote.offer });
    await settled();
    stage.remote.ack(200);
  },
  "their re-INVITE cannot be taken": async (stage) => {
    await established(stage);
    stage.media.setDescription = () => Promise.reject(new Error("bad SDP"));
    stage.remote.request({ method: "INVITE", body: stage.remote.offer });
  },
  "disposed of while established": async (stage) => {
    const inviter = await established(stage);
    stage.watch("dispose", inviter.dispose());
    await settled();
    stage.remote.answer("BYE", 200);
  },
};

describe("an outgoing call is to SIP.js's letter", () => {
  for (const [name, script] of Object.entries(scripts)) {
    test(name, async () => {
      expect(await play(ours, script)).toEqual(await play(theirs, script));
    });
  }
});
