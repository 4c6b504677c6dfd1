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
 * Writes a response without sending it: for servers, which have no user agent.
 * @throws TypeError for an impossible status code, {@link HeaderInjectionError} for a value with CR, LF or NUL.
 */
export function constructOutgoingResponse(
  message: IncomingRequestMessage,
  options: ResponseOptions,
): OutgoingResponse {
  const { statusCode } = options;
  if (statusCode < 100 || statusCode > 699) {
    throw new TypeError(`Invalid statusCode: ${statusCode}`);
  }
  const headers = (options.extraHeaders ?? []).slice();
  if (options.supported) headers.push(`Supported: ${options.supported.join(", ")}`);
  if (options.userAgent) headers.push(`User-Agent: ${options.userAgent}`);
  return {
    message: serialiseResponse(message.data, {
      statusCode,
      reasonPhrase: options.reasonPhrase ?? "",
      toTag: options.toTag || newTag(),
      headers,
      body: bodyFields(options.body),
    }),
  };
}
