import { Web } from "sip.js";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SessionDescriptionHandlerError } from "../../../../../js/src/api/exceptions/index.js";
import type { Session } from "../../../../../js/src/api/session.js";
import {
  defaultMediaStreamFactory,
  defaultPeerConnectionConfiguration,
  defaultSessionDescriptionHandlerFactory,
  SessionDescriptionHandler,
  UserMediaError,
} from "../../../../../js/src/platform/web/session-description-handler/index.js";
import { FakeMediaStream, streamOf } from "../../../support/fake-media.js";
import { FakePeerConnection } from "../../../support/fake-peer-connection.js";
import { installMedia, removeMedia } from "../../../support/media-globals.js";
import { silentLogger } from "../../../support/silent-logger.js";

const handler = {} as SessionDescriptionHandler;

function stubGetUserMedia(getUserMedia: (constraints: object) => Promise<unknown>): void {
  vi.stubGlobal("navigator", { mediaDevices: { getUserMedia } });
}

/** What a promise rejects with. */
async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable("it resolved"),
    (error) => error,
  );
}

describe("the default media stream factory", () => {
  beforeEach(installMedia);
  afterEach(removeMedia);

  it("asks the browser of the moment for the media", async () => {
    const factory = defaultMediaStreamFactory();
    const stream = streamOf("audio");
    const asked: Array<object> = [];
    stubGetUserMedia(async (constraints) => {
      asked.push(constraints);
      return stream;
    });
    expect(await factory({ audio: true }, handler)).toBe(stream);
    expect(asked).toEqual([{ audio: true }]);
  });

  it("gives an empty stream when neither audio nor video is asked for", async () => {
    const stream = await defaultMediaStreamFactory()({ audio: false, video: false }, handler);
    expect(stream).toBeInstanceOf(FakeMediaStream);
    expect(stream.getTracks()).toEqual([]);
  });

  it.each(["NotAllowedError", "NotFoundError", "NotReadableError", "OverconstrainedError"])(
    "rejects with a typed error of the browser's name and with its error as the cause: %s",
    async (name) => {
      const cause = new DOMException("browser's words", name);
      stubGetUserMedia(() => Promise.reject(cause));
      const error = await rejection(defaultMediaStreamFactory()({ audio: true }, handler));
      expect(error).toBeInstanceOf(UserMediaError);
      expect(error).toBeInstanceOf(SessionDescriptionHandlerError);
      expect(error).toMatchObject({ name, message: "browser's words", cause });
    },
  );

  it("makes an error of whatever else the browser rejects with", async () => {
    for (const [cause, message] of [
      [undefined, "getUserMedia failed: undefined"],
      ["odd", "getUserMedia failed: odd"],
    ]) {
      stubGetUserMedia(() => Promise.reject(cause));
      const error = await rejection(defaultMediaStreamFactory()({ audio: true }, handler));
      expect(error).toMatchObject({ name: "UserMediaError", message, cause });
    }
  });

  it("says so when the page is not secure", async () => {
    vi.stubGlobal("navigator", {});
    const ours = await rejection(defaultMediaStreamFactory()({ audio: true }, handler));
    const theirs = await rejection(
      Web.defaultMediaStreamFactory()({ audio: true }, {} as Web.SessionDescriptionHandler),
    );
    expect((ours as Error).message).toBe((theirs as Error).message);
    expect((ours as Error).name).toBe("SecurityError");
  });
});

describe("the default description handler factory", () => {
  beforeEach(installMedia);
  afterEach(removeMedia);

  function session(): { session: Session; names: Array<string> } {
    const names: Array<string> = [];
    const getLogger = (name: string) => {
      names.push(name);
      return silentLogger().logger;
    };
    return { session: { userAgent: { getLogger } } as unknown as Session, names };
  }

  it("makes a handler with the default configuration of SIP.js", () => {
    const given = session();
    const made = defaultSessionDescriptionHandlerFactory()(given.session);
    expect(made).toBeInstanceOf(SessionDescriptionHandler);
    expect(given.names).toEqual(["sip.SessionDescriptionHandler"]);
    const ours = FakePeerConnection.last().configuration;
    Web.defaultSessionDescriptionHandlerFactory()(session().session as never);
    expect(ours).toEqual(FakePeerConnection.last().configuration);
    expect(ours).toEqual(defaultPeerConnectionConfiguration());
  });

  it("lets the options replace parts of the configuration", () => {
    const peerConnectionConfiguration = { iceServers: [] };
    defaultSessionDescriptionHandlerFactory()(session().session, { peerConnectionConfiguration });
    expect(FakePeerConnection.last().configuration).toEqual({
      ...defaultPeerConnectionConfiguration(),
      iceServers: [],
    });
  });

  it("hands the application's media stream factory to the handler", async () => {
    const factory = vi.fn(() => Promise.reject(new Error("mine")));
    const made = defaultSessionDescriptionHandlerFactory(factory)(session().session);
    const options = { constraints: { audio: true } };
    await expect(made.getDescription(options)).rejects.toThrow("mine");
    expect(factory).toHaveBeenCalledWith({ audio: true }, made, options);
  });
});
