// What the ladder writes on its arrows.
import { describe, expect, it } from "vitest";
import { summarise } from "../../../demo/src/sip-summary.js";

const message = (...lines: string[]) => lines.join("\r\n");

describe("the summary of a message", () => {
  it("of a request is its method, with its credentials and its offer", () => {
    const text = message(
      "INVITE sip:bob@example.com SIP/2.0",
      "CSeq: 2 INVITE",
      'Proxy-Authorization: Digest username="alice"',
      "",
      "v=0",
      "a=sendrecv",
    );
    expect(summarise(text)).toEqual({
      kind: "request",
      title: "INVITE",
      method: "INVITE",
      notes: ["credentials", "SDP"],
    });
  });

  it.each([
    ["180 Ringing", "provisional"],
    ["200 OK", "success"],
    ["302 Moved Temporarily", "failure"],
    ["486 Busy Here", "failure"],
  ])("of a response is its status: %s is %s", (status, kind) => {
    const text = message(`SIP/2.0 ${status}`, "cseq:7 INVITE", "", "");
    expect(summarise(text)).toEqual({ kind, title: status, method: "INVITE", notes: [] });
  });

  it("tells a hold and a key", () => {
    const held = message("INVITE sip:b@x SIP/2.0", "CSeq: 3 INVITE", "", "v=0", "a=sendonly");
    expect(summarise(held).notes).toEqual(["SDP, hold"]);
    const key = message("INFO sip:b@x SIP/2.0", "CSeq: 4 INFO", "", "Signal=#", "Duration=160");
    expect(summarise(key).notes).toEqual(["key #"]);
  });

  it("of a broken message is empty, and not an error", () => {
    expect(summarise("")).toEqual({ kind: "request", title: "", method: "", notes: [] });
  });
});
