// The same script is played to SIP.js's handler and to ours; what they ask of the peer connection, what the
// application sees and how promises settle must agree.

import { Core, Web } from "sip.js";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LoggerFactory } from "../../../../../js/src/core/log/index.js";
import {
  type MediaStreamFactory,
  SessionDescriptionHandler,
} from "../../../../../js/src/platform/web/session-description-handler/index.js";
import { FakeTrack, streamOf } from "../../../support/fake-media.js";
import { FakePeerConnection, remoteSdp } from "../../../support/fake-peer-connection.js";
import { installMedia, removeMedia } from "../../../support/media-globals.js";

type Handler = SessionDescriptionHandler | Web.SessionDescriptionHandler;
type Options = Parameters<SessionDescriptionHandler["getDescription"]>[0];

interface Stage {
  handler: Handler;
  pc: FakePeerConnection;
  note: (text: string) => void;
  /** Notes how a promise settles, when it does. */
  watch: (name: string, promise: Promise<unknown>) => void;
  wait: (ms?: number) => Promise<unknown>;
  /** Gets a description, letting gathering complete. */
  get: (options?: Options) => Promise<void>;
  /** Sets a description. */
  set: (sdp: string, options?: Options) => Promise<void>;
}

type Script = (stage: Stage) => Promise<void>;
type Make = (factory: MediaStreamFactory) => Handler;

const configuration = { peerConnectionConfiguration: { iceServers: [] } };

const ours: Make = (factory) => {
  const loggers = new LoggerFactory();
  loggers.builtinEnabled = false;
  return new SessionDescriptionHandler(loggers.getLogger("sdh"), factory, configuration);
};
const theirs: Make = (factory) => {
  const loggers = new Core.LoggerFactory();
  loggers.builtinEnabled = false;
  return new Web.SessionDescriptionHandler(
    loggers.getLogger("sdh"),
    factory as unknown as Web.MediaStreamFactory,
    configuration,
  );
};

async function play(make: Make, script: Script): Promise<Array<string>> {
  const notes: Array<string> = [];
  const note = (text: string) => notes.push(text);
  const handler = make((constraints, given, options) => {
    note(`getUserMedia ${JSON.stringify(constraints)} ${given === handler} ${options?.hold}`);
    const kinds = (["audio", "video"] as const).filter((kind) => constraints[kind]);
    return Promise.resolve(streamOf(...kinds) as unknown as MediaStream);
  });
  const pc = FakePeerConnection.last();
  for (const [name, stream] of [
    ["local", handler.localMediaStream],
    ["remote", handler.remoteMediaStream],
  ] as const) {
    for (const type of ["addtrack", "removetrack"]) {
      stream.addEventListener(type, (event) => {
        const { track } = event as unknown as { track: FakeTrack };
        note(`${name} ${type} ${track.kind} ${track.readyState}`);
      });
    }
  }
  const wait = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
  const watch = (name: string, promise: Promise<unknown>) => {
    promise.then(
      (value) => note(`${name} resolved ${JSON.stringify(value)}`),
      (error: Error) => note(`${name} rejected ${error.message}`),
    );
  };
  await script({
    handler,
    pc,
    note,
    watch,
    wait,
    get: async (options) => {
      watch("get", handler.getDescription(options));
      await wait(1);
      pc.finishesGathering();
      await wait(1);
    },
    set: async (sdp, options) => {
      watch("set", handler.setDescription(sdp, options));
      await wait(1);
    },
  });
  const tracks = [...pc.getSenders(), ...pc.getReceivers()].map(({ track }) => track);
  note(`tracks ${tracks.map((track) => `${track?.kind} ${track?.readyState} ${track?.enabled}`)}`);
  note(`ended ${pc.signalingState} ${handler.peerConnection === undefined}`);
  return [...notes, "--- peer connection", ...pc.calls];
}

/** SIP.js changes audio and video at the same time, we one after the other: the order is nobody's business. */
function inOrder(notes: Array<string>): Array<string> {
  const lines = notes.join("\n");
  return lines
    .replace(/(?:^local .*\n)+/gm, (run) => `${run.trim().split("\n").sort().join()}\n`)
    .split("\n");
}

