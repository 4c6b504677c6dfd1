// SIP.js's Grammar over the C++ parser: text to URI and NameAddrHeader, and the header values that messages are asked for.
import {
  parseChallengeFields,
  parseNameAddrFields,
  parseParameterFields,
  parseUriFields,
  parseViaFields,
  splitListFields,
  urisAreEquivalent,
} from "../core/parsing.js";
import { NameAddrHeader } from "./name-addr-header.js";
import { URI } from "./uri.js";

type Parsed = { [name: string]: string | null };

/**
 * Parses by the name of a grammar rule, as SIP.js does.
 *
 * @param startRule - One of SIP.js's rules: "SIP_URI", "Name_Addr_Header", or a header's name with underscores.
 * @returns -1 for a text that does not parse, and for a rule that is not offered.
 */
// biome-ignore lint/suspicious/noExplicitAny: SIP.js's signature; each rule has a result of its own.
function parse(input: string, startRule: string): any {
  const rule = Object.hasOwn(rules, startRule) ? rules[startRule] : undefined;
  return rule?.(input) ?? -1;
}

/** The header value `"Name" <uri>;parameters`; undefined if it does not parse or has no angle brackets. */
function nameAddrHeaderParse(nameAddrHeader: string): NameAddrHeader | undefined {
  return nameAddrHeader.includes("<") ? addressOf(nameAddrHeader) : undefined;
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

function uriOf(text: string): URI | undefined {
  const fields = parseUriFields(text);
  if (!fields) return undefined;
  const [scheme, user = "", password = "", host = "", port, ...rest] = fields;
  const count = Number(rest[0]);
  const headers: { [name: string]: Array<string> } = {};
  const pairs = rest.slice(2 + count * 2);
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const name = pairs[at]?.toLowerCase() ?? "";
    headers[name] = [...(headers[name] ?? []), pairs[at + 1]?.slice(1) ?? ""];
  }
  const name = unescaped(password ? `${user}:${password.slice(1)}` : user);
  return new URI(
    // The scheme as written: URI keeps both spellings.
    text.slice(0, scheme?.length ?? 0),
    // The constructor's SIP.js signature does not foresee a URI without a user.
    (name || undefined) as string,
    host,
    port ? Number(port) : undefined,
    uriParameters(pairsOf(rest.slice(1, 1 + count * 2))),
    headers,
  );
}

/** These values are words (RFC 3261 §25.1), so they have no case; SIP.js writes them small. */
function uriParameters(parameters: Parsed): Parsed {
  for (const name of ["transport", "user"]) {
    const value = parameters[name];
    if (value) parameters[name] = value.toLowerCase();
  }
  return parameters;
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function pairsOf(fields: ReadonlyArray<string>): Parsed {
  const pairs: Parsed = {};
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const value = fields[at + 1];
    pairs[fields[at]?.toLowerCase() ?? ""] = value ? value.slice(1) : null;
  }
  return pairs;
}

function addressOf(text: string): NameAddrHeader | undefined {
  const fields = parseNameAddrFields(text);
  if (!fields) return undefined;
  const [displayName = "", uriText = "", ...parameters] = fields;
  const uri = uriOf(uriText);
  // As in SIP.js there is no display name then, whatever the type says.
  return uri && new NameAddrHeader(uri, (displayName || undefined) as string, pairsOf(parameters));
}

interface ListElement {
  /** Behind the element's last character. SIP.js has the two names the wrong way round, and so must we. */
  position: number;
  /** The element's first character. */
  offset: number;
  parsed: NameAddrHeader;
}

function addressList(text: string): Array<ListElement> | undefined {
  const elements: Array<ListElement> = [];
  let from = 0;
  for (const element of splitListFields(text) ?? []) {
    const offset = text.indexOf(element, from);
    from = offset + element.length;
    const parsed = addressOf(element);
    // A bad element must not cost the good ones.
    if (parsed) elements.push({ position: from, offset, parsed });
  }
  return elements.length > 0 ? elements : undefined;
}

function number(text: string): number | undefined {
  return /^\d+$/.test(text.trim()) ? Number(text) : undefined;
}

