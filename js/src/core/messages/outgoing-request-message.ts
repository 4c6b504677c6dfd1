// A request as the application sees and changes it before it is sent. Its text is written in C++.
import { NameAddrHeader } from "../../grammar/name-addr-header.js";
import type { URI } from "../../grammar/uri.js";
import { type BodyFields, FieldList } from "../fields.js";
import type { Body } from "./body.js";
import { headerize } from "./headerize.js";
import { serialiseLines } from "./serialise.js";
import { createRandomToken, newTag } from "./utils.js";

export interface OutgoingRequestMessageOptions {
  callId?: string;
  callIdPrefix?: string;
  cseq?: number;
  toDisplayName?: string;
  toTag?: string;
  fromDisplayName?: string;
  fromTag?: string;
  forceRport?: boolean;
  hackViaTcp?: boolean;
  optionTags?: Array<string>;
  routeSet?: Array<string>;
  userAgentString?: string;
  viaHost?: string;
}

/** Headers that the core writes from the message's other fields. */
const writtenByCore = new Set([
  "Via",
  "To",
  "From",
  "CSeq",
  "Call-ID",
  "Max-Forwards",
  "Route",
  "Content-Length",
  "Content-Type",
]);

/** A request to be sent outside a dialog, or one that was sent inside one. */
export class OutgoingRequestMessage {
  /** Values by canonical name, in the order in which they are written. */
  readonly headers: { [name: string]: Array<string> };

  readonly method: string;
  readonly ruri: URI;
  readonly from: NameAddrHeader;
  readonly fromTag: string;
  readonly fromURI: URI;
  readonly to: NameAddrHeader;
  /** Empty outside a dialog. */
  readonly toTag: string | undefined;
  readonly toURI: URI;
  branch: string | undefined;
  readonly callId: string;
  cseq: number;
  /** Whole lines, `Name: value`. */
  extraHeaders: Array<string> = [];
  body: { body: string; contentType: string } | undefined;

  private readonly options: Required<OutgoingRequestMessageOptions>;
  private viaTransport = "WSS";

  constructor(
    method: string,
    ruri: URI,
    fromURI: URI,
    toURI: URI,
    options?: OutgoingRequestMessageOptions,
    extraHeaders?: Array<string>,
    body?: Body,
  ) {
    this.options = Object.assign(OutgoingRequestMessage.getDefaultOptions(), options);
    this.options.optionTags = this.options.optionTags.slice();
    this.options.routeSet = this.options.routeSet.slice();
    if (extraHeaders) this.extraHeaders = extraHeaders.slice();
    if (body) this.body = { body: body.content, contentType: body.contentType };

    this.method = method;
    this.ruri = ruri.clone();
    this.fromURI = fromURI.clone();
    this.fromTag = this.options.fromTag || newTag();
    this.from = OutgoingRequestMessage.makeNameAddrHeader(
      this.fromURI,
      this.options.fromDisplayName,
      this.fromTag,
    );
    this.toURI = toURI.clone();
    this.toTag = this.options.toTag;
    this.to = OutgoingRequestMessage.makeNameAddrHeader(
      this.toURI,
      this.options.toDisplayName,
      this.toTag,
    );
    this.callId = this.options.callId || this.options.callIdPrefix + createRandomToken(15);
    this.cseq = this.options.cseq;

    this.headers = {
      Route: this.options.routeSet,
      Via: [""],
      To: [this.to.toString()],
      From: [this.from.toString()],
      CSeq: [`${this.cseq} ${this.method}`],
      "Call-ID": [this.callId],
      "Max-Forwards": ["70"],
    };
  }

  /** A copy of the options that hold where none are given. */
  static getDefaultOptions(): Required<OutgoingRequestMessageOptions> {
    return {
      callId: "",
      callIdPrefix: "",
      cseq: 1,
      toDisplayName: "",
      toTag: "",
      fromDisplayName: "",
      fromTag: "",
      forceRport: false,
      hackViaTcp: false,
      optionTags: ["outbound"],
      routeSet: [],
      userAgentString: "sip-wasm",
      viaHost: "",
    };
  }

  static makeNameAddrHeader(uri: URI, displayName: string, tag?: string): NameAddrHeader {
    return new NameAddrHeader(uri, displayName, tag ? { tag } : {});
  }

