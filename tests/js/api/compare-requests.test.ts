// Requests outside calls, ours and theirs, as with SIP.js.
import { describe, expect, test } from "vitest";
import { bodyOf, header } from "../support/remote.js";
import { ours, play, type Script, type Stage, settled, theirs } from "../support/stage.js";

function listen(stage: Stage): void {
  stage.userAgent.delegate = {
    onMessage: (message) => {
      stage.note(`onMessage ${message.request.body} ${message.request.from.uri}`);
      stage.watch("accept", message.accept());
    },
    onNotify: (notification) => {
      stage.note(`onNotify ${notification.request.getHeader("Event")}`);
      stage.watch("reject", notification.reject({ statusCode: 481 }));
    },
    onReferRequest: (request) => {
      stage.note(`onReferRequest ${request.message.getHeader("refer-to")}`);
      request.accept({ statusCode: 202 });
    },
  };
}

const scripts: Record<string, Script> = {
  "a message of ours": async (stage) => {
    const { Messager } = stage.library;
    const messager = new Messager(stage.userAgent, stage.target, "hello", "text/plain", {
      extraHeaders: ["X-Test: 1"],
    });
    stage.watch("message", messager.message({ requestDelegate: stage.responses("message") }));
    await settled();
    const sent = stage.remote.latest("MESSAGE");
    stage.note(`${bodyOf(sent)} ${header(sent, "X-Test")} ${header(sent, "Content-Type")}`);
    stage.remote.answer("MESSAGE", 202);
  },
  "a message of ours that is refused": async (stage) => {
    const messager = new stage.library.Messager(stage.userAgent, stage.target, "hello");
    stage.watch("message", messager.message({ requestDelegate: stage.responses("message") }));
    await settled();
    stage.remote.answer("MESSAGE", 404);
  },
  "requests of theirs, with a delegate": async (stage) => {
    listen(stage);
    stage.remote.requestOutside("MESSAGE", { body: "hello", contentType: "text/plain" });
    stage.remote.requestOutside("NOTIFY", { headers: ["Event: presence"] });
    stage.remote.requestOutside("REFER", { headers: ["Refer-To: <sip:c@example.com>"] });
  },
  "requests of theirs, without": async (stage) => {
    stage.remote.requestOutside("MESSAGE", { body: "hello", contentType: "text/plain" });
    stage.remote.requestOutside("NOTIFY", { headers: ["Event: presence"] });
    stage.remote.requestOutside("REFER", { headers: ["Refer-To: <sip:c@example.com>"] });
    stage.remote.requestOutside("OPTIONS");
    stage.remote.requestOutside("PUBLISH");
    stage.remote.requestOutside("BYE");
  },
  "requests of theirs while we are stopped": async (stage) => {
    await stage.userAgent.stop();
    stage.remote.requestOutside("OPTIONS");
  },
  "REFER to another address": async (stage) => {
    const inviter = new stage.library.Inviter(stage.userAgent, stage.target);
    await inviter.invite();
    stage.remote.answer("INVITE", 200, { body: stage.remote.offer });
    await settled();
    const requestDelegate = stage.responses("refer");
    const onNotify = (notification: { request: { body: string }; accept(): unknown }) => {
      stage.note(`onNotify ${notification.request.body}`);
      notification.accept();
    };
    stage.watch("refer", inviter.refer(stage.target, { requestDelegate, onNotify }));
    await settled();
    stage.note(header(stage.remote.latest("REFER"), "Referred-By"));
    stage.remote.answer("REFER", 202);
    stage.remote.request({
      method: "NOTIFY",
      headers: ["Event: refer", "Subscription-State: active"],
      body: "SIP/2.0 100 Trying",
      contentType: "message/sipfrag",
    });
  },
};

describe("requests outside calls are to SIP.js's letter", () => {
  for (const [name, script] of Object.entries(scripts)) {
    test(name, async () => {
      expect(await play(ours, script)).toEqual(await play(theirs, script));
    });
  }
});
