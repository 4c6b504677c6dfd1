import { Web } from "sip.js";
import { describe, expect, it } from "vitest";
import * as ours from "../../../../../js/src/platform/web/modifiers/index.js";

type Description = RTCSessionDescriptionInit;
type Modifier = (description: Description) => Promise<Description>;

const offer = (...lines: Array<string>): Description => ({
  type: "offer",
  sdp: lines.map((line) => `${line}\r\n`).join(""),
});
const linesOf = (description: Description) => (description.sdp ?? "").split("\r\n").slice(0, -1);

const session = ["v=0", "o=- 1 1 IN IP4 192.0.2.1", "s=-", "t=0 0", "a=group:BUNDLE 0 1"];
const audio = [
  "m=audio 9 UDP/TLS/RTP/SAVPF 111 9 0 101",
  "c=IN IP4 0.0.0.0",
  "a=candidate:1 1 udp 2113937151 192.0.2.1 5000 typ host",
  "a=candidate:2 1 tcp 1518280447 192.0.2.1 9 typ host tcptype active",
  "a=candidate:3 1 TCP 1518280447 192.0.2.1 9 typ host tcptype active",
  "a=mid:0",
  "a=sendrecv",
  "a=rtpmap:111 opus/48000/2",
  "a=rtpmap:9 G722/8000",
  "a=rtpmap:0 PCMU/8000",
  "a=rtpmap:101 telephone-event/8000",
];
const video = [
  "m=video 9 UDP/TLS/RTP/SAVPF 96",
  "a=mid:1",
  "a=recvonly",
  "a=rtpmap:96 VP8/90000",
  "a=imageattr:96 send [x=[0-640],y=1] recv *",
];

const compared: Array<[string, Modifier, Modifier]> = [
  ["stripTcpCandidates", ours.stripTcpCandidates, Web.stripTcpCandidates],
  ["stripTelephoneEvent", ours.stripTelephoneEvent, Web.stripTelephoneEvent],
  ["cleanJitsiSdpImageattr", ours.cleanJitsiSdpImageattr, Web.cleanJitsiSdpImageattr],
  ["stripG722", ours.stripG722, Web.stripG722],
  ["stripRtpPayload opus", ours.stripRtpPayload("opus"), Web.stripRtpPayload("opus")],
  ["stripRtpPayload none", ours.stripRtpPayload("speex"), Web.stripRtpPayload("speex")],
  ["stripVideo", ours.stripVideo, Web.stripVideo],
  ["addMidLines", ours.addMidLines, Web.addMidLines],
  ["holdModifier", ours.holdModifier, Web.holdModifier],
];

