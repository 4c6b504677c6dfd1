// The C++ serialiser for those who have no user agent.
import { ErrorCode } from "../../generated/enums.js";
import { HeaderInjectionError } from "../exceptions/header-injection-error.js";
import { readText, writeText } from "../exchange.js";
import { wasm } from "../wasm/index.js";

/** @param fields - What bindings/message_binding.cpp lists for serialiseRequest. */
export function serialiseRequest(fields: string): string {
  return textOrThrow(wasm.serialiseRequest(writeText(fields)));
}

/** @param fields - What bindings/message_binding.cpp lists for serialiseLines. */
export function serialiseLines(fields: string): string {
  return textOrThrow(wasm.serialiseLines(writeText(fields)));
}

/** @param fields - What bindings/message_binding.cpp lists for serialiseResponse. */
export function serialiseResponse(fields: string): string {
  return textOrThrow(wasm.serialiseResponse(writeText(fields)));
}

function textOrThrow(code: ErrorCode): string {
  const text = readText();
  if (code === ErrorCode.None) return text;
  throw code === ErrorCode.HeaderInjection ? headerInjection(text) : new TypeError(text);
}

/** The error for a value that the core refused; `detail` is the core's own sentence. */
export function headerInjection(detail: string): HeaderInjectionError {
  const error = new HeaderInjectionError("a value");
  error.message = detail;
  return error;
}
