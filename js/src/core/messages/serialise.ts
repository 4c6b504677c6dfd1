// The C++ serialiser for those who have no user agent.
import { ErrorCode } from "../../generated/enums.js";
import { HeaderInjectionError } from "../exceptions/header-injection-error.js";
import { readText, writeText } from "../exchange.js";
import { type BodyFields, FieldList } from "../fields.js";
import { wasm } from "../wasm/index.js";

/** @param fields - What bindings/message_binding.cpp lists for serialiseRequest. */
export function serialiseRequest(fields: string): string {
  return textOrThrow(wasm.serialiseRequest(writeText(fields)));
}

export interface ResponseFields {
  readonly statusCode: number;
  readonly reasonPhrase: string;
  readonly toTag: string;
  readonly headers: ReadonlyArray<string>;
  readonly body: BodyFields | undefined;
}

/** The response to a request given as text (RFC 3261 §8.2.6). */
export function serialiseResponse(request: string, response: ResponseFields): string {
  const requestLength = writeText(request);
  const list = new FieldList().add("To tag", response.toTag).addNumber(response.statusCode);
  list.add("reason phrase", response.reasonPhrase).addAll("header", response.headers);
  list.addBody(response.body);
  const length = requestLength + writeText(String(list), requestLength);
  return textOrThrow(wasm.respondTo(requestLength, length));
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
