// Keys of the pad as SIP INFO bodies, in the two forms that phones in the field send.
const kRelay = "application/dtmf-relay";
const kDurationMs = 160;

interface InfoBody {
  contentDisposition: string;
  contentType: string;
  content: string;
}

/** The body of an INFO that says `tone` was pressed. */
export function dtmfRelay(tone: string): InfoBody {
  return {
    contentDisposition: "render",
    contentType: kRelay,
    content: `Signal=${tone}\r\nDuration=${kDurationMs}\r\n`,
  };
}

/** The key that an INFO reports, or undefined when it is about something else. */
export function toneOf(contentType: string | undefined, body: string): string | undefined {
  const type = contentType?.split(";")[0]?.trim().toLowerCase();
  if (type === kRelay) return /^Signal\s*=\s*([0-9A-D*#])\s*$/im.exec(body)?.[1];
  if (type === "application/dtmf") return /^\s*([0-9A-D*#])\s*$/i.exec(body)?.[1];
  return undefined;
}