describe("modifiers", () => {
  it.each(compared)(
    "%s changes a browser's description as SIP.js's does",
    async (_name, our, their) => {
      for (const sections of [[...session, ...audio, ...video], [...session, ...audio], session]) {
        const given = offer(...sections);
        const changed = await our(given);
        expect(changed).toEqual(await their(offer(...sections)));
      }
    },
  );

  it.each(compared.filter(([name]) => name !== "holdModifier"))(
    "%s gives back the description it was given, also when that is empty",
    async (_name, our) => {
      const given: Description = { type: "offer" };
      expect(await our(given)).toBe(given);
      expect(given.sdp).toBe("");
    },
  );

  it("strip a codec with all that belongs to it, in any spelling of its name", async () => {
    const changed = await ours.stripRtpPayload("vp8")(
      offer(
        "m=video 9 RTP/AVP 96 97 98",
        "a=rtpmap:96 VP8/90000",
        "a=rtcp-fb:96 nack",
        "a=fmtp:96 max-fr=30",
        "a=rtpmap:97 rtx/90000",
        "a=fmtp:97 apt=96",
        "a=rtpmap:98 H264/90000",
        "a=fmtp:98 packetization-mode=1",
      ),
    );
    expect(linesOf(changed)).toEqual([
      "m=video 9 RTP/AVP 98",
      "a=rtpmap:98 H264/90000",
      "a=fmtp:98 packetization-mode=1",
    ]);
  });

  it("strip a codec of a static payload type without an rtpmap (RFC 3551 §6)", async () => {
    expect(linesOf(await ours.stripG722(offer("m=audio 9 RTP/AVP 0 9 8")))).toEqual([
      "m=audio 9 RTP/AVP 0 8",
    ]);
    const redefined = ["m=audio 9 RTP/AVP 9", "a=rtpmap:9 L16/8000"];
    expect(linesOf(await ours.stripG722(offer(...redefined)))).toEqual(redefined);
  });

  it("do not mistake an attribute of another media kind for a codec", async () => {
    const application = ["m=application 9 UDP/DTLS/SCTP 9", "a=rtpmap:9 G722/8000"];
    expect(linesOf(await ours.stripG722(offer(...application)))).toEqual(application);
  });

  it("strip every video section, and only the exact mids from the group", async () => {
    const changed = await ours.stripVideo(
      offer(
        "v=0",
        "a=group:BUNDLE 1 10 2 v",
        "m=audio 9 RTP/AVP 0",
        "a=mid:10",
        "m=video 9 RTP/AVP 96",
        "a=mid:1",
        "m=application 9 UDP/DTLS/SCTP x",
        "a=mid:2",
        "m=video 9 RTP/AVP 96",
        "a=mid:v",
      ),
    );
    expect(linesOf(changed)).toEqual([
      "v=0",
      "a=group:BUNDLE 10 2",
      "m=audio 9 RTP/AVP 0",
      "a=mid:10",
      "m=application 9 UDP/DTLS/SCTP x",
      "a=mid:2",
    ]);
  });

  it("number media sections that have no mid", async () => {
    const changed = await ours.addMidLines(
      offer("v=0", "m=audio 9 RTP/AVP 0", "c=IN IP4 0.0.0.0", "m=video 9 RTP/AVP 96"),
    );
    expect(linesOf(changed)).toEqual([
      "v=0",
      "m=audio 9 RTP/AVP 0",
      "c=IN IP4 0.0.0.0",
      "a=mid:0",
      "m=video 9 RTP/AVP 96",
      "a=mid:1",
    ]);
  });

  it("clean all image attributes of a line", async () => {
    const changed = await ours.cleanJitsiSdpImageattr(
      offer("a=imageattr:96 send [x=[0-640],y=[0-480]]", "a=other:x=[0-1]"),
    );
    expect(linesOf(changed)).toEqual([
      "a=imageattr:96 send [x=[1:640],y=[1:480]]",
      "a=other:x=[0-1]",
    ]);
  });

  it("RFC 3264 §8.4 hold each section by its own direction, or the session's, or sendrecv", async () => {
    const held = await ours.holdModifier(
      offer("v=0", "m=audio 1", "c=x", "m=video 2", "a=recvonly", "m=video 3", "a=inactive"),
    );
    expect(linesOf(held)).toEqual([
      "v=0",
      "m=audio 1",
      "c=x",
      "a=sendonly",
      "m=video 2",
      "a=inactive",
      "m=video 3",
      "a=inactive",
    ]);
    const bySession = await ours.holdModifier(offer("v=0", "a=sendrecv", "m=audio 1"));
    expect(linesOf(bySession)).toEqual(["v=0", "a=sendonly", "m=audio 1"]);
  });

  it("holdModifier leaves the given description alone and refuses one without SDP or type", async () => {
    const given = offer("m=audio 1", "a=sendrecv");
    const held = await ours.holdModifier(given);
    expect(held).not.toBe(given);
    expect(linesOf(given)).toContain("a=sendrecv");
    for (const modifier of [ours.holdModifier, Web.holdModifier]) {
      expect(() => modifier({ type: "offer" })).toThrow("Invalid SDP");
    }
  });

  it("keep descriptions with bare LF line ends as they are", async () => {
    const sdp = "v=0\nm=audio 9 RTP/AVP 0 9\na=rtpmap:9 G722/8000\n";
    expect((await ours.stripG722({ type: "offer", sdp })).sdp).toBe("v=0\nm=audio 9 RTP/AVP 0\n");
    expect((await ours.addMidLines({ type: "offer", sdp: "v=0\nm=audio 1\n" })).sdp).toBe(
      "v=0\nm=audio 1\na=mid:0\n",
    );
  });
});
