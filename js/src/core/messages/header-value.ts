// What `parseHeader` gives for each header, made of the elements of its value. Where SIP.js parses a header, its shape is
// SIP.js's; docs/headers.md lists them all.
import { Form } from "../../generated/enums.js";
import { headerForms, headerNames } from "../../generated/header-names.js";
import { withoutLineBreaks } from "../exceptions/header-injection-error.js";
import { decode, encode, shownWords, writeText } from "../exchange.js";
import { wasm } from "../wasm/index.js";
import type { Element, ParameterValues } from "./elements.js";
import { readElements, unquoted } from "./elements.js";
import type { ParseProblem } from "./parse-text.js";
import { readProblem } from "./parse-text.js";

type Shape = (elements: Array<Element>) => unknown;

/** A value with parameters where SIP.js has no shape for it: both without quotes, backslash escapes and angle brackets. */
export interface ParameterisedValue {
  value: string;
  /** By lower-case name; null for a parameter without a value. */
  params: { [name: string]: string | null };
}

function only(shape: (element: Element) => unknown): Shape {
  return ([element]) => element && shape(element);
}

function each(shape: (element: Element) => unknown): Shape {
  return (elements) => elements.map(shape);
}

const text = (element: Element): string => element.value;
const number = (element: Element): number => Number(element.value);
const address = (element: Element): unknown => element.address();
const parameterised = (element: Element): ParameterisedValue => ({
  value: plain(text(element)) ?? "",
  params: plainParameters(element),
});

function plain(value: string | undefined): string | undefined {
  // RFC 8224 §4: info=<uri>.
  return value?.startsWith("<") ? value.slice(1, -1).trim() : unquoted(value);
}

function plainParameters(element: Element): ParameterisedValue["params"] {
  const params: ParameterisedValue["params"] = {};
  for (const [name, value] of Object.entries(element.params ?? {})) {
    params[name] = plain(value) ?? null;
  }
  return params;
}

/** Where a parameter stands that is not among the `params`, and what its value becomes; undefined for one that is not fit. */
type Place = readonly [as: string, make?: (value: string | undefined) => unknown];
type Places = { readonly [name: string]: Place };
type Result = { [name: string]: unknown };

/** Adds an element's parameters to what its value became, as SIP.js does: `params` is there if anything is left for it. */
function withParams(result: Result, element: Element, places: Places = {}): Result {
  let params: ParameterValues | undefined;
  for (const name in element.params) {
    const value = element.params[name];
    const place = Object.hasOwn(places, name) ? places[name] : undefined;
    const made = place?.[1] ? place[1](value) : value;
    if (place && made !== undefined) {
      if (place[0]) result[place[0]] = made;
    } else {
      params ??= {};
      params[name] = value;
    }
  }
  if (params) result.params = params;
  return result;
}

const digits = (value = ""): number | undefined =>
  /^\d+$/.test(value) ? Number(value) : undefined;
const ipAddress = (value = ""): string | undefined =>
  /^[\d.]+$|:/.test(value) ? value : undefined;
/** Its values have no case (RFC 4028 §9). */
const refresher = (value = ""): string | undefined =>
  /^ua[cs]$/i.test(value) ? value.toLowerCase() : undefined;

/** The kind of a host that C++ has found to be one. */
function hostType(host: string): string {
  if (host.startsWith("[")) return "IPv6";
  return /^[\d.]+$/.test(host) ? "IPv4" : "domain";
}

const placesOfVia: Places = {
  branch: ["branch"],
  received: ["received", ipAddress],
  rport: ["rport"],
  ttl: ["ttl", digits],
  maddr: ["maddr"],
};

function via(element: Element): object {
  const { host = "", port } = element;
  const [protocol, transport] = element.words ?? [];
  const result: Result = { protocol, transport, host_type: hostType(host), host };
  if (port !== undefined) result.port = port;
  return withParams(result, element, placesOfVia);
}

function challenge(element: Element): object | undefined {
  if (!element.params) return undefined;
  const result: Result = {};
  if (!/^digest$/i.test(text(element))) return result;
  for (const name of ["realm", "nonce", "opaque"]) {
    const value = element.parameter(name);
    if (value !== undefined) result[name] = value;
  }
  const stale = element.parameter("stale")?.toLowerCase();
  if (stale === "true" || stale === "false") result.stale = stale === "true";
  const algorithm = element.parameter("algorithm");
  if (algorithm) result.algorithm = algorithm.toUpperCase();
  const qop = element.parameter("qop")?.split(",");
  if (qop) result.qop = qop.map((value) => value.trim()).filter(Boolean);
  return result;
}

const placesOfReplaces: Places = {
  "to-tag": ["replaces_to_tag"],
  "from-tag": ["replaces_from_tag"],
  "early-only": ["early_only", () => true],
};

