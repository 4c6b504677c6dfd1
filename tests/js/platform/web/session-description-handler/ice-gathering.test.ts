// When a description is sent although candidates are still being gathered.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  SessionDescriptionHandler,
  type SessionDescriptionHandlerConfiguration,
  type SessionDescriptionHandlerOptions,
} from "../../../../../js/src/platform/web/session-description-handler/index.js";
import { streamOf } from "../../../support/fake-media.js";
import { FakePeerConnection, remoteSdp } from "../../../support/fake-peer-connection.js";
import { installMedia, removeMedia } from "../../../support/media-globals.js";
import { silentLogger } from "../../../support/silent-logger.js";

const STUN = { urls: "stun:stun.example.com" };
const TURN = {
  urls: ["stun:s.example.com", "turns:t.example.com"],
  username: "u",
  credential: "c",
};

function make(
  peerConnectionConfiguration: RTCConfiguration,
  configuration: SessionDescriptionHandlerConfiguration = {},
) {
  const { logger, entries } = silentLogger();
  const factory = async () => streamOf("audio") as unknown as MediaStream;
  const handler = new SessionDescriptionHandler(logger, factory, {
    ...configuration,
    peerConnectionConfiguration,
  });
  return { handler, pc: FakePeerConnection.last(), entries };
}

/** Begins a description; `after(ms)` lets time pass and tells whether it is there. */
function begin(handler: SessionDescriptionHandler, options?: SessionDescriptionHandlerOptions) {
  let outcome = "waiting";
  handler.getDescription(options).then(
    () => {
      outcome = "sent";
    },
    (error: Error) => {
      outcome = error.message;
    },
  );
  return async (ms: number) => {
    await vi.advanceTimersByTimeAsync(ms);
    return outcome;
  };
}

