// Offers and answers: the session description handler's own errors reach whoever waits, and nothing waits longer than it must.
import { describe, expect, test } from "vitest";
import {
  ContentTypeUnsupportedError,
  Core,
  type Invitation,
  Inviter,
  SessionTerminatedError,
} from "../../../js/src/index.js";
import { FakeDescriptionHandler } from "../support/fake-description-handler.js";
import { header, titleOf } from "../support/remote.js";
import { ours, type Stage, setStage, settled } from "../support/stage.js";

const failure = new Error("the media's own error");

async function ringing(stage: Stage): Promise<Invitation> {
  const rung = new Promise<Invitation>((resolve) => {
    stage.userAgent.delegate = { onInvite: resolve };
  });
  stage.remote.invite();
  return rung;
}

describe("a description that fails", () => {
  test("rejects invite() with the handler's own error and sends nothing", async () => {
    const stage = await setStage(ours);
    stage.media.getDescription = () => Promise.reject(failure);
    const inviter = new Inviter(stage.userAgent, stage.target);
    await expect(inviter.invite()).rejects.toBe(failure);
    expect([inviter.state, stage.transport.sent]).toEqual(["Terminated", []]);
    expect(stage.notes).toContain("media close");
  });

  test("by throwing is as if it had rejected", async () => {
    const stage = await setStage(ours);
    stage.media.getDescription = () => {
      throw failure;
    };
    await expect(new Inviter(stage.userAgent, stage.target).invite()).rejects.toBe(failure);
  });

  test("with something that is no Error is given one", async () => {
    const stage = await setStage(ours);
    stage.media.getDescription = () => Promise.reject("just text");
    const rejected = new Inviter(stage.userAgent, stage.target).invite();
    await expect(rejected).rejects.toBeInstanceOf(Error);
    await expect(rejected).rejects.toThrow(/just text/);
  });

  test("by giving none is an error too", async () => {
    const stage = await setStage(ours);
    stage.media.getDescription = () => Promise.resolve(undefined as never);
    await expect(new Inviter(stage.userAgent, stage.target).invite()).rejects.toThrow(
      /gave no description/,
    );
  });

  test("rejects accept() with the handler's own error", async () => {
    const stage = await setStage(ours);
    const invitation = await ringing(stage);
    stage.media.setDescription = () => Promise.reject(failure);
    await expect(invitation.accept()).rejects.toBe(failure);
    expect(titleOf(stage.transport.sent.at(-1) ?? "")).toBe("480 INVITE");
  });

  test("because of its type rejects accept() so and is answered 415", async () => {
    const stage = await setStage(ours);
    const invitation = await ringing(stage);
    stage.media.hasDescription = () => false;
    await expect(invitation.accept()).rejects.toBeInstanceOf(ContentTypeUnsupportedError);
    expect(titleOf(stage.transport.sent.at(-1) ?? "")).toBe("415 INVITE");
  });

  test("in a re-INVITE rejects invite(), and the call lives on", async () => {
    const stage = await setStage(ours);
    const inviter = new Inviter(stage.userAgent, stage.target);
    await inviter.invite();
    stage.remote.answer("INVITE", 200, { body: stage.remote.offer });
    await settled();
    stage.media.getDescription = () => Promise.reject(failure);
    await expect(inviter.invite()).rejects.toBe(failure);
    delete stage.media.getDescription;
    await inviter.invite();
    expect(inviter.state).toBe("Established");
  });

  test("at the factory rejects invite() with its error", async () => {
    const sessionDescriptionHandlerFactory = () => {
      throw failure;
    };
    const stage = await setStage(ours, { sessionDescriptionHandlerFactory });
    const inviter = new Inviter(stage.userAgent, stage.target);
    await expect(inviter.invite()).rejects.toBe(failure);
    expect(inviter.state).toBe("Terminated");
  });
});

describe("a description that comes too late", () => {
  test("is dropped and counted, and invite() has rejected already", async () => {
    const stage = await setStage(ours);
    let resolve = (_: { body: string; contentType: string }): void => undefined;
    stage.media.getDescription = () => new Promise((settle) => (resolve = settle));
    const inviter = new Inviter(stage.userAgent, stage.target);
    const invited = inviter.invite();
    await inviter.cancel();
    await expect(invited).rejects.toBeInstanceOf(SessionTerminatedError);
    resolve({ body: "v=0", contentType: "application/sdp" });
    await settled();
    expect(stage.transport.sent).toEqual([]);
    expect(stage.userAgent.userAgentCore.engine.counters().lateAnswers).toBe(1);
  });

  test("cannot hold up a response that came after the one it is about", async () => {
    const stage = await setStage(ours);
    let resolve = (): void => undefined;
    stage.media.setDescription = () => new Promise((settle) => (resolve = settle));
    const inviter = new Inviter(stage.userAgent, stage.target, { earlyMedia: true });
    const heard: Array<string> = [];
    await inviter.invite({
      requestDelegate: {
        onProgress: ({ message }) => heard.push(`${message.statusCode} ${message.body.length}`),
        onAccept: ({ message }) => heard.push(`${message.statusCode} ${message.body.length}`),
      },
    });
    const { offer } = stage.remote;
    stage.remote.answer("INVITE", 183, { body: offer });
    stage.remote.answer("INVITE", 200, { body: offer, headers: ["X-Late: yes"] });
    expect(inviter.state).toBe("Establishing");
    resolve();
    await settled();
    expect(inviter.state).toBe("Established");
    expect(heard.at(-1)).toBe(`200 ${offer.length}`);
  });
});