  /** The first value of a header, among `headers` or `extraHeaders`. */
  getHeader(name: string): string | undefined {
    return this.getHeaders(name)[0] || undefined;
  }

  /** All values of a header, among `headers` or, where it is not there, `extraHeaders`. */
  getHeaders(name: string): Array<string> {
    const canonical = headerize(name);
    const values = this.headers[canonical];
    if (values) return values.slice();
    return this.extraHeaders.filter((line) => nameIn(line) === canonical).map(valueIn);
  }

  hasHeader(name: string): boolean {
    const canonical = headerize(name);
    return (
      !!this.headers[canonical] || this.extraHeaders.some((line) => nameIn(line) === canonical)
    );
  }

  /** Replaces all values of a header. */
  setHeader(name: string, value: string | Array<string>): void {
    this.headers[headerize(name)] = Array.isArray(value) ? value : [value];
  }

  /** Sets what the topmost Via says (RFC 3261 §8.1.1.7). The core gives each request it sends a branch of its own. */
  setViaHeader(branch: string, transport: string): void {
    this.branch = branch;
    this.viaTransport = this.options.hackViaTcp ? "TCP" : transport;
    const rport = this.options.forceRport ? ";rport" : "";
    this.setHeader(
      "via",
      `SIP/2.0/${this.viaTransport} ${this.options.viaHost};branch=${branch}${rport}`,
    );
  }

  /**
   * The request as text, with the headers in the order of SIP.js: `headers`, `extraHeaders`, then what the options say.
   * @throws {@link HeaderInjectionError} if a value holds CR, LF or NUL, TypeError if it is otherwise of no use.
   */
  toString(): string {
    // What the text says of its own body is computed.
    const isText = (name: string): boolean =>
      name !== "Content-Length" && !(this.body && name === "Content-Type");
    if (!this.branch) this.setViaHeader(`z9hG4bK${createRandomToken(16)}`, this.viaTransport);
    const list = new FieldList().add("method", this.method).add("Request-URI", this.ruri.toRaw());
    list.addAll("header", this.ownLines(isText)).addAll("header", this.addedLines());
    return serialiseLines(String(list.addBody(this.bodyFields())));
  }

  /** @internal The request list of docs/architecture.md. */
  fields(): FieldList {
    const list = new FieldList();
    list.add("method", this.method).add("Request-URI", this.ruri.toRaw());
    list.add("From", this.written("From")).add("To", this.written("To"));
    list.add("Call-ID", this.callId).addNumber(this.cseq);
    list.addNumber(Number(this.headers["Max-Forwards"]?.[0] ?? 70));
    const lines = this.ownLines((name) => !writtenByCore.has(name));
    list.addAll("Route", this.headers.Route ?? []);
    list.addAll("header", [...lines, ...this.addedLines()]);
    return list.addBody(this.bodyFields());
  }

  private written(name: "From" | "To"): string {
    return this.headers[name]?.[0] ?? this[name === "From" ? "from" : "to"].toString();
  }

  private bodyFields(): BodyFields | undefined {
    const { body, contentType } = this.body ?? {};
    return body ? { contentType: contentType ?? "", disposition: "", content: body } : undefined;
  }

  private ownLines(wanted: (name: string) => boolean): Array<string> {
    const lines: Array<string> = [];
    for (const name in this.headers) {
      if (!wanted(name)) continue;
      for (const value of this.headers[name] ?? []) lines.push(`${name}: ${value}`);
    }
    return lines;
  }

  /** What stands behind the lines of `headers`. */
  private addedLines(): Array<string> {
    const { optionTags, userAgentString } = this.options;
    const lines: Array<string> = [];
    let hasUserAgent = false;
    for (const line of this.extraHeaders) {
      // A body says its own type; a line of it would stand there twice.
      if (this.body && /^content-type\s*:/i.test(line)) continue;
      hasUserAgent ||= /^user-agent\s*:/i.test(line);
      lines.push(line);
    }
    lines.push(`Supported: ${optionTags.join(", ")}`);
    if (userAgentString && !hasUserAgent) lines.push(`User-Agent: ${userAgentString}`);
    return lines;
  }
}

function nameIn(line: string): string {
  return headerize(line.substring(0, line.indexOf(":")).trim());
}

function valueIn(line: string): string {
  return line.substring(line.indexOf(":") + 1).trim();
}
