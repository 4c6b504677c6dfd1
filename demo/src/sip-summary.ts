// What the ladder writes on an arrow: a SIP message in a few words. For the eye only; nothing is
// decided by it.

export type MessageKind = "request" | "provisional" | "success" | "failure";

export interface SipSummary {
  kind: MessageKind;
  /** `INVITE`, or `180 Ringing`. */
  title: string;
  /** The method of the request that this is or answers. */
  method: string;
  /** What it carries that matters to a reader: `credentials`, `SDP`, a hold, a key. */
  notes: string[];
}

export function summarise(message: string): SipSummary {
  const [head = "", body = ""] = message.split(/\r?\n\r?\n/, 2);
  const [startLine = "", ...lines] = head.split(/\r?\n/);
  const response = /^SIP\/2\.0 (\d{3}) ?(.*)$/.exec(startLine);
  const code = Number(response?.[1]);
  return {
    kind: response ? kindOf(code) : "request",
    title: response ? `${code} ${response[2]}`.trim() : (startLine.split(" ")[0] ?? ""),
    method: /^\d+\s+(\S+)/.exec(headerOf(lines, "CSeq"))?.[1] ?? "",
    notes: notesOf(lines, body),
  };
}

function kindOf(code: number): MessageKind {
  if (code < 200) return "provisional";
  return code < 300 ? "success" : "failure";
}

function notesOf(lines: readonly string[], body: string): string[] {
  const notes: string[] = [];
  if (has(lines, "Authorization") || has(lines, "Proxy-Authorization")) notes.push("credentials");
  if (/^v=0/.test(body)) notes.push(/^a=(sendonly|inactive)/m.test(body) ? "SDP, hold" : "SDP");
  const tone = /^Signal\s*=\s*(\S+)/im.exec(body)?.[1];
  if (tone) notes.push(`key ${tone}`);
  return notes;
}

function has(lines: readonly string[], name: string): boolean {
  return lines.some((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`));
}

function headerOf(lines: readonly string[], name: string): string {
  const prefix = `${name.toLowerCase()}:`;
  const line = lines.find((candidate) => candidate.toLowerCase().startsWith(prefix));
  return line?.slice(prefix.length).trim() ?? "";
}
