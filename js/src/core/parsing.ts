// The C++ parser's pieces (bindings/grammar_binding.cpp) as functions on strings. Each returns the fields its binding
// lists, or undefined for a text that does not parse.
import { readText, writeText } from "./exchange.js";
import { wasm } from "./wasm/index.js";

type Fields = Array<string> | undefined;

function fields(parse: (length: number) => number, text: string): Fields {
  return parse(writeText(text)) > 0 ? readText().split("\0") : undefined;
}

/** "domain", "IPv4" or "IPv6" */
export function hostType(text: string): string | undefined {
  return fields(wasm.hostType, text)?.[0];
}

/** Without its quotes, escapes kept. */
export function displayName(text: string): string | undefined {
  return fields(wasm.displayName, text)?.[0]?.slice(1);
}

/** Of a status line: "", version, status code, reason phrase; of a request line: method, version, Request-URI */
export function startLineFields(text: string): Fields {
  return fields(wasm.startLine, text);
}

/** RFC 3261 §19.1.4. */
export function urisAreEquivalent(a: string, b: string): boolean {
  return wasm.equivalentUris(writeText(`${a}\0${b}`));
}

/** The RFC's reason phrase of a status code; empty for a code that nobody registered. */
export function getReasonPhrase(statusCode: number): string {
  return wasm.reasonPhrase(statusCode) > 0 ? readText() : "";
}