function via(text: string): object | undefined {
  const fields = parseViaFields(text);
  if (!fields) return undefined;
  const [transport, host, port, branch, ...parameters] = fields;
  const params = pairsOf(parameters);
  delete params.branch;
  return {
    protocol: "SIP",
    transport,
    host,
    port: port ? Number(port) : undefined,
    branch: branch || undefined,
    received: params.received ?? undefined,
    params,
  };
}

function parameterised(text: string, name: string): { [name: string]: unknown } | undefined {
  const fields = parseParameterFields(text);
  if (!fields) return undefined;
  return { [name]: fields[0], params: pairsOf(fields.slice(1)) };
}

function cseq(text: string): object | undefined {
  const match = /^(\d+)\s+(\S+)$/.exec(text.trim());
  return match ? { value: Number(match[1]), method: match[2] } : undefined;
}

function challenge(text: string): object | undefined {
  const fields = parseChallengeFields(text);
  if (!fields) return undefined;
  const [realm, nonce, opaque, stale, algorithm, auth, authInt] = fields;
  const qop = [...(auth === "1" ? ["auth"] : []), ...(authInt === "1" ? ["auth-int"] : [])];
  return {
    realm,
    nonce,
    opaque: opaque ? opaque.slice(1) : undefined,
    stale: stale === "1",
    algorithm: algorithm || undefined,
    qop: qop.length > 0 ? qop : undefined,
  };
}

function subscriptionState(text: string): object | undefined {
  const fields = parseParameterFields(text);
  if (!fields) return undefined;
  const { expires, reason, "retry-after": retryAfter } = pairsOf(fields.slice(1));
  return {
    state: fields[0]?.toLowerCase(),
    ...(expires ? { expires: Number(expires) } : {}),
    ...(reason ? { reason } : {}),
    ...(retryAfter ? { retry_after: Number(retryAfter) } : {}),
  };
}

function replaces(text: string): object | undefined {
  const fields = parseParameterFields(text);
  if (!fields) return undefined;
  const params = pairsOf(fields.slice(1));
  if (!params["to-tag"] || !params["from-tag"]) return undefined;
  return {
    call_id: fields[0],
    replaces_to_tag: params["to-tag"],
    replaces_from_tag: params["from-tag"],
    ...("early-only" in params ? { early_only: true } : {}),
  };
}

function sessionExpires(text: string): object | undefined {
  const fields = parseParameterFields(text);
  const deltaSeconds = number(fields?.[0] ?? "");
  if (!fields || deltaSeconds === undefined) return undefined;
  const { refresher } = pairsOf(fields.slice(1));
  return refresher ? { deltaSeconds, refresher } : { deltaSeconds };
}

function text(value: string): string | undefined {
  return value.trim() || undefined;
}

function uuid(value: string): string | undefined {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ? value : undefined;
}

const rules: Readonly<Record<string, (input: string) => unknown>> = {
  SIP_URI: URIParse,
  absoluteURI: uriOf,
  Name_Addr_Header: nameAddrHeaderParse,
  From: addressOf,
  To: addressOf,
  Refer_To: addressOf,
  Referred_By: addressOf,
  Reply_To: addressOf,
  P_Asserted_Identity: addressOf,
  P_Preferred_Identity: addressOf,
  Contact: addressList,
  Record_Route: addressList,
  Route: addressList,
  Via: via,
  CSeq: cseq,
  Call_ID: text,
  Content_Type: text,
  Content_Disposition: (input) => ({ type: parseParameterFields(input)?.[0]?.toLowerCase() }),
  Content_Length: number,
  Max_Forwards: number,
  Expires: number,
  Min_Expires: number,
  Event: (input) => parameterised(input.toLowerCase(), "event"),
  Subscription_State: subscriptionState,
  Session_Expires: sessionExpires,
  Replaces: replaces,
  Require: splitListFields,
  Supported: splitListFields,
  Allow: splitListFields,
  WWW_Authenticate: challenge,
  Proxy_Authenticate: challenge,
  uuid,
};
