// The C++ parser's pieces (bindings/grammar_binding.cpp) as functions on strings. Each returns the fields its binding
// lists, or undefined for a text that does not parse.
import { readText, writeText } from "./exchange.js";
import { wasm } from "./wasm/index.js";

type Fields = Array<string> | undefined;

function fields(parse: (length: number) => number, text: string): Fields {
  return parse(writeText(text)) > 0 ? readText().split("\0") : undefined;
}

/** scheme, user, =password, host, port, n, (name, =value)*, m, (name, =value)* of the headers */
export function parseUriFields(text: string): Fields {
  return fields(wasm.parseUri, text);
}

/** display name, URI, (name, =value)* */
export function parseNameAddrFields(text: string): Fields {
  return fields(wasm.parseNameAddr, text);
}

/** transport, host, port, branch, (name, =value)* */
export function parseViaFields(text: string): Fields {
  return fields(wasm.parseVia, text);
}

/** Of "value;name=value": the value, then (name, =value)* */
export function parseParameterFields(text: string): Fields {
  return fields(wasm.parseParameters, text);
}

/** The elements of a comma-separated list. */
export function splitListFields(text: string): Fields {
  return fields(wasm.splitList, text);
}

/** realm, nonce, =opaque, "1" if stale, algorithm as written, "1" if qop has auth, "1" if it has auth-int */
export function parseChallengeFields(text: string): Fields {
  return fields(wasm.parseChallenge, text);
}

/** RFC 3261 §19.1.4. */
export function urisAreEquivalent(a: string, b: string): boolean {
  return wasm.equivalentUris(writeText(`${a}\0${b}`));
}

/** The RFC's reason phrase of a status code; empty for a code that nobody registered. */
export function getReasonPhrase(statusCode: number): string {
  return wasm.reasonPhrase(statusCode) > 0 ? readText() : "";
}
