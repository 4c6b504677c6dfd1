// What our handler does beyond SIP.js's.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SessionDescriptionHandlerError } from "../../../../../js/src/api/exceptions/index.js";
import {
  SessionDescriptionHandler,
  type SessionDescriptionHandlerConfiguration,
} from "../../../../../js/src/platform/web/session-description-handler/index.js";
import { type FakeMediaStream, FakeTrack, streamOf } from "../../../support/fake-media.js";
import { FakePeerConnection, remoteSdp } from "../../../support/fake-peer-connection.js";
import { installMedia, removeMedia } from "../../../support/media-globals.js";
import { silentLogger } from "../../../support/silent-logger.js";

type GetMedia = () => Promise<FakeMediaStream>;

const noServers = { peerConnectionConfiguration: { iceServers: [] } };

function make(
  getMedia: GetMedia = async () => streamOf("audio"),
  configuration: SessionDescriptionHandlerConfiguration = noServers,
) {
  const { logger, entries } = silentLogger();
  const factory = () => getMedia() as unknown as Promise<MediaStream>;
  const handler = new SessionDescriptionHandler(logger, factory, configuration);
  const pc = FakePeerConnection.last();
  /** Gets a description, letting gathering complete. */
  const get = async (...given: Parameters<typeof handler.getDescription>) => {
    const promise = handler.getDescription(...given);
    promise.catch(() => {});
    await vi.advanceTimersByTimeAsync(1);
    pc.finishesGathering();
    return promise;
  };
  return { handler, pc, entries, get };
}

/** How a promise stands now. */
function outcomeOf(promise: Promise<unknown>): { text: string } {
  const outcome = { text: "pending" };
  promise.then(
    () => {
      outcome.text = "resolved";
    },
    (error: Error) => {
      outcome.text = `${error.name}: ${error.message}`;
    },
  );
  return outcome;
}

const CLOSED = "SessionDescriptionHandlerError: Peer connection closed.";

