import { describe, expect, it } from "vitest";
import {
  answerDirection,
  offerDirection,
  offeredDirections,
} from "../../../../../js/src/platform/web/session-description-handler/direction.js";

type Direction = RTCRtpTransceiverDirection;

const transceivers = (...mids: Array<string | null>) =>
  mids.map((mid) => ({ mid })) as Array<RTCRtpTransceiver>;

describe("directions", () => {
  it.each<[Direction, Direction, Direction]>([
    ["sendrecv", "sendrecv", "sendonly"],
    ["sendonly", "sendrecv", "sendonly"],
    ["recvonly", "recvonly", "inactive"],
    ["inactive", "recvonly", "inactive"],
    ["stopped", "stopped", "stopped"],
  ])("RFC 3264 §8.4 from %s offer %s, or %s on hold", (current, free, held) => {
    expect(offerDirection(current, false)).toBe(free);
    expect(offerDirection(current, true)).toBe(held);
  });

  it.each<[Direction, Direction, Direction]>([
    ["sendrecv", "sendrecv", "sendonly"],
    ["sendonly", "recvonly", "inactive"],
    ["recvonly", "sendonly", "sendonly"],
    ["inactive", "inactive", "inactive"],
    ["stopped", "inactive", "inactive"],
  ])("RFC 3264 §6.1 to %s answer %s, or %s on hold", (offered, free, held) => {
    expect(answerDirection(offered, false)).toBe(free);
    expect(answerDirection(offered, true)).toBe(held);
  });

  it("are read of each media section by its mid", () => {
    const sdp =
      "v=0\r\nm=audio 1\r\na=mid:a\r\na=sendonly\r\nm=video 2\r\na=mid:v\r\na=inactive\r\n";
    const [audio, video, other] = transceivers("a", "v", null);
    const found = offeredDirections(sdp, [video, other, audio] as Array<RTCRtpTransceiver>);
    expect([found.get(audio as never), found.get(video as never)]).toEqual([
      "sendonly",
      "inactive",
    ]);
    expect(found.size).toBe(2);
  });

  it("are read in order where there are no mids", () => {
    const sdp = "v=0\nm=audio 1\na=recvonly\nm=video 2\n";
    expect([...offeredDirections(sdp, transceivers("0", "1", "2")).values()]).toEqual([
      "recvonly",
      "sendrecv",
    ]);
  });

  it("RFC 3264 §5.1 of the session hold where a section has none", () => {
    const sdp = "v=0\r\na=inactive\r\nm=audio 1\r\nm=video 2\r\na=sendrecv\r\n";
    expect([...offeredDirections(sdp, transceivers("0", "1")).values()]).toEqual([
      "inactive",
      "sendrecv",
    ]);
  });
});