describe("promises settle soon", () => {
  test("invite() within two microtasks of the INVITE's sending", async () => {
    const stage = await setStage(ours);
    let sent = false;
    let settledAfter = -1;
    stage.transport.onSent = () => {
      sent = true;
    };
    void new Inviter(stage.userAgent, stage.target).invite().then(() => {
      settledAfter = microtasks;
    });
    let microtasks = 0;
    for (let i = 0; i < 50 && settledAfter < 0; i++) {
      await null;
      if (sent) microtasks++;
    }
    expect(settledAfter).toBeGreaterThanOrEqual(0);
    expect(settledAfter).toBeLessThanOrEqual(2);
  });

  test("the INVITE no later after the offer than with SIP.js", async () => {
    const turns = async (library: typeof ours): Promise<number> => {
      const stage = await setStage(library);
      let resolve = (_: { body: string; contentType: string }): void => undefined;
      stage.media.getDescription = () => new Promise((settle) => (resolve = settle));
      void new library.Inviter(stage.userAgent, stage.target).invite();
      await settled();
      resolve({ body: "v=0", contentType: "application/sdp" });
      let count = 0;
      while (stage.transport.sent.length === 0 && count < 50) {
        count++;
        await null;
      }
      return count;
    };
    const { theirs } = await import("../support/stage.js");
    expect(await turns(ours)).toBeLessThanOrEqual(await turns(theirs));
  });
});

describe("a description in a multipart body (RFC 5621)", () => {
  const contentType = 'multipart/mixed; boundary="cut"';
  const around = (description: string): string =>
    `preamble\r\n--cut\r\nContent-Disposition: signal;handling=optional\r\nContent-Type: application/isup\r\n\r\n\x01\r\n--cut\r\nContent-Type: application/sdp\r\n\r\n${description}\r\n--cut--\r\n`;

  /** The types that the handler is asked about and the descriptions that it is given. */
  function recorded(): { asked: Array<unknown>; options: object } {
    const asked: Array<unknown> = [];
    const sessionDescriptionHandlerFactory = () => ({
      close: () => undefined,
      getDescription: () => Promise.resolve(FakeDescriptionHandler.answer),
      hasDescription: (type: string) => {
        asked.push(type);
        return true;
      },
      setDescription: (body: string) => {
        asked.push(body);
        return Promise.resolve();
      },
      sendDtmf: () => true,
    });
    return { asked, options: { sessionDescriptionHandlerFactory } };
  }

  test("is what the handler gets of an INVITE, byte for byte, while the body stays whole", async () => {
    const { asked, options } = recorded();
    const stage = await setStage(ours, options);
    const rung = new Promise<Invitation>((resolve) => {
      stage.userAgent.delegate = { onInvite: resolve };
    });
    stage.remote.invite({ body: around(stage.remote.offer), contentType });
    const invitation = await rung;
    await invitation.accept();
    expect(asked).toEqual(["application/sdp", stage.remote.offer]);
    expect(invitation.body).toBe(around(stage.remote.offer));
    expect(Core.getBody(invitation.request)?.contentType).toBe(contentType);
    expect(titleOf(stage.transport.sent.at(-1) ?? "")).toBe("200 INVITE");
  });

  test("is what the handler gets of a 200", async () => {
    const { asked, options } = recorded();
    const stage = await setStage(ours, options);
    const inviter = new Inviter(stage.userAgent, stage.target);
    await inviter.invite();
    stage.remote.answer("INVITE", 200, { body: around(stage.remote.offer), contentType });
    await settled();
    expect(asked).toEqual(["application/sdp", stage.remote.offer]);
    expect(inviter.state).toBe("Established");
  });

  test("is what the handler gets of an ACK", async () => {
    const { asked, options } = recorded();
    const stage = await setStage(ours, options);
    const rung = new Promise<Invitation>((resolve) => {
      stage.userAgent.delegate = { onInvite: resolve };
    });
    stage.remote.invite({ body: "" });
    await (await rung).accept();
    stage.remote.ack(200, { body: around(stage.remote.offer), contentType });
    await settled();
    expect(asked).toEqual(["application/sdp", stage.remote.offer]);
  });

  test("SDP with a charset is application/sdp to the handler", async () => {
    const { asked, options } = recorded();
    const stage = await setStage(ours, options);
    const rung = new Promise<Invitation>((resolve) => {
      stage.userAgent.delegate = { onInvite: resolve };
    });
    stage.remote.invite({ contentType: "Application/SDP;charset=utf-8" });
    await (await rung).accept();
    expect(asked).toEqual(["application/sdp", stage.remote.offer]);
  });

  test("a required part that nobody understands refuses the call: 415, and nobody is called", async () => {
    const stage = await setStage(ours);
    stage.userAgent.delegate = { onInvite: () => stage.note("onInvite") };
    stage.remote.invite({
      body: around(stage.remote.offer).replace("optional", "required"),
      contentType,
    });
    await settled();
    const answer = stage.transport.sent.at(-1) ?? "";
    expect(titleOf(answer)).toBe("415 INVITE");
    expect(header(answer, "Accept")).toContain("multipart/mixed");
    expect(stage.notes).not.toContain("onInvite");
  });
});
