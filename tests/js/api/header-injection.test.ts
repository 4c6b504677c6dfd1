// Text with CR, LF or NUL in it is refused with a typed error before anything is sent (RFC 3261 §7.3.1: a line break ends a
// header).
import { describe, expect, test } from "vitest";
import {
  HeaderInjectionError,
  type Invitation,
  Inviter,
  Messager,
  Registerer,
  type URI,
} from "../../../js/src/index.js";
import { ours, type Stage, setStage, settled } from "../support/stage.js";

const breaks = { CRLF: "X: 1\r\nY: 2", LF: "X: 1\nY: 2", CR: "X: 1\rY: 2", NUL: "X: 1\0Y: 2" };

async function established(stage: Stage): Promise<Inviter> {
  const inviter = new Inviter(stage.userAgent, stage.target);
  await inviter.invite();
  stage.remote.answer("INVITE", 200, { body: stage.remote.offer });
  await settled();
  return inviter;
}

async function ringing(stage: Stage): Promise<Invitation> {
  const rung = new Promise<Invitation>((resolve) => {
    stage.userAgent.delegate = { onInvite: resolve };
  });
  stage.remote.invite();
  return rung;
}

for (const [name, line] of Object.entries(breaks)) {
  const extraHeaders = [line];
  const requestOptions = { extraHeaders };

  describe(`a header with ${name}`, () => {
    test("is refused for an INVITE, which can be sent later without it", async () => {
      const stage = await setStage(ours);
      const inviter = new Inviter(stage.userAgent, stage.target, { extraHeaders });
      await expect(inviter.invite()).rejects.toBeInstanceOf(HeaderInjectionError);
      expect(stage.transport.sent).toEqual([]);
      inviter.request.extraHeaders = [];
      await inviter.invite();
      expect(stage.transport.sent.length).toBe(1);
    });

    test("is refused for the requests of a call, which lives on", async () => {
      const stage = await setStage(ours);
      const inviter = await established(stage);
      const sent = stage.transport.sent.length;
      for (const refused of [
        inviter.info({ requestOptions }),
        inviter.message({ requestOptions }),
        inviter.invite({ requestOptions }),
        inviter.refer(stage.target, { requestOptions }),
        inviter.bye({ requestOptions }),
      ]) {
        await expect(refused).rejects.toBeInstanceOf(HeaderInjectionError);
      }
      expect(stage.transport.sent.length).toBe(sent);
      expect(inviter.state).toBe("Established");
    });

    test("is refused for the answers to a call, which rings on", async () => {
      const stage = await setStage(ours);
      const invitation = await ringing(stage);
      const sent = stage.transport.sent.length;
      for (const refused of [
        invitation.progress({ extraHeaders }),
        invitation.accept({ extraHeaders }),
        invitation.reject({ extraHeaders }),
      ]) {
        await expect(refused).rejects.toBeInstanceOf(HeaderInjectionError);
      }
      expect(stage.transport.sent.length).toBe(sent);
      await invitation.accept();
      expect(invitation.state).toBe("Established");
    });

    test("is refused for REGISTER, MESSAGE and CANCEL", async () => {
      const stage = await setStage(ours);
      const registerer = new Registerer(stage.userAgent, { extraHeaders });
      await expect(registerer.register()).rejects.toBeInstanceOf(HeaderInjectionError);
      const contact = new Registerer(stage.userAgent, { extraContactHeaderParams: [line] });
      await expect(contact.register()).rejects.toBeInstanceOf(HeaderInjectionError);
      const messager = new Messager(stage.userAgent, stage.target, "hi", "text/plain", {
        extraHeaders,
      });
      expect(() => messager.message()).toThrow(HeaderInjectionError);
      const type = new Messager(stage.userAgent, stage.target, "hi", line);
      expect(() => type.message()).toThrow(HeaderInjectionError);
      expect(stage.transport.sent).toEqual([]);
      const inviter = new Inviter(stage.userAgent, stage.target);
      await inviter.invite();
      await expect(inviter.cancel({ extraHeaders })).rejects.toBeInstanceOf(HeaderInjectionError);
      expect(stage.transport.sent.length).toBe(1);
    });

    test("is refused in a response to a request, which is then answered by the core", async () => {
      const stage = await setStage(ours);
      let thrown: unknown;
      stage.userAgent.delegate = {
        onMessage: (message) => {
          try {
            void message.accept({ statusCode: 200, extraHeaders });
          } catch (error) {
            thrown = error;
            throw error;
          }
        },
      };
      stage.remote.requestOutside("MESSAGE", { body: "hi", contentType: "text/plain" });
      expect(thrown).toBeInstanceOf(HeaderInjectionError);
      expect(stage.notes).toEqual(["> 200 MESSAGE"]);
    });
  });

  test(`a display name or URI with ${name} is refused`, async () => {
    const stage = await setStage(ours);
    const { userAgent, target } = stage;
    const params = { fromDisplayName: line };
    expect(() => new Inviter(userAgent, target, { params })).toThrow(HeaderInjectionError);
    expect(() => Object.assign(target.clone() as URI, { user: line })).toThrow(
      HeaderInjectionError,
    );
    expect(ours.UserAgent.makeURI(`sip:a${line}@example.com`)).toBeUndefined();
    expect(stage.transport.sent).toEqual([]);
  });

  test(`a description's type with ${name} fails the call that it was for`, async () => {
    const stage = await setStage(ours);
    stage.media.getDescription = () => Promise.resolve({ body: "v=0", contentType: line });
    const inviter = new Inviter(stage.userAgent, stage.target);
    await expect(inviter.invite()).rejects.toThrow();
    expect(stage.transport.sent).toEqual([]);
    expect(inviter.state).toBe("Terminated");
  });
}
