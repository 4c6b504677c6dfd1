// The demo's rooms that need no page.
import { describe, expect, it } from "vitest";
import { formatDuration } from "../../../demo/src/call-timer.js";
import { dtmfRelay, toneOf } from "../../../demo/src/dtmf-info.js";
import {
  isMicrophoneError,
  reasonOfError,
  reasonOfResponse,
} from "../../../demo/src/end-reason.js";
import { LevelMeter, toDecibels } from "../../../demo/src/level-meter.js";

describe("the call timer", () => {
  it.each([
    [0, "0:00"],
    [59_999, "0:59"],
    [60_000, "1:00"],
    [3_599_999, "59:59"],
    [3_600_000, "1:00:00"],
    [36_061_000, "10:01:01"],
  ])("shows %i ms as %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe("a key in an INFO", () => {
  it("is read back as it was written", () => {
    for (const tone of "0123456789*#") {
      const { contentType, content } = dtmfRelay(tone);
      expect(toneOf(contentType, content)).toBe(tone);
    }
  });

  it("is read in the other forms of the field, and nothing else is", () => {
    expect(toneOf("application/dtmf-relay", "Signal= 5\r\nDuration= 100")).toBe("5");
    expect(toneOf("Application/DTMF-Relay;charset=utf-8", "signal=*\nduration=1")).toBe("*");
    expect(toneOf("application/dtmf", " 7 ")).toBe("7");
    expect(toneOf("application/json", "Signal=5")).toBeUndefined();
    expect(toneOf("application/dtmf-relay", "Signal=hello")).toBeUndefined();
    expect(toneOf(undefined, "5")).toBeUndefined();
  });
});

describe("the reason why a call ended", () => {
  it("is a sentence for the usual responses, and the status otherwise", () => {
    expect(reasonOfResponse(486, "Busy Here")).toBe("Busy. (486)");
    expect(reasonOfResponse(499, "Odd")).toBe("Refused: 499 Odd");
    expect(reasonOfResponse(499, "")).toBe("Refused: 499");
  });

  it("tells a denied microphone, also as the cause of another error", () => {
    const denied = new DOMException("Permission denied", "NotAllowedError");
    expect(isMicrophoneError(denied)).toBe(true);
    expect(isMicrophoneError(new Error("media", { cause: denied }))).toBe(true);
    expect(reasonOfError(denied)).toBe("The microphone was denied.");
    expect(isMicrophoneError(new Error("other"))).toBe(false);
    expect(reasonOfError(new Error("other"))).toBe("other");
    expect(reasonOfError("text")).toBe("text");
  });
});

describe("the level meter", () => {
  /** A peer connection with nothing but a direction and statistics. */
  function connectionWith(
    readings: [energy: number, seconds: number][],
    { type = "inbound-rtp", currentDirection = "sendrecv" } = {},
  ): RTCPeerConnection {
    const getStats = async () => {
      const [totalAudioEnergy, totalSamplesDuration] = readings.shift() ?? [0, 0];
      return new Map([["1", { type, kind: "audio", totalAudioEnergy, totalSamplesDuration }]]);
    };
    const getTransceivers = () => [{ currentDirection }];
    return { signalingState: "stable", getStats, getTransceivers } as unknown as RTCPeerConnection;
  }

  it("is the root mean square of the sound between two readings", async () => {
    const connection = connectionWith([
      [1, 10],
      [1.25, 11],
      [1.25, 12],
    ]);
    const meter = new LevelMeter();
    expect(await meter.read(connection)).toEqual({ sent: 0, received: 0 });
    expect(await meter.read(connection)).toEqual({ sent: 0, received: 0.5 });
    expect(await meter.read(connection)).toEqual({ sent: 0, received: 0 });
  });

  it.each([
    ["sendrecv", 0.5],
    ["recvonly", 0],
  ])(
    "tells what of the microphone is sent: in direction %s, %d",
    async (currentDirection, sent) => {
      const readings: [number, number][] = [
        [1, 10],
        [1.25, 11],
      ];
      const connection = connectionWith(readings, { type: "media-source", currentDirection });
      const meter = new LevelMeter();
      await meter.read(connection);
      expect(await meter.read(connection)).toEqual({ sent, received: 0 });
    },
  );

  it("starts anew with another connection, and is silent without one", async () => {
    const meter = new LevelMeter();
    await meter.read(connectionWith([[1, 10]]));
    expect(await meter.read(connectionWith([[5, 20]]))).toEqual({ sent: 0, received: 0 });
    expect(await meter.read(undefined)).toEqual({ sent: 0, received: 0 });
  });

  it("has its floor at −60 dB", () => {
    expect(toDecibels(1)).toBe(0);
    expect(toDecibels(0.1)).toBeCloseTo(-20);
    expect(toDecibels(1e-9)).toBe(-60);
    expect(toDecibels(0)).toBe(-60);
  });
});
