// What `parseHeader` gives for each header, made of the elements of its value. Where SIP.js parses a header, its shape is
// SIP.js's; docs/headers.md lists them all.
import { Form } from "../../generated/enums.js";
import { headerForms, headerNames } from "../../generated/header-names.js";
import { withoutLineBreaks } from "../exceptions/header-injection-error.js";
import { decode, encode, shownWords, writeText } from "../exchange.js";
import { wasm } from "../wasm/index.js";
import type { Element, ParameterValues } from "./elements.js";
import { readElements, unquoted } from "./elements.js";

type Shape = (elements: Array<Element>) => unknown;

/** A value with parameters where SIP.js has no shape for it. */
export interface ParameterisedValue {
  value: string;
  params: ParameterValues;
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
  value: text(element),
  params: element.params ?? {},
});

function via(element: Element): object {
  const { host, port } = element;
  const [protocol, transport] = element.words ?? [];
  const { branch, ...params } = element.params ?? {};
  return { protocol, transport, host, port, branch, received: params.received, params };
}

function challenge(element: Element): object {
  const get = (name: string): string | undefined => element.parameter(name);
  const qop = get("qop")
    ?.split(",")
    .map((value) => value.trim().toLowerCase())
    .filter(Boolean);
  return {
    realm: get("realm"),
    nonce: get("nonce"),
    opaque: get("opaque"),
    stale: get("stale")?.toLowerCase() === "true",
    algorithm: get("algorithm")?.toUpperCase(),
    qop: qop?.length ? qop : undefined,
  };
}

function subscriptionState(element: Element): object {
  const expires = element.parameter("expires");
  const reason = element.parameter("reason");
  const retryAfter = element.parameter("retry-after");
  return {
    state: text(element).toLowerCase(),
    ...(expires ? { expires: Number(expires) } : {}),
    ...(reason ? { reason } : {}),
    ...(retryAfter ? { retry_after: Number(retryAfter) } : {}),
  };
}

function replaces(element: Element): object {
  return {
    call_id: text(element),
    replaces_to_tag: element.params?.["to-tag"],
    replaces_from_tag: element.params?.["from-tag"],
    ...("early-only" in (element.params ?? {}) ? { early_only: true } : {}),
  };
}

function sessionExpires(element: Element): object {
  const refresher = element.params?.refresher;
  const deltaSeconds = number(element);
  return refresher ? { deltaSeconds, refresher } : { deltaSeconds };
}

function credentials(element: Element): object {
  const params: ParameterValues = {};
  for (const [name, value] of Object.entries(element.params ?? {})) params[name] = unquoted(value);
  return { scheme: text(element), params };
}

/** What each form gives unless a header has a shape of its own. */
const shapesOfForms: Partial<Record<Form, Shape>> = {
  [Form.Text]: only(text),
  [Form.Token]: only(parameterised),
  [Form.Tokens]: each(text),
  [Form.Semicolons]: each(text),
  [Form.Number]: only(number),
  [Form.Words]: each(parameterised),
  [Form.CallId]: only(parameterised),
  [Form.Address]: only(address),
  [Form.Addresses]: each(address),
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
    delay: element.words?.[1] === undefined ? undefined : Number(element.words[1]),
  })),
  [Form.Date]: only((element) => new Date((element.time ?? 0) * 1000)),
  [Form.Warning]: each((element) => ({
    code: number(element),
    agent: element.words?.[1],
    text: unquoted(`"${element.words?.[2]}"`),
  })),
  [Form.Challenge]: only(credentials),
  [Form.AuthParameters]: only((element) => credentials(element)),
};

const shapesOfHeaders: Readonly<Record<string, Shape>> = {
  Accept: each(parameterised),
  "Accept-Contact": each(parameterised),
  "Accept-Encoding": each(parameterised),
  "Accept-Language": each(parameterised),
  "Content-Disposition": only((element) => ({ type: text(element).toLowerCase() })),
  "Content-Type": only((element) => element.text),
  Event: only((element) => ({ event: text(element).toLowerCase(), params: element.params ?? {} })),
  "In-Reply-To": each(text),
  "Proxy-Authenticate": only(challenge),
  Reason: each(parameterised),
  "Record-Route": only(address),
  "Reject-Contact": each(parameterised),
  Replaces: only(replaces),
  "Retry-After": only((element) => ({
    value: number(element),
    comment: element.words?.[1],
    params: element.params ?? {},
  })),
  "Session-Expires": only(sessionExpires),
  "Subscription-State": only(subscriptionState),
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

/** The value of a header that stands on its own; undefined if it does not parse. */
export function parseHeaderValue(id: number, text: string): unknown {
  return headerValue(id, elementsOf(id, text));
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
