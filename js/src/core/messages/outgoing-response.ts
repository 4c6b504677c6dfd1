import { FieldList } from "../fields.js";
import type { Body } from "./body.js";
import { bodyFields } from "./body.js";
import type { IncomingRequestMessage } from "./incoming-request-message.js";
import { serialiseResponse } from "./serialise.js";
import { newTag } from "./utils.js";

/** A response as sent. */
export interface OutgoingResponse {
  readonly message: string;
}

/** What a response says beyond what it copies from its request. */
export interface ResponseOptions {
  /** 100 to 699. */
  statusCode: number;
  /** The RFC's own if missing. */
  reasonPhrase?: string;
  toTag?: string;
  userAgent?: string;
  /** Option tags. */
  supported?: Array<string>;
  /** Whole lines, `Name: value`. */
  extraHeaders?: Array<string>;
  body?: Body;
}

/**
 * Writes the response to any request that has the methods of an incoming one: received, changed since, or built by hand
 * (RFC 3261 §8.2.6).
 * @throws TypeError for an impossible status code or a request without From, To, Call-ID or CSeq, {@link HeaderInjectionError}
 * for a value with CR, LF or NUL.
 */
export function constructOutgoingResponse(
  message: IncomingRequestMessage,
  options: ResponseOptions,
): OutgoingResponse {
  const { statusCode } = options;
  if (!(statusCode >= 100 && statusCode <= 699)) {
    throw new TypeError(`Invalid statusCode: ${statusCode}`);
  }
  const header = (name: string): string => message.getHeader(name) ?? "";
  const headers = options.supported ? [`Supported: ${options.supported.join(", ")}`] : [];
  if (options.userAgent) headers.push(`User-Agent: ${options.userAgent}`);
  if (options.extraHeaders) headers.push(...options.extraHeaders);

  const list = new FieldList().addNumber(statusCode);
  list.add("reason phrase", options.reasonPhrase ?? "").addAll("Via", message.getHeaders("Via"));
  list.add("From", header("From")).add("To", header("To"));
  // A 100 has no tag of this side (§8.2.6.2).
  list.add("To tag", statusCode === 100 ? "" : options.toTag || newTag());
  // A message that was built of headers alone has no fields beside them.
  list.add("CSeq", message.cseq ? `${message.cseq} ${message.method}` : header("CSeq"));
  list.add("Call-ID", message.callId || header("Call-ID"));
  list.add("Timestamp", statusCode === 100 ? header("Timestamp") : "").addAll("header", headers);
  return { message: serialiseResponse(String(list.addBody(bodyFields(options.body)))) };
}
