// SIP.js's Grammar over the C++ parser: text to URI and NameAddrHeader, and header values to the plain objects that SIP.js
// makes of them. Headers come from the table of core/messages/header-value.ts; here are the rules beside it.

import { decode, encode } from "../core/exchange.js";
import type { Element } from "../core/messages/elements.js";
import { elementsOf, parseHeaderValue } from "../core/messages/header-value.js";
import { headerId } from "../core/messages/received-text.js";
import { displayName, hostType, startLineFields, urisAreEquivalent } from "../core/parsing.js";
import type { NameAddrHeader } from "./name-addr-header.js";
import type { URI } from "./uri.js";

/**
 * Parses by the name of a grammar rule, as SIP.js does.
 *
 * @param startRule - One of SIP.js's rules, or the name of any header with underscores for hyphens.
 * @returns -1 for a text that does not parse, and for a rule that there is not.
 */
// biome-ignore lint/suspicious/noExplicitAny: SIP.js's signature; each rule has a result of its own.
function parse(input: string, startRule: string): any {
  if (typeof input !== "string") return -1;
  const rule = Object.hasOwn(rules, startRule) ? rules[startRule] : undefined;
  const id = headerId(String(startRule));
  return (rule ? rule(input) : id > 0 ? parseHeaderValue(id, input) : undefined) ?? -1;
}

/** The header value `"Name" <uri>;parameters`; undefined if it does not parse or has no angle brackets. */
function nameAddrHeaderParse(nameAddrHeader: string): NameAddrHeader | undefined {
  return /</.test(nameAddrHeader) ? addressOf(nameAddrHeader) : undefined;
}

/** A sip: or sips: URI; undefined if it does not parse. */
function URIParse(uri: string): URI | undefined {
  return /^sips?:/i.test(uri) ? uriOf(uri) : undefined;
}

export const Grammar = { parse, nameAddrHeaderParse, URIParse };

/** Whether two URIs are equivalent by the rules of RFC 3261 §19.1.4. */
export function equivalentURI(a: URI, b: URI): boolean {
  return urisAreEquivalent(a.toRaw(), b.toRaw());
}

/** A URI of any scheme; undefined if it does not parse. */
export function uriOf(text: string): URI | undefined {
  return /[<>\s\0]/.test(text) ? undefined : elementsOf(headerId("From"), `<${text}>`)[0]?.uri;
}

function addressOf(text: string): NameAddrHeader | undefined {
  return elementsOf(headerId("From"), text)[0]?.address();
}

interface ListElement {
  /** Behind the element's last character. SIP.js has the two names the wrong way round, and so must we. */
  position: number;
  /** The element's first character. */
  offset: number;
  parsed: NameAddrHeader;
}

function addressList(text: string): Array<ListElement> | undefined {
  const bytes = encode(text);
  // They are asked for in order, so that no character is counted twice.
  let countedBytes = 0;
  let countedUnits = 0;
  const place = (at: number): number => {
    if (bytes.length === text.length) return at;
    countedUnits += decode(bytes.subarray(countedBytes, at)).length;
    countedBytes = at;
    return countedUnits;
  };
  // Folds become as many spaces, so that the offsets stay those of the input.
  const unfolded = text.replace(/[\r\n\0]/g, " ");
  const elements = elementsOf(headerId("Contact"), unfolded).flatMap((element: Element) => {
    const parsed = element.address();
    const { at, length } = element;
    if (!parsed) return [];
    const offset = place(at);
    return [{ position: place(at + length), offset, parsed }];
  });
  return elements.length > 0 ? elements : undefined;
}

/** SIP.js's rule is that of the whole line; a value alone is an address like others. */
function referredBy(text: string): object | undefined {
  const line = /^(?:referred-by|b)\s*:(.*)/is.exec(text);
  const address = addressOf(line?.[1] ?? text);
  if (!line || !address) return address;
  const { uri, displayName, parameters } = address;
  const hasParameters = Object.keys(parameters).length > 0;
  return {
    ...(displayName === undefined ? {} : { displayName }),
    uri,
    ...(hasParameters ? { params: parameters } : {}),
  };
}

/** Scheme and, behind "//", who answers for it. */
function absoluteUri(text: string): object | undefined {
  const uri = uriOf(text);
  if (!uri) return undefined;
  const authority = /^[^:]*:\/\/([^/?#]*)/.exec(text)?.[1];
  const place = authority === undefined ? {} : server(authority);
  return place && { scheme: text.slice(0, text.indexOf(":")), ...place };
}

/** The parts of user@host:port. */
function server(text: string): object | undefined {
  const uri = uriOf(`sip:${text}`);
  if (!uri) return undefined;
  const { user, host, port } = uri;
  return {
    ...(user ? { user } : {}),
    host_type: hostType(host),
    host: text.slice(text.indexOf("@") + 1).slice(0, host.length),
    ...(port === undefined ? {} : { port }),
  };
}

/** RFC 7064 and RFC 7065. */
function iceServer(text: string, form: RegExp): object | undefined {
  const [, scheme, name, transport] = form.exec(text) ?? [];
  const place = name && server(name);
  return place ? { scheme, ...place, ...(transport ? { transport } : {}) } : undefined;
}

function startLine(text: string): object | undefined {
  const [method, sip_version, third = "", reason_phrase] = startLineFields(text) ?? [];
  if (method === undefined) return undefined;
  if (!method) return { sip_version, status_code: Number(third), reason_phrase };
  const uri = URIParse(third);
  const target = uri ? { uri } : absoluteUri(third);
  return target && { method, ...target, sip_version };
}

function quotedString(text: string): object | undefined {
  return /^\s*"/.test(text) && displayName(text) !== undefined ? {} : undefined;
}

function nameShown(text: string): object | undefined {
  const name = displayName(text);
  return name === undefined ? undefined : { displayName: name };
}

function hostOf(host: string): object | undefined {
  const host_type = hostType(host);
  return host_type ? { host_type, host } : undefined;
}

function uuid(value: string): string | undefined {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ? value : undefined;
}

/** A list that may be empty. */
function optionTags(rule: string): (input: string) => unknown {
  return (input) => (input === "" ? [] : parseHeaderValue(headerId(rule), input));
}

/** Rules that are no headers, and headers that the rule takes otherwise than `parseHeader`. */
const rules: Readonly<Record<string, (input: string) => unknown>> = {
  SIP_URI: URIParse,
  absoluteURI: absoluteUri,
  Name_Addr_Header: nameAddrHeaderParse,
  Referred_By: referredBy,
  Contact: addressList,
  Record_Route: addressList,
  Route: addressList,
  Call_ID: (input) => (/^\S+$/.test(input) ? input : undefined),
  Require: optionTags("Require"),
  Supported: optionTags("Supported"),
  challenge: (input) => parseHeaderValue(headerId("WWW-Authenticate"), input),
  Request_Response: startLine,
  sipfrag: (input) => startLine(input.split(/\r?\n/, 1)[0] ?? ""),
  displayName: nameShown,
  quoted_string: quotedString,
  host: hostOf,
  stun_URI: (input) => iceServer(input, /^(stuns?):([^@;?]+)$/i),
  turn_URI: (input) => iceServer(input, /^(turns?):([^@;?]+)(?:\?transport=([\w.~-]+))?$/i),
  uuid,
};
