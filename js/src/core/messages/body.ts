// Bodies in the two forms that the API has, and as they cross to C++.
import type { BodyFields } from "../fields.js";
import { IncomingMessage } from "./incoming-message.js";
import type { IncomingRequestMessage } from "./incoming-request-message.js";
import type { IncomingResponseMessage } from "./incoming-response-message.js";
import { OutgoingRequestMessage } from "./outgoing-request-message.js";

/** A message body. */
export interface Body {
  /** "session" for an offer or answer, "render" for what is to be shown (RFC 3261 §20.11). */
  contentDisposition: string;
  contentType: string;
  content: string;
}

/** @internal RFC 3261 §13.2.1: what a body is for when its Content-Disposition does not say. */
export function dispositionOf(contentType: string): string {
  return contentType === "application/sdp" ? "session" : "render";
}

/** A Body from SIP.js's older form; a string alone is SDP. */
export function fromBodyLegacy(bodyLegacy: string | { body: string; contentType: string }): Body {
  const { body, contentType } =
    typeof bodyLegacy === "string"
      ? { body: bodyLegacy, contentType: "application/sdp" }
      : bodyLegacy;
  return { contentDisposition: dispositionOf(contentType), contentType, content: body };
}

/** Whether a value has the shape of a {@link Body}; the disposition may be missing. As in SIP.js, one that is there is enough. */
// biome-ignore lint/suspicious/noExplicitAny: SIP.js's signature.
export function isBody(body: any): body is Body {
  if (!body) return false;
  const { content, contentType, contentDisposition } = body;
  if (contentDisposition !== undefined) return typeof contentDisposition === "string";
  return typeof content === "string" && typeof contentType === "string";
}

/**
 * The body of a message with its disposition filled in; undefined where there is none. A multipart body is one body here, as
 * in SIP.js; {@link getBodies} has its parts.
 * @throws Error if the body has no type, or that of a request to be sent is not what its Content-Type header says.
 */
export function getBody(
  message: IncomingRequestMessage | IncomingResponseMessage | OutgoingRequestMessage | Body,
): Body | undefined {
  if (message instanceof IncomingMessage) {
    const disposition = message.parseHeader("Content-Disposition")?.type;
    return complete(message.body, message.getHeader("Content-Type"), disposition);
  }
  if (message instanceof OutgoingRequestMessage) {
    const { body } = message;
    const disposition = message.getHeader("Content-Disposition");
    const type = message.getHeader("Content-Type");
    if (body && type && type !== body.contentType) {
      throw new Error("Header content type header does not equal body content type.");
    }
    return body && complete(body.body, body.contentType, disposition);
  }
  return complete(message.content, message.contentType, message.contentDisposition);
}

function complete(
  content: string,
  contentType: string | undefined,
  disposition: string | undefined,
): Body | undefined {
  if (!content) return undefined;
  if (!contentType) throw new Error(`Content ${disposition ? "type" : "disposition"} undefined.`);
  return {
    contentDisposition: disposition ?? dispositionOf(contentType),
    contentType,
    content,
  };
}

/** A body as it crosses: the disposition is left out where the type says it already. */
export function bodyFields(body: Body | undefined): BodyFields | undefined {
  if (!body) return undefined;
  const { contentDisposition, contentType, content } = body;
  const disposition = contentDisposition === dispositionOf(contentType) ? "" : contentDisposition;
  return { contentType, disposition: disposition ?? "", content };
}
