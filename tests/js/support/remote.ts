// The other side of a call, written out: it knows just enough SIP to answer and to make requests by hand.
import { sdp } from "./fake-description-handler.js";
import type { FakeTransport } from "./fake-transport.js";

/** First value of a header. */
export function header(message: string, name: string): string {
  const line = new RegExp(`^${name}[ \\t]*:[ \\t]*(.*)$`, "im").exec(message);
  return line?.[1]?.trim() ?? "";
}

/** "INVITE", or "180 INVITE" for a response. */
export function titleOf(message: string): string {
  const start = message.split("\r\n", 1)[0] ?? "";
  const status = /^SIP\/2\.0 (\d+)/.exec(start)?.[1];
  return status
    ? `${status} ${header(message, "CSeq").split(" ")[1]}`
    : (start.split(" ")[0] ?? "");
}

export function bodyOf(message: string): string {
  return message.substring(message.indexOf("\r\n\r\n") + 4);
}

interface Extras {
  headers?: Array<string>;
  body?: string;
  contentType?: string;
}

interface RequestExtras extends Extras {
  method: string;
  uri?: string;
  /** Inside the call, unless told otherwise. */
  cseq?: number;
  branch?: string;
}

function lines(
  start: string,
  head: Array<string>,
  { headers = [], body = "", contentType }: Extras,
) {
  const type = body ? [`Content-Type: ${contentType ?? "application/sdp"}`] : [];
  return [start, ...head, ...headers, ...type, `Content-Length: ${body.length}`, "", body].join(
    "\r\n",
  );
}

export class Remote {
  readonly contact = "<sip:remote@192.0.2.7;transport=ws>";
  readonly offer = sdp("them");
  private cseq = 100;
  private branches = 0;
  /** From, To and Call-ID of our requests inside the call. */
  private dialog = { from: "", to: "", callId: "" };

  /** @param contactOf - Where the user agent says it can be reached. */
  constructor(private readonly transport: FakeTransport) {}

  /** The latest message of the user agent with this title. */
  latest(title: string): string {
    const found = this.transport.sent.filter((message) => titleOf(message) === title).at(-1);
    if (!found) throw new Error(`nothing was sent that is called ${title}`);
    return found;
  }

  /** Answers the latest request of a method. */
  answer(method: string, status: number, extras: Extras & { tag?: string } = {}): void {
    const request = this.latest(method);
    const tag = extras.tag ?? "them";
    const to = header(request, "To");
    const tagged = status === 100 || to.includes("tag=") ? to : `${to};tag=${tag}`;
    if (method === "INVITE" && status > 100 && status < 300) {
      this.dialog = {
        from: tagged,
        to: header(request, "From"),
        callId: header(request, "Call-ID"),
      };
    }
    const contact = method === "INVITE" && status < 300 ? [`Contact: ${this.contact}`] : [];
    const head = [
      ...["Via", "From"].map((name) => `${name}: ${header(request, name)}`),
      `To: ${tagged}`,
      ...["Call-ID", "CSeq"].map((name) => `${name}: ${header(request, name)}`),
      ...contact,
    ];
    this.transport.receive(lines(`SIP/2.0 ${status} Reason`, head, extras));
  }

  /** Sends an INVITE to the user agent. @returns It, for a CANCEL. */
  invite(extras: Extras = {}, from = '"Them" <sip:remote@example.com>;tag=them'): string {
    this.dialog = { from, to: "<sip:us@example.com>", callId: "call-1@remote" };
    return this.request({ method: "INVITE", body: this.offer, ...extras });
  }

  /** Acknowledges the user agent's latest answer to an INVITE. */
  ack(status: number, extras: Extras = {}): void {
    const response = this.latest(`${status} INVITE`);
    const branch = /branch=([^;\s]+)/.exec(header(response, "Via"))?.[1] ?? "";
    const cseq = Number.parseInt(header(response, "CSeq"), 10);
    this.dialog.to = header(response, "To");
    // RFC 3261 §17.1.1.3: the ACK to a refusal belongs to its transaction, that to a 2xx has one of its own.
    const own = status >= 300 ? { branch } : {};
    this.request({ method: "ACK", cseq, ...own, ...extras });
  }

  cancel(invite: string): void {
    const branch = /branch=([^;\s]+)/.exec(header(invite, "Via"))?.[1] ?? "";
    const cseq = Number.parseInt(header(invite, "CSeq"), 10);
    const dialog = { ...this.dialog };
    this.dialog.to = header(invite, "To");
    this.request({ method: "CANCEL", cseq, branch });
    this.dialog = dialog;
  }

  request({ method, uri, cseq, branch, ...extras }: RequestExtras): string {
    this.branches += 1;
    if (cseq === undefined) this.cseq += 1;
    const { from, to, callId } = this.dialog;
    const head = [
      `Via: SIP/2.0/WSS remote.invalid;branch=${branch ?? `z9hG4bKremote${this.branches}`}`,
      "Max-Forwards: 70",
      `From: ${from}`,
      `To: ${to}`,
      `Call-ID: ${callId}`,
      `CSeq: ${cseq ?? this.cseq} ${method}`,
      `Contact: ${this.contact}`,
    ];
    const text = lines(`${method} ${uri ?? "sip:us@example.com"} SIP/2.0`, head, extras);
    this.transport.receive(text);
    return text;
  }

  /** A request outside any call. */
  requestOutside(method: string, extras: Extras = {}): void {
    this.dialog = {
      from: "<sip:remote@example.com>;tag=outside",
      to: "<sip:us@example.com>",
      callId: `outside-${method}@remote`,
    };
    this.request({ method, ...extras });
  }
}
