// What the page says about a phone's line and call.
import type { Call } from "./call.js";
import type { LineState } from "./line.js";
import type { Phone } from "./phone.js";

/** The badge in the corner of a phone, and the colour class of its dot. */
export function lineWording(line: LineState): { text: string; tone: "good" | "busy" | "bad" } {
  switch (line.kind) {
    case "off":
      return { text: "Offline", tone: "bad" };
    case "connecting":
      return { text: "Connecting…", tone: "busy" };
    case "registering":
      return { text: "Registering…", tone: "busy" };
    case "registered":
      return { text: "Registered", tone: "good" };
    case "refused":
      return { text: "Not registered", tone: "bad" };
    case "lost":
      return { text: "No server", tone: "bad" };
  }
}

/** The big line of a phone: what is going on with its call. */
export function callWording(phone: Phone): string {
  const { call } = phone;
  if (!call) return phone.lineState.kind === "registered" ? "Ready" : "Not ready";
  switch (call.state) {
    case "calling":
      return `Calling ${call.peer}…`;
    case "ringing":
      return `Ringing at ${call.peer}…`;
    case "incoming":
      return `${call.peer} is calling`;
    case "answering":
      return "Answering…";
    case "talking":
      return talkingWording(call);
    case "ended":
      return call.endReason;
  }
}

function talkingWording(call: Call): string {
  if (call.heldHere && call.heldThere) return "Both on hold";
  if (call.heldHere) return `${call.peer} is on hold`;
  if (call.heldThere) return `${call.peer} put you on hold`;
  return `Talking to ${call.peer}`;
}

export interface Notice {
  text: string;
  /** What the button beside it does. */
  action: "retry" | "dismiss";
}

/** What must not be overlooked, or undefined when all is well. */
export function notice(phone: Phone): Notice | undefined {
  if (phone.trouble) return { text: phone.trouble, action: "dismiss" };
  const line = phone.lineState;
  if (line.kind === "lost") {
    const next = `Trying again in ${line.retryInSeconds}\u00a0s.`;
    const call = phone.inCall ? " The call goes on without it." : "";
    return { text: `The server cannot be reached.${call} ${next}`, action: "retry" };
  }
  if (line.kind === "refused") return { text: refusalWording(line), action: "retry" };
  return undefined;
}

function refusalWording({ code, reason }: { code: number; reason: string }): string {
  const said = code > 0 ? `${code} ${reason}` : reason;
  const advice = [401, 403, 404, 407].includes(code)
    ? " Check the user and the password in the settings."
    : "";
  return `The server refused to register this phone: ${said}.${advice}`;
}