function credentials(element: Element): object {
  // A token68 (RFC 7235 §2.1), as Basic and Bearer have it.
  const token = element.words?.[1];
  const params = plainParameters(element);
  return token === undefined
    ? { scheme: text(element), params }
    : { scheme: text(element), token, params };
}

const texts = each(text);

/** What each form gives unless a header has a shape of its own. */
const shapesOfForms: Partial<Record<Form, Shape>> = {
  [Form.Text]: only(text),
  [Form.Token]: only(parameterised),
  [Form.Tokens]: texts,
  [Form.MediaType]: only(parameterised),
  [Form.MediaTypes]: each(parameterised),
  [Form.Semicolons]: texts,
  [Form.Number]: only(number),
  [Form.Words]: each(parameterised),
  [Form.CallId]: only(parameterised),
  [Form.Address]: only(address),
  [Form.Addresses]: each(address),
  [Form.Routes]: each(address),
  [Form.Contacts]: only((element) => element.address() ?? element.text),
  [Form.Via]: only(via),
  [Form.CSeq]: only((element) => ({ value: number(element), method: element.words?.[1] })),
  [Form.RAck]: only((element) => ({
    rseq: number(element),
    cseq: Number(element.words?.[1]),
    method: element.words?.[2],
  })),
  [Form.Timestamp]: only((element) => ({
    value: number(element),
    // The delay's digits may be missing, on both sides of its dot.
    delay: element.words?.[1] === undefined ? undefined : Number(element.words[1]) || 0,
  })),
  [Form.Date]: only((element) => new Date((element.time ?? 0) * 1000)),
  [Form.Warning]: each((element) => ({
    code: number(element),
    agent: element.words?.[1],
    text: unquoted(`"${element.words?.[2]}"`),
  })),
  [Form.Challenge]: only(credentials),
  [Form.AuthParameters]: only((element) => ({ params: plainParameters(element) })),
};

const shapesOfHeaders: Readonly<Record<string, Shape>> = {
  "Accept-Contact": each(parameterised),
  "Accept-Encoding": each(parameterised),
  "Accept-Language": each(parameterised),
  "Content-Disposition": only((element) =>
    // As in SIP.js, `handling` is not shown.
    withParams({ type: text(element).toLowerCase() }, element, { handling: [""] }),
  ),
  "Content-Type": only((element) => element.text),
  Event: only((element) => withParams({ event: text(element).toLowerCase() }, element)),
  "In-Reply-To": each(text),
  Priority: only(text),
  "Proxy-Authenticate": only(challenge),
  Reason: each(parameterised),
  "Record-Route": only(address),
  "Reject-Contact": each(parameterised),
  Replaces: only((element) => withParams({ call_id: text(element) }, element, placesOfReplaces)),
  "Retry-After": only((element) => ({
    value: number(element),
    comment: element.words?.[1]?.replace(/\\(.)/gs, "$1"),
    params: plainParameters(element),
  })),
  "Session-Expires": only((element) =>
    withParams({ deltaSeconds: number(element) }, element, { refresher: ["refresher", refresher] }),
  ),
  "Subscription-State": only((element) =>
    withParams({ state: text(element) }, element, {
      expires: ["expires", digits],
      reason: ["reason"],
    }),
  ),
  "WWW-Authenticate": only(challenge),
};

/** By place in headerNames. */
const shapes: ReadonlyArray<Shape | undefined> = headerNames.map(
  (name, id) => shapesOfHeaders[name] ?? shapesOfForms[headerForms[id] as Form],
);

/**
 * The value of a header in the form of its kind.
 * @param id - The header's place in headerNames.
 * @returns Undefined if there is no element.
 */
export function headerValue(id: number, elements: Array<Element>): unknown {
  return elements.length === 0 ? undefined : shapes[id]?.(elements);
}

/** Whether a header is a list of texts, which need no {@link Element} where they have no pieces. */
export function isTextList(id: number): boolean {
  return shapes[id] === texts;
}

/** The value of a header that stands on its own; undefined if it does not parse. A list may be empty. */
export function parseHeaderValue(id: number, text: string): unknown {
  const elements = elementsOf(id, text);
  return text === "" ? shapes[id]?.(elements) : headerValue(id, elements);
}

/** What is wrong with the value of a header, or with the first bad element of a list; undefined when nothing is. */
export function problemOfValue(id: number, text: string): ParseProblem | undefined {
  return wasm.problemOfValue(id, writeText(text)) ? readProblem() : undefined;
}

/** The elements of a header's value; none if it does not parse. */
export function elementsOf(id: number, text: string): Array<Element> {
  // Folds, where the text was not unfolded before.
  text = withoutLineBreaks(text);
  const bytes = writeText(text);
  if (wasm.structureValue(id, bytes) === 0) return [];
  const { array, from, to } = shownWords();
  const utf8 = bytes === text.length ? undefined : encode(text);
  return readElements(array, from, to, {
    slice: (at, length) =>
      utf8 ? decode(utf8.subarray(at, at + length)) : text.substring(at, at + length),
  });
}
