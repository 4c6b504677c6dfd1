// A received message. Nothing is parsed before it is asked for: a field reads the table that C++ made of the message, and
// `headers` is built when somebody wants the whole of it.
import { MessageWord } from "../../generated/layout.js";
import { NameAddrHeader } from "../../grammar/name-addr-header.js";
import { URI } from "../../grammar/uri.js";
import { parseHeaderValue, problemOfValue } from "./header-value.js";
import { headerize } from "./headerize.js";
import type { ParseProblem } from "./parse-text.js";
import type { ReceivedText } from "./received-text.js";
import { headerId } from "./received-text.js";

interface HeaderValue {
  // biome-ignore lint/suspicious/noExplicitAny: SIP.js's signature; each header has a form of its own.
  parsed?: any;
  raw: string;
}

interface Fields {
  method: string;
  body: string;
  data: string;
  callId: string;
  cseq: number;
  from: NameAddrHeader;
  fromTag: string;
  to: NameAddrHeader;
  toTag: string;
  via: { host: string; port: number };
  viaBranch: string;
  referTo: string | undefined;
}

/** A message as received, request or response. Fields may be assigned, as in SIP.js. */
export class IncomingMessage {
  /** Absent in a message that was made here and not received. */
  protected readonly received: ReceivedText | undefined;
  /** Fields read or assigned so far. */
  private readonly known: Partial<Fields> = {};
  private ownHeaders: { [name: string]: Array<HeaderValue> } | undefined;
  /** The table's lines that `headers` was made of. */
  private readonly lines: { [name: string]: Array<number> } = {};
  /** Bad values that the log has been told of. */
  private reported: Set<HeaderValue> | undefined;

  /** @internal */
  constructor(received?: ReceivedText) {
    this.received = received;
  }

  /** The request's method; of a response, that of the request it answers. */
  get method(): string {
    return this.read("method", () => this.span(MessageWord.MethodAt));
  }
  set method(value: string) {
    this.known.method = value;
  }

  get body(): string {
    return this.read("body", () => this.span(MessageWord.BodyAt));
  }
  set body(value: string) {
    this.known.body = value;
  }

  /** The whole message as it was received. */
  get data(): string {
    return this.read("data", () => this.received?.text ?? "");
  }
  set data(value: string) {
    this.known.data = value;
  }

  get callId(): string {
    return this.read("callId", () => this.span(MessageWord.CallIdAt));
  }
  set callId(value: string) {
    this.known.callId = value;
  }

  get cseq(): number {
    return this.read("cseq", () => this.received?.number(MessageWord.Cseq) ?? 0);
  }
  set cseq(value: number) {
    this.known.cseq = value;
  }

  get from(): NameAddrHeader {
    return this.read("from", () => this.address("From"));
  }
  set from(value: NameAddrHeader) {
    this.known.from = value;
  }

  get fromTag(): string {
    return this.read("fromTag", () => this.tag(MessageWord.FromTagAt));
  }
  set fromTag(value: string) {
    this.known.fromTag = value;
  }

  get to(): NameAddrHeader {
    return this.read("to", () => this.address("To"));
  }
  set to(value: NameAddrHeader) {
    this.known.to = value;
  }

  /** Undefined in a request outside a dialog, whatever the type says. */
  get toTag(): string {
    return this.read("toTag", () => this.tag(MessageWord.ToTagAt));
  }
  set toTag(value: string) {
    this.known.toTag = value;
  }

  /** The topmost Via. */
  get via(): { host: string; port: number } {
    return this.read("via", () => this.first("Via") as Fields["via"]);
  }
  set via(value: { host: string; port: number }) {
    this.known.via = value;
  }

  get viaBranch(): string {
    return this.read("viaBranch", () => this.span(MessageWord.ViaBranchAt));
  }
  set viaBranch(value: string) {
    this.known.viaBranch = value;
  }

  /** The parsed Refer-To, a NameAddrHeader whatever the type says; undefined where there is none. */
  get referTo(): string | undefined {
    return this.read("referTo", () => this.first("Refer-To") as Fields["referTo"]);
  }
  set referTo(value: string | undefined) {
    this.known.referTo = value;
  }

  /** Values by canonical name; `raw` is the text, `parsed` what `parseHeader` made of it. May be assigned as a whole. */
  get headers(): { [name: string]: Array<HeaderValue> } {
    if (!this.ownHeaders) {
      this.ownHeaders = {};
      const { received } = this;
      for (let line = 0; received && line < received.lineCount; line++) {
        const name = received.nameOf(line);
        this.append(this.ownHeaders, name, received.valueOf(line));
        const lines = Object.hasOwn(this.lines, name) ? this.lines[name] : undefined;
        if (lines) lines.push(line);
        else this.lines[name] = [line];
      }
    }
    return this.ownHeaders;
  }
  set headers(value: { [name: string]: Array<HeaderValue> }) {
    this.ownHeaders = value;
  }

  /** Adds a header behind those of the same name. */
  addHeader(name: string, value: string): void {
    this.append(this.headers, headerize(name), value);
  }