describe("SessionDescriptionHandler", () => {
  beforeEach(installMedia);
  afterEach(removeMedia);

  describe("closing", () => {
    it("rejects a description that waits for the microphone, and stops the microphone when it comes", async () => {
      const stream = streamOf("audio", "audio", "video");
      let give: (stream: FakeMediaStream) => void = () => {};
      const { handler, pc } = make(() => new Promise((resolve) => (give = resolve)));
      const outcome = outcomeOf(handler.getDescription());
      await vi.advanceTimersByTimeAsync(10);
      handler.close();
      await vi.advanceTimersByTimeAsync(0);
      expect(outcome.text).toBe(CLOSED);
      give(stream);
      await vi.advanceTimersByTimeAsync(0);
      expect(stream.getTracks().map(({ readyState }) => readyState)).toEqual([
        "ended",
        "ended",
        "ended",
      ]);
      expect(pc.calls).toEqual(["close"]);
    });

    it("rejects a description that waits for ICE candidates, and leaves no timer", async () => {
      const { handler } = make();
      const outcome = outcomeOf(handler.getDescription());
      await vi.advanceTimersByTimeAsync(10);
      handler.close();
      await vi.advanceTimersByTimeAsync(0);
      expect(outcome.text).toBe(CLOSED);
      expect(vi.getTimerCount()).toBe(0);
    });

    it("rejects what waits for a peer connection, whose promises never settle once it is closed", async () => {
      for (const stuck of ["createOffer", "setLocalDescription", "setRemoteDescription"] as const) {
        const { handler, pc } = make();
        vi.spyOn(pc, stuck).mockReturnValue(new Promise<never>(() => {}));
        const remote = stuck === "setRemoteDescription";
        const work = remote ? handler.setDescription(remoteSdp()) : handler.getDescription();
        const outcome = outcomeOf(work);
        await vi.advanceTimersByTimeAsync(10);
        expect(outcome.text).toBe("pending");
        handler.close();
        await vi.advanceTimersByTimeAsync(0);
        expect(outcome.text).toBe(CLOSED);
      }
    });

    it("stops a local track that the application has taken from its sender", async () => {
      const { handler, pc, get } = make();
      await get();
      for (const sender of pc.getSenders()) {
        sender.track = null;
      }
      handler.close();
      expect(handler.localMediaStream.getTracks()[0]).toMatchObject({ readyState: "ended" });
    });

    it("stops the local tracks and closes the peer connection whatever else fails", async () => {
      const stream = streamOf("audio");
      const { handler, pc, get, entries } = make(async () => stream);
      await get({ dataChannel: true });
      const bad = () => {
        throw new Error("will not stop");
      };
      for (const end of [...pc.getReceivers(), ...pc.channels]) {
        Object.assign("track" in end ? end.track : end, { stop: bad, close: bad });
      }
      handler.close();
      expect(stream.getTracks()[0]?.readyState).toBe("ended");
      expect(pc.closed).toBe(true);
      expect(entries.filter((entry) => entry.includes("will not stop"))).toHaveLength(2);
    });
  });

  describe("local media", () => {
    it("asks again after the microphone was refused, and passes the error on as it is", async () => {
      const refused = new Error("Permission denied");
      const answers = [() => Promise.reject(refused), async () => streamOf("audio")];
      const { handler, get } = make(() => (answers.shift() as GetMedia)());
      await expect(handler.getDescription()).rejects.toBe(refused);
      expect((await get()).body).toContain("m=audio");
    });

    it("asks again, for video too, after video was refused", async () => {
      const getMedia = vi.fn(async () => streamOf("audio"));
      const { handler, get } = make(getMedia);
      await get();
      await handler.setDescription(remoteSdp());
      getMedia.mockRejectedValueOnce(new Error("no camera"));
      const video = { constraints: { audio: true, video: true } };
      await expect(handler.getDescription(video)).rejects.toThrow("no camera");
      await get(video);
      expect(getMedia).toHaveBeenCalledTimes(3);
    });

    it("stops the new tracks and keeps the old when the old cannot be replaced", async () => {
      const streams = [streamOf("audio"), streamOf("audio", "video")];
      const [first, second] = streams as [FakeMediaStream, FakeMediaStream];
      const { handler, pc, get } = make(async () => streams.shift() as FakeMediaStream);
      await get();
      await handler.setDescription(remoteSdp());
      for (const sender of pc.getSenders()) {
        sender.replaceError = new Error("not negotiated");
      }
      const video = { constraints: { audio: true, video: true } };
      await expect(handler.getDescription(video)).rejects.toThrow("not negotiated");
      expect(second.getTracks().map(({ readyState }) => readyState)).toEqual(["ended", "ended"]);
      expect(first.getTracks()[0]?.readyState).toBe("live");
      expect(handler.localMediaStream.getTracks()).toEqual(first.getTracks());
    });

    it("keeps who is muted muted when the microphone is changed", async () => {
      const streams = [streamOf("audio"), streamOf("audio")];
      const { handler, pc, get } = make(async () => streams.shift() as FakeMediaStream);
      await get({ constraints: { audio: { deviceId: "a" } } });
      await handler.setDescription(remoteSdp());
      handler.enableSenderTracks(false);
      await get({ constraints: { audio: { deviceId: "b" } } });
      expect(pc.getSenders().map(({ track }) => track?.enabled)).toEqual([false]);
    });

    it("leaves no track running when it is closed in the middle of replacing one", async () => {
      const streams = [streamOf("audio"), streamOf("audio")];
      const second = streams[1] as FakeMediaStream;
      const { handler, pc, get } = make(async () => streams.shift() as FakeMediaStream);
      await get({ constraints: { audio: { deviceId: "a" } } });
      await handler.setDescription(remoteSdp());
      for (const sender of pc.getSenders()) {
        sender.replaceTrack = () => Promise.resolve().then(() => handler.close());
      }
      const other = handler.getDescription({ constraints: { audio: { deviceId: "b" } } });
      await expect(other).rejects.toThrow("Peer connection closed.");
      await vi.advanceTimersByTimeAsync(0);
      expect(second.getTracks()[0]?.readyState).toBe("ended");
    });
  });

  describe("descriptions", () => {
    it("takes modifiers that return without a promise", async () => {
      const { get, pc } = make();
      const modifier = (description: RTCSessionDescriptionInit) => ({
        ...description,
        sdp: `${description.sdp}a=modified\r\n`,
      });
      await get({}, [modifier as unknown as (d: RTCSessionDescriptionInit) => Promise<typeof d>]);
      expect(pc.localDescription?.sdp).toContain("a=modified");
    });

    it("refuses the description of a modifier that forgets to return it", async () => {
      const { handler } = make();
      const forgets = (async () => {}) as unknown as () => Promise<RTCSessionDescriptionInit>;
      await expect(handler.getDescription({}, [forgets])).rejects.toThrow("Invalid SDP.");
    });

    it("knows a description by its type in any case and with parameters", () => {
      const { handler } = make();
      expect(handler.hasDescription("application/SDP")).toBe(true);
      expect(handler.hasDescription("application/sdp; charset=utf-8")).toBe(true);
      expect(handler.hasDescription("application/sdpx")).toBe(false);
    });

    it("RFC 3264 §6.1 answers each media section by its own direction", async () => {
      const { handler, pc, get } = make(async () => streamOf("audio", "video"));
      const mixed = remoteSdp("sendonly", { kinds: ["audio", "video"] }).replace(
        /sendonly(?![\s\S]*sendonly)/,
        "recvonly",
      );
      await handler.setDescription(mixed, { constraints: { audio: true, video: true } });
      await get();
      expect(pc.getTransceivers().map(({ direction }) => direction)).toEqual([
        "recvonly",
        "sendonly",
      ]);
    });

    it("takes back an offer of ours, and the hold that was to come with it", async () => {
      const { handler, pc, get } = make();
      await get();
      await handler.setDescription(remoteSdp());
      await get({ hold: true });
      expect(pc.getTransceivers()[0]?.direction).toBe("sendonly");
      await handler.rollbackDescription();
      expect(pc.signalingState).toBe("stable");
      expect(pc.getTransceivers()[0]?.direction).toBe("sendrecv");
      expect(pc.localDescription?.sdp).toContain("a=sendrecv");
      expect((await get()).body).toContain("a=sendrecv");
    });

    it("takes back an offer of theirs", async () => {
      const { handler, pc, get } = make();
      await get();
      await handler.setDescription(remoteSdp());
      await handler.setDescription(remoteSdp("inactive"));
      await handler.rollbackDescription();
      expect(pc.signalingState).toBe("stable");
      expect(pc.remoteDescription?.sdp).toContain("a=sendrecv");
      expect(pc.getTransceivers()[0]?.direction).toBe("sendrecv");
    });

    it("takes nothing back when there is nothing, and nothing that was agreed on", async () => {
      const { handler, pc, get } = make();
      await handler.rollbackDescription();
      await get({ hold: true });
      await handler.setDescription(remoteSdp());
      await handler.rollbackDescription();
      expect(pc.getTransceivers()[0]?.direction).toBe("sendonly");
      expect(pc.calls.join()).not.toContain("rollback");
      handler.close();
      await expect(handler.rollbackDescription()).rejects.toThrow(SessionDescriptionHandlerError);
    });

    it("goes on when the delegate or the data channel callback throws", async () => {
      const { handler, pc, get, entries } = make();
      const bad = (name: string) => () => {
        throw new Error(`bad ${name}`);
      };
      handler.peerConnectionDelegate = {
        onsignalingstatechange: bad("delegate"),
        ontrack: bad("ontrack"),
      };
      await get({ onDataChannel: bad("onDataChannel") });
      expect(() => pc.ondatachannel?.({ channel: {} })).not.toThrow();
      await handler.setDescription(remoteSdp());
      expect(handler.remoteMediaStream.getTracks()).toHaveLength(1);
      for (const name of ["delegate", "ontrack", "onDataChannel"]) {
        expect(entries.join()).toContain(`threw: Error: bad ${name}`);
      }
    });
  });

  describe("DTMF", () => {
    it("finds the audio sender behind a video sender", async () => {
      const { handler, pc } = make();
      pc.addTrack(new FakeTrack("video"));
      pc.addTrack(new FakeTrack("audio"));
      expect(handler.sendDtmf("5")).toBe(true);
      expect(pc.getSenders()[1]?.dtmf?.inserted).toEqual([["5", undefined, undefined]]);
    });

    it("adds to the tones that still wait, and does not log what the tones are", async () => {
      const { handler, pc, entries } = make();
      pc.addTrack(new FakeTrack("audio"));
      handler.sendDtmf("73");
      handler.sendDtmf("91", { duration: 100, interToneGap: 50 });
      expect(pc.getSenders()[0]?.dtmf?.inserted).toEqual([
        ["73", undefined, undefined],
        ["7391", 100, 50],
      ]);
      expect(entries.join()).not.toMatch(/73|91/);
    });
  });
});