const scripts: Array<[string, Script]> = [
  [
    "offer, and the answer to it",
    async ({ get, set }) => {
      await get();
      await set(remoteSdp());
    },
  ],
  [
    "the answer to an offer",
    async ({ get, set }) => {
      await set(remoteSdp());
      await get();
    },
  ],
  [
    "audio and video",
    async ({ get, set }) => {
      await get({ constraints: { audio: true, video: true } });
      await set(remoteSdp("sendrecv", { kinds: ["audio", "video"] }));
    },
  ],
  ["no local media", async ({ get }) => get({ constraints: { audio: false, video: false } })],
  [
    "hold and resume by us",
    async ({ get, set }) => {
      await get();
      await set(remoteSdp());
      await get({ hold: true });
      await set(remoteSdp("recvonly"));
      await get({ hold: false });
      await set(remoteSdp());
    },
  ],
  [
    "hold and resume by the other side",
    async ({ get, set }) => {
      await get();
      await set(remoteSdp());
      for (const direction of ["sendonly", "inactive", "recvonly", "sendrecv"]) {
        await set(remoteSdp(direction));
        await get();
      }
    },
  ],
  [
    "hold by both sides, and each resuming",
    async ({ get, set }) => {
      await get();
      await set(remoteSdp());
      await get({ hold: true });
      await set(remoteSdp("recvonly"));
      for (const direction of ["sendonly", "inactive", "recvonly", "sendrecv"]) {
        await set(remoteSdp(direction), { hold: true });
        await get({ hold: true });
      }
      await get();
      await set(remoteSdp());
    },
  ],
  [
    "video added later, and constraints left out",
    async ({ get, set }) => {
      await get();
      await set(remoteSdp());
      await get({ constraints: { audio: true, video: true } });
      await set(remoteSdp("sendrecv", { kinds: ["audio", "video"] }));
      await get({ constraints: { audio: false } });
      await set(remoteSdp("sendrecv", { kinds: ["audio", "video"] }));
      await get({});
    },
  ],
  [
    "another microphone",
    async ({ get, set }) => {
      await get({ constraints: { audio: { deviceId: "a" } } });
      await set(remoteSdp());
      await get({ constraints: { audio: { deviceId: "b" } } });
    },
  ],
  [
    "options for offer and answer",
    async ({ get, set }) => {
      await get({ offerOptions: { iceRestart: true } });
      await set(remoteSdp());
      await set(remoteSdp());
      await get({ answerOptions: {} });
    },
  ],
  [
    "a data channel, made by us",
    async ({ handler, get, note }) => {
      const dataChannelOptions = { ordered: false };
      const onDataChannel = (channel: RTCDataChannel) =>
        note(`channel ${channel.label} ${handler.dataChannel === channel}`);
      await get({ dataChannel: true, dataChannelLabel: "chat", dataChannelOptions, onDataChannel });
    },
  ],
  [
    "a data channel, made by the other side",
    async ({ handler, get, set, note, pc }) => {
      const onDataChannel = () => note("channel");
      await set(remoteSdp());
      await get({ dataChannel: true, onDataChannel });
      pc.ondatachannel?.({ channel: "theirs" });
      note(`channel ${handler.dataChannel}`);
    },
  ],
  [
    "modifiers, one after the other",
    async ({ handler, watch, wait, pc, note }) => {
      const append = (text: string) => async (description: RTCSessionDescriptionInit) => {
        note(`modifier ${text} ${description.type}`);
        return { type: description.type, sdp: `${description.sdp}a=${text}\r\n` };
      };
      watch("get", handler.getDescription({}, [append("one"), append("two")]));
      await wait(1);
      pc.finishesGathering();
      await wait();
      watch("set", handler.setDescription(remoteSdp(), {}, [append("three"), append("four")]));
      await wait();
      note(`remote ${pc.remoteDescription?.sdp}`);
    },
  ],
  [
    "modifiers that fail",
    async ({ handler, watch, wait }) => {
      const empty = async () => ({ type: "offer", sdp: "" }) as RTCSessionDescriptionInit;
      const fails = () => Promise.reject(new Error("cannot"));
      watch("get", handler.getDescription({}, [empty]));
      await wait();
      watch("get", handler.getDescription({}, [fails]));
      await wait();
      watch("set", handler.setDescription(remoteSdp(), {}, [fails]));
      await wait();
    },
  ],
  [
    "descriptions at the wrong time",
    async ({ handler, watch, wait, get, set }) => {
      await get();
      await get();
      await set(remoteSdp());
      await set(remoteSdp());
      await set(remoteSdp());
      watch("set", handler.setDescription(""));
      await wait();
    },
  ],
  [
    "an offer that is no SDP",
    async ({ set }) => {
      await set("hello");
      await set("");
    },
  ],
  [
    "a cap on gathering, of the call",
    async ({ handler, watch, wait, note }) => {
      watch("get", handler.getDescription({ iceGatheringTimeout: 700 }));
      await wait(699);
      note("699 ms");
      await wait(2);
    },
  ],
  [
    "gathering ended by the application",
    async ({ handler, watch, wait }) => {
      watch("get", handler.getDescription({ iceGatheringTimeout: 0 }));
      await wait(1000);
      handler.iceGatheringComplete();
      await wait();
      handler.iceGatheringComplete();
    },
  ],
  [
    "tracks disabled and enabled",
    async ({ handler, get, set, note, pc }) => {
      await get();
      await set(remoteSdp());
      for (const enable of [false, true, false]) {
        handler.enableSenderTracks(enable);
        handler.enableReceiverTracks(!enable);
        const [sender] = pc.getSenders();
        const [receiver] = pc.getReceivers();
        note(`${sender?.track?.enabled} ${receiver?.track.enabled}`);
      }
    },
  ],
  [
    "DTMF",
    async ({ handler, get, note, pc }) => {
      note(`no sender ${handler.sendDtmf("1")}`);
      await get();
      const dtmf = pc.getSenders()[0]?.dtmf;
      note(`sent ${handler.sendDtmf("1")} ${JSON.stringify(dtmf?.inserted)}`);
      if (dtmf) {
        dtmf.toneBuffer = "";
      }
      const options = { duration: 200, interToneGap: 60 };
      note(`sent ${handler.sendDtmf("2#", options)} ${JSON.stringify(dtmf?.inserted)}`);
      note(`refused ${handler.sendDtmf("x")}`);
      handler.close();
      note(`closed ${handler.sendDtmf("1")}`);
    },
  ],
  [
    "everything after close",
    async ({ handler, get, set, note, pc }) => {
      await get({ dataChannel: true });
      await set(remoteSdp());
      handler.close();
      handler.close();
      note(`channel closed ${pc.channels[0]?.closed}`);
      await get();
      await set(remoteSdp());
      for (const method of ["enableSenderTracks", "enableReceiverTracks"] as const) {
        try {
          handler[method](true);
        } catch (error) {
          note(`${method} ${(error as Error).message}`);
        }
      }
    },
  ],
  [
    "events, seen by the delegate",
    async ({ handler, get, set, note, pc }) => {
      const seen = (name: string) => (event: unknown) => note(`${name} ${JSON.stringify(event)}`);
      handler.peerConnectionDelegate = {
        onconnectionstatechange: seen("onconnectionstatechange"),
        ondatachannel: seen("ondatachannel"),
        onicecandidate: seen("onicecandidate"),
        onicecandidateerror: seen("onicecandidateerror"),
        oniceconnectionstatechange: seen("oniceconnectionstatechange"),
        onicegatheringstatechange: seen("onicegatheringstatechange"),
        onnegotiationneeded: seen("onnegotiationneeded"),
        onsignalingstatechange: seen("onsignalingstatechange"),
        ontrack: () => note("ontrack"),
      };
      await get();
      await set(remoteSdp());
      pc.onconnectionstatechange?.({ a: 1 });
      pc.ondatachannel?.({ channel: {} });
      pc.onicecandidateerror?.({ errorCode: 701 });
      pc.oniceconnectionstatechange?.({ b: 2 });
      pc.onnegotiationneeded?.({ c: 3 });
      handler.peerConnectionDelegate = undefined;
      pc.onconnectionstatechange?.({ d: 4 });
      note(`${handler.peerConnectionDelegate}`);
    },
  ],
  [
    "remote tracks that come and are replaced",
    async ({ handler, pc, note }) => {
      const [first, second, picture] = ["audio", "audio", "video"].map(
        (kind) => new FakeTrack(kind),
      );
      for (const track of [first, first, picture, second]) {
        pc.ontrack?.({ track });
      }
      note(
        handler.remoteMediaStream
          .getTracks()
          .map(({ kind }) => kind)
          .join(),
      );
      note(`${first?.readyState} ${second?.readyState} ${picture?.readyState}`);
    },
  ],
];

describe("SessionDescriptionHandler, compared with SIP.js's", () => {
  beforeEach(installMedia);
  afterEach(removeMedia);

  it.each(scripts)("goes the same way: %s", async (_name, script) => {
    const theirNotes = await play(theirs, script);
    const ourNotes = await play(ours, script);
    expect(inOrder(ourNotes)).toEqual(inOrder(theirNotes));
    expect(theirNotes.length).toBeGreaterThan(3);
  });

  it("knows application/sdp as a description", () => {
    const factory = () => Promise.reject(new Error("unused"));
    for (const type of ["application/sdp", "application/dtmf", "", "xapplication/sdp"]) {
      expect(ours(factory).hasDescription(type)).toBe(theirs(factory).hasDescription(type));
    }
  });
});