describe("ICE gathering", () => {
  beforeEach(installMedia);
  afterEach(removeMedia);

  it("ends at once when the browser says it is complete", async () => {
    const { handler, pc } = make({ iceServers: [STUN] });
    const after = begin(handler);
    expect(await after(100)).toBe("waiting");
    pc.finishesGathering();
    expect(await after(0)).toBe("sent");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("without servers ends 250 ms after the first host candidate", async () => {
    const { handler, pc } = make({});
    const after = begin(handler);
    await after(10);
    pc.finds("host", "tcp");
    expect(await after(1000)).toBe("waiting");
    pc.finds("host");
    expect(await after(200)).toBe("waiting");
    pc.finds("host");
    expect(await after(49)).toBe("waiting");
    expect(await after(1)).toBe("sent");
    expect(pc.localDescription?.sdp.match(/a=candidate/g)).toHaveLength(3);
  });

  it("with a STUN server waits for the first server-reflexive candidate", async () => {
    const { handler, pc } = make({ iceServers: [STUN] });
    const after = begin(handler);
    await after(10);
    pc.finds("host");
    expect(await after(3000)).toBe("waiting");
    pc.finds("srflx");
    expect(await after(249)).toBe("waiting");
    expect(await after(1)).toBe("sent");
  });

  it("with a TURN server waits for the first relayed candidate", async () => {
    const { handler, pc } = make({ iceServers: [STUN, TURN] });
    const after = begin(handler);
    await after(10);
    pc.finds("srflx");
    expect(await after(600)).toBe("waiting");
    pc.finds("relay");
    expect(await after(249)).toBe("waiting");
    expect(await after(1)).toBe("sent");
  });

  it("with a TURN server that is slow goes on 1 s after the server-reflexive candidate", async () => {
    const { handler, pc } = make({ iceServers: [TURN] });
    const after = begin(handler);
    await after(10);
    pc.finds("srflx");
    expect(await after(999)).toBe("waiting");
    pc.finds("srflx");
    expect(await after(1)).toBe("sent");
  });

  it("with policy relay waits for relayed candidates alone", async () => {
    const { handler, pc } = make({ iceServers: [TURN], iceTransportPolicy: "relay" });
    const after = begin(handler);
    await after(10);
    pc.finds("relay");
    expect(await after(250)).toBe("sent");
  });

  it("is capped at 5 s by default", async () => {
    const { handler, pc } = make({ iceServers: [STUN] });
    const after = begin(handler);
    await after(0);
    pc.finds("host");
    expect(await after(4999)).toBe("waiting");
    expect(await after(1)).toBe("sent");
  });

  it("is capped by the configuration, and before that by the options of the call; 0 sets no cap", async () => {
    for (const [configured, option, cap] of [
      [900, undefined, 900],
      [900, 300, 300],
    ] as const) {
      const { handler } = make({ iceServers: [STUN] }, { iceGatheringTimeout: configured });
      const options = option === undefined ? {} : { iceGatheringTimeout: option };
      const after = begin(handler, options);
      expect(await after(cap - 1)).toBe("waiting");
      expect(await after(1)).toBe("sent");
    }
    const { handler } = make({ iceServers: [STUN] }, { iceGatheringTimeout: 0 });
    expect(await begin(handler)(600_000)).toBe("waiting");
    handler.close();
  });

  it("has a grace that can be set, or made endless", async () => {
    const short = make({}, { iceGatheringGrace: 20 });
    const afterShort = begin(short.handler);
    await afterShort(1);
    short.pc.finds("host");
    expect(await afterShort(19)).toBe("waiting");
    expect(await afterShort(1)).toBe("sent");

    const endless = make({}, { iceGatheringGrace: Number.POSITIVE_INFINITY });
    const afterEndless = begin(endless.handler);
    await afterEndless(1);
    endless.pc.finds("host");
    expect(await afterEndless(4998)).toBe("waiting");
    expect(await afterEndless(1)).toBe("sent");
  });

  it("does not wait again for a re-offer once it is complete", async () => {
    const { handler, pc } = make({ iceServers: [STUN] });
    const first = begin(handler);
    await first(1);
    pc.finds("srflx");
    pc.finishesGathering();
    await handler.setDescription(remoteSdp());
    expect(await begin(handler, { hold: true })(0)).toBe("sent");
  });

  it("takes candidates found before a re-offer for found", async () => {
    const { handler, pc } = make({ iceServers: [STUN] });
    const first = begin(handler);
    await first(1);
    pc.finds("srflx");
    expect(await first(250)).toBe("sent");
    await handler.setDescription(remoteSdp());
    expect(await begin(handler, { hold: true })(250)).toBe("sent");
  });

  it("waits anew when we restart ICE", async () => {
    const { handler, pc } = make({ iceServers: [STUN] });
    await begin(handler)(1);
    pc.finishesGathering();
    await handler.setDescription(remoteSdp());
    const after = begin(handler, { offerOptions: { iceRestart: true } });
    expect(await after(100)).toBe("waiting");
    pc.finds("srflx");
    expect(await after(250)).toBe("sent");
    expect(pc.localDescription?.sdp).toMatch(/gen2[\s\S]*a=candidate/);
  });

  it("waits anew when the other side restarts ICE, of which the gathering state tells too late", async () => {
    const { handler, pc } = make({ iceServers: [STUN] });
    const first = begin(handler);
    await first(1);
    pc.finds("srflx");
    pc.finishesGathering();
    await handler.setDescription(remoteSdp());
    await handler.setDescription(remoteSdp("sendrecv", { ufrag: "far2" }));
    const after = begin(handler);
    expect(await after(0)).toBe("waiting");
    pc.finds("srflx");
    expect(await after(250)).toBe("sent");
  });

  it("does not wait for candidates that an offer taken back would have had", async () => {
    const { handler, pc } = make({ iceServers: [STUN] });
    const first = begin(handler);
    await first(1);
    pc.finds("srflx");
    pc.finishesGathering();
    await handler.setDescription(remoteSdp());
    const restart = begin(handler, { offerOptions: { iceRestart: true } });
    await restart(1);
    pc.finds("srflx");
    pc.finishesGathering();
    expect(await restart(0)).toBe("sent");
    await handler.rollbackDescription();
    expect(await begin(handler, { hold: true })(0)).toBe("sent");
  });

  it("has nothing to wait for without media", async () => {
    const { handler } = make({ iceServers: [STUN] });
    vi.spyOn(FakePeerConnection.last(), "addTrack").mockReturnValue(null as never);
    expect(await begin(handler)(0)).toBe("sent");
  });

  it("fails at once when all TURN servers refuse us and relayed candidates alone are wanted", async () => {
    const second = { ...TURN, urls: "turn:second.example.com" };
    const servers: RTCConfiguration = { iceServers: [TURN, second], iceTransportPolicy: "relay" };
    const { handler, pc, entries } = make(servers);
    const after = begin(handler);
    await after(10);
    const refusal = { errorCode: 401, errorText: "Unauthorized" };
    pc.onicecandidateerror?.({ url: "turns:t.example.com", ...refusal });
    pc.onicecandidateerror?.({ url: "turns:t.example.com", ...refusal });
    pc.onicecandidateerror?.({ url: "turn:second.example.com", errorCode: 701, errorText: "" });
    expect(await after(10)).toBe("waiting");
    pc.onicecandidateerror?.({ url: "turn:second.example.com", ...refusal });
    expect(await after(0)).toBe(
      "No ICE candidate: turn:second.example.com gave error 401 Unauthorized",
    );
    expect(entries).toContain("warn ICE: turns:t.example.com gave error 401 Unauthorized");
  });

  it("does not wait for relayed candidates once all TURN servers have refused us", async () => {
    const { handler, pc } = make({ iceServers: [TURN] });
    const after = begin(handler);
    await after(10);
    pc.finds("srflx");
    expect(await after(300)).toBe("waiting");
    pc.onicecandidateerror?.({ url: "turns:t.example.com", errorCode: 401, errorText: "" });
    expect(await after(249)).toBe("waiting");
    expect(await after(1)).toBe("sent");
  });

  it("fails with the server's error when it ends without any candidate", async () => {
    const { handler, pc } = make({ iceServers: [STUN] });
    const after = begin(handler);
    await after(10);
    pc.onicecandidateerror?.({ url: STUN.urls, errorCode: 701, errorText: "no route" });
    expect(await after(10)).toBe("waiting");
    pc.finishesGathering();
    expect(await after(0)).toBe("No ICE candidate: stun:stun.example.com gave error 701 no route");
  });

  it("fails when relayed candidates alone are wanted and none has come by the end or the cap", async () => {
    const relayOnly: RTCConfiguration = { iceServers: [TURN], iceTransportPolicy: "relay" };
    const ended = make(relayOnly);
    const afterEnd = begin(ended.handler);
    await afterEnd(1);
    ended.pc.finishesGathering();
    expect(await afterEnd(0)).toBe("No ICE candidate: no TURN server gave one");
    expect(await begin(make(relayOnly).handler)(5000)).toBe(
      "No ICE candidate: no TURN server gave one",
    );
  });

  it("does not mind a server's error when there are candidates", async () => {
    const { handler, pc } = make({ iceServers: [STUN] });
    const after = begin(handler);
    await after(10);
    pc.finds("host");
    pc.onicecandidateerror?.({ url: "stun:x", errorCode: 701, errorText: "" });
    pc.finishesGathering();
    expect(await after(0)).toBe("sent");
  });
});