  /** The topmost value of a header. */
  getHeader(name: string): string | undefined {
    return this.ownHeaders
      ? this.ownHeaders[headerize(name)]?.[0]?.raw
      : this.received?.value(name);
  }

  /** All values of a header, topmost first. Contact and Record-Route have one for each of their elements. */
  getHeaders(name: string): Array<string> {
    if (this.ownHeaders) return (this.ownHeaders[headerize(name)] ?? []).map(({ raw }) => raw);
    return this.received?.values(name) ?? [];
  }

  hasHeader(name: string): boolean {
    if (this.ownHeaders) return !!this.ownHeaders[headerize(name)];
    return this.received?.value(name) !== undefined;
  }

  /**
   * The value of a header in the form of its kind: a NameAddrHeader for addresses, `{ value, method }` for CSeq, a number
   * for Content-Length, and so on.
   * @param idx - Which of its values, from 0 at the top.
   * @returns Undefined if there is no such value, it does not parse, or the header is not one that can be parsed. Why it does
   * not parse is what `headerProblem` gives; of a received message the log is told as well, once and as a warning.
   */
  // biome-ignore lint/suspicious/noExplicitAny: SIP.js's signature.
  parseHeader(name: string, idx = 0): any | undefined {
    const canonical = headerize(name);
    const header = this.headers[canonical]?.[idx];
    if (!header) return undefined;
    if (header.parsed) return header.parsed;
    const parsed = this.parseReceived(canonical, idx, header.raw);
    if (parsed !== undefined) header.parsed = parsed;
    else this.report(name, idx, header);
    return parsed;
  }

  /**
   * What is wrong with the value of a header: which header, the byte of the value at which it shows, and the rule that was
   * broken. In a list that is its first bad element, which `parseHeader` leaves out.
   * @param idx - Which of its values, from 0 at the top.
   * @returns Undefined when nothing is wrong, there is no such value, or the header is not one that can be parsed.
   */
  headerProblem(name: string, idx = 0): ParseProblem | undefined {
    const header = this.headers[headerize(name)]?.[idx];
    const id = headerId(name);
    return header && id > 0 ? problemOfValue(id, header.raw) : undefined;
  }

  /** Another name of `parseHeader`. */
  // biome-ignore lint/suspicious/noExplicitAny: SIP.js's signature.
  s(name: string, idx = 0): any | undefined {
    return this.parseHeader(name, idx);
  }

  /** Replaces all values of a header by one. */
  setHeader(name: string, value: string): void {
    this.headers[headerize(name)] = [{ raw: value }];
  }

  toString(): string {
    return this.data;
  }

  protected span(at: MessageWord): string {
    return this.received?.span(at) ?? "";
  }

  private tag(at: MessageWord): string {
    // An empty tag is an absent one (RFC 3261 §8.1.1.3 allows no such thing, but peers send it).
    return (this.span(at) || undefined) as string;
  }

  /** The value of a header; the one that was received, as long as nobody has changed it. */
  private parseReceived(name: string, idx: number, raw: string): unknown {
    const { received } = this;
    const line = Object.hasOwn(this.lines, name) ? this.lines[name]?.[idx] : undefined;
    if (received && line !== undefined && received.valueOf(line) === raw) {
      return received.parsedValue(line);
    }
    const id = headerId(name);
    return id === 0 ? undefined : parseHeaderValue(id, raw);
  }

  private report(name: string, idx: number, header: HeaderValue): void {
    const logger = this.received?.logger;
    if (!logger || this.reported?.has(header)) return;
    const problem = this.headerProblem(name, idx);
    if (!problem) return;
    this.reported ??= new Set();
    this.reported.add(header);
    const { field, offset, rule } = problem;
    logger.warn(`A header that does not parse: ${field} at byte ${offset} of its value: ${rule}`);
  }

  /** The first value of a header, without making `headers` for it. */
  private first(name: string): unknown {
    if (this.ownHeaders || !this.received) return this.parseHeader(name);
    const line = this.received.firstLine(headerId(name));
    if (line < 0) return undefined;
    // One that does not parse has its problem told there.
    return this.received.parsedValue(line) ?? this.parseHeader(name);
  }

  private address(name: string): NameAddrHeader {
    const parsed = this.first(name);
    // What cannot be taken apart is shown as it is: a person must still see who calls.
    return parsed instanceof NameAddrHeader ? parsed : unparsedAddress(this.getHeader(name) ?? "");
  }

  private read<Name extends keyof Fields>(name: Name, make: () => Fields[Name]): Fields[Name] {
    // A message that is being built has the fields it was given.
    if (!(name in this.known) && this.received) this.known[name] = make();
    return this.known[name] as Fields[Name];
  }

  private append(headers: { [name: string]: Array<HeaderValue> }, name: string, raw: string): void {
    // A header called "constructor" must not find what every object has.
    if (Object.hasOwn(headers, name)) headers[name]?.push({ raw });
    else headers[name] = [{ raw }];
  }
}

function unparsedAddress(value: string): NameAddrHeader {
  const text = value.replace(/[\r\n\0]+/g, " ") || "unknown";
  return new NameAddrHeader(new URI(undefined, "", text), "", {});
}
