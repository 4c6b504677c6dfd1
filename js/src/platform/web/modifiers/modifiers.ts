// Ready-made changes to a session description, to be given to a session as modifiers. Each changes the
// description it is given and returns it, except holdModifier, which makes a new one.

import type { SessionDescriptionHandlerModifier } from "../../../api/session-description-handler.js";
import { sections } from "../sdp-sections.js";

type Description = RTCSessionDescriptionInit;

/** Payload types that mean a codec without any rtpmap line (RFC 3551 §6), of those browsers have. */
const STATIC_PAYLOAD_TYPES: { [codec: string]: string } = { pcmu: "0", pcma: "8", g722: "9" };

/** Removes ICE candidates of transport TCP. */
export function stripTcpCandidates(description: Description): Promise<Description> {
  return change(description, (sdp) => sdp.replace(/^a=candidate:\S+ \d+ tcp .*\r?\n/gim, ""));
}

/** Removes DTMF in the media stream (RFC 4733), so that it is sent by other means. */
export function stripTelephoneEvent(description: Description): Promise<Description> {
  return change(description, (sdp) => stripCodec(sdp, "telephone-event"));
}

/** Corrects the image attributes (RFC 6236) written by old versions of Jitsi, which browsers refuse. */
export function cleanJitsiSdpImageattr(description: Description): Promise<Description> {
  return change(description, (sdp) =>
    sdp.replace(/^a=imageattr:.*/gm, (line) => line.replace(/([xy])=\[0-/g, "$1=[1:")),
  );
}

/** Removes the codec G.722. */
export function stripG722(description: Description): Promise<Description> {
  return change(description, (sdp) => stripCodec(sdp, "G722"));
}

/**
 * Makes a modifier that removes a codec.
 * @param payload - Its encoding name in `a=rtpmap`, in any case: `PCMA`, `opus`, `VP8`.
 */
export function stripRtpPayload(payload: string): SessionDescriptionHandlerModifier {
  return (description) => change(description, (sdp) => stripCodec(sdp, payload));
}

/** Removes the video sections, and their mids from the BUNDLE group. */
export function stripVideo(description: Description): Promise<Description> {
  return change(description, (sdp) => {
    const isVideo = (section: string) => section.startsWith("m=video");
    const [session = "", ...media] = sections(sdp);
    const gone = media.filter(isVideo).map((section) => /^a=mid:(\S+)/m.exec(section)?.[1]);
    const rest = media.filter((section) => !isVideo(section));
    const grouped = session.replace(
      /^(a=group:\S+)(.*)$/gm,
      (_line, group: string, list: string) => {
        const mids = list.split(/\s+/).filter((mid) => mid && !gone.includes(mid));
        return [group, ...mids].join(" ");
      },
    );
    return [grouped, ...rest].join("");
  });
}

/** Numbers the media sections with `a=mid`, unless there is any already. */
export function addMidLines(description: Description): Promise<Description> {
  return change(description, (sdp) => {
    if (/^a=mid:/m.test(sdp)) {
      return sdp;
    }
    const [session = "", ...media] = sections(sdp);
    return session + media.map((section, index) => withAttribute(section, `mid:${index}`)).join("");
  });
}

/**
 * Turns directions so that nothing is received (RFC 3264 §8.4): sendrecv into sendonly, recvonly into inactive.
 * @throws Error if the description has no SDP or no type.
 */
export function holdModifier(description: Description): Promise<Description> {
  if (!description.sdp || !description.type) {
    throw new Error("Invalid SDP");
  }
  const [session = "", ...media] = sections(description.sdp);
  const held = (section: string) =>
    section.replace(/^a=sendrecv\b/gm, "a=sendonly").replace(/^a=recvonly\b/gm, "a=inactive");
  const hasDirection = (section: string) =>
    /^a=(?:sendrecv|sendonly|recvonly|inactive)\b/m.test(section);
  // A direction of the session holds for the media sections without their own, and without any it is sendrecv.
  const heldMedia = media.map((section) =>
    hasDirection(section) || hasDirection(session)
      ? held(section)
      : withAttribute(section, "sendonly"),
  );
  return Promise.resolve({ sdp: held(session) + heldMedia.join(""), type: description.type });
}

function change(description: Description, edit: (sdp: string) => string): Promise<Description> {
  description.sdp = edit(description.sdp ?? "");
  return Promise.resolve(description);
}

/** Takes a codec out of the audio and video sections: its payload type and all attributes that belong to it. */
function stripCodec(sdp: string, codec: string): string {
  const [session = "", ...media] = sections(sdp);
  const stripped = media.map((section) => {
    if (!/^m=(?:audio|video) /.test(section)) {
      return section;
    }
    const gone = payloadTypes(section, codec);
    const [mLine = "", ...lines] = section.split(/(?<=\n)/);
    const isKept = (line: string) =>
      !gone.includes(/^a=(?:rtpmap|fmtp|rtcp-fb):(\d+)/.exec(line)?.[1] ?? "");
    const isFormatKept = (field: string, index: number) =>
      index < 3 || !gone.includes(field.trim());
    const end = /\s*$/.exec(mLine)?.[0] ?? "";
    const kept = mLine.trimEnd().split(" ").filter(isFormatKept).join(" ") + end;
    return [kept, ...lines.filter(isKept)].join("");
  });
  return [session, ...stripped].join("");
}

/** The payload types that stand for a codec in a media section. */
function payloadTypes(section: string, codec: string): Array<string> {
  const named = [...section.matchAll(/^a=rtpmap:(\d+) ([^/\s]+)/gm)];
  const found = named
    .filter(([, , name = ""]) => name.toLowerCase() === codec.toLowerCase())
    .map(([, payloadType = ""]) => payloadType);
  const fixed = STATIC_PAYLOAD_TYPES[codec.toLowerCase()];
  if (fixed !== undefined && !named.some(([, payloadType]) => payloadType === fixed)) {
    found.push(fixed);
  }
  // Retransmissions of it (RFC 4588 §8.1) make no sense without it.
  for (const [, rtx = "", original = ""] of section.matchAll(/^a=fmtp:(\d+) apt=(\d+)/gm)) {
    if (found.includes(original)) {
      found.push(rtx);
    }
  }
  return found;
}

/** A media section with one more attribute, at its end, where attributes belong (RFC 8866 §5). */
function withAttribute(section: string, attribute: string): string {
  const lineEnd = section.includes("\r\n") || !section.includes("\n") ? "\r\n" : "\n";
  return `${section}${section.endsWith("\n") ? "" : lineEnd}a=${attribute}${lineEnd}`;
}
