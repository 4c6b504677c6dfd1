// RingCentral's web phone 2: it cuts a message at line ends and at ": ", and leaves the values as they are. Headers that stand
// more than once are kept once, compact names and folds are not known, and a To without a tag is given one.
import InboundMessage from "ringcentral-web-phone/sip-message/inbound";
import RequestMessage from "ringcentral-web-phone/sip-message/outbound/request";
import ResponseMessage from "ringcentral-web-phone/sip-message/outbound/response";
import { requestAnsweredBy } from "../message-fields.mjs";

const parse = (text) => InboundMessage.fromString(text);

/** What the library itself does by such expressions (extractTag and the like) where it needs a part of a value. */
function partsOf(message) {
  const { subject } = message;
  const via = message.getHeader("Via") ?? "";
  const from = message.getHeader("From") ?? "";
  const to = message.getHeader("To") ?? "";
  const cseq = message.getHeader("CSeq") ?? "";
  return {
    start: subject.startsWith("SIP/2.0 ") ? subject.slice(8, 11) : subject.split(" ")[0],
    branch: via.match(/;branch=([^;]*)/)?.[1] ?? "",
    fromTag: from.match(/;tag=(.*)/)?.[1] ?? "",
    toTag: to.match(/;tag=(.*)/)?.[1] ?? "",
    callId: message.getHeader("Call-ID") ?? "",
    cseq: cseq.split(" ")[0],
  };
}

function route({ text }) {
  const { start, branch, fromTag, toTag, callId, cseq } = partsOf(parse(text));
  return start.length + branch.length + fromTag.length + toTag.length + callId.length + cseq.length;
}

/** It structures nothing: this is what it takes to have all headers and the body as text. */
function full({ text }) {
  const message = parse(text);
  return Object.keys(message.headers).length & message.body.length & 0;
}

export const jobs = { route, full, build: (message) => buildText(message).length };

export function routeOf(text) {
  return partsOf(parse(text));
}

export function prepare({ fields }) {
  const headers = splitLines(fields.extraHeaders);
  if (fields.isRequest) return { headers };
  const request = parse(requestAnsweredBy(fields));
  request.headers.To = addressText(fields.to); // it has invented a tag of its own
  return { headers, request };
}

export function buildText({ fields, prepared }) {
  return fields.isRequest ? requestText(fields, prepared) : responseText(fields, prepared);
}

/** Applications give it headers as an object; several of one name have to stand in one line. */
function splitLines(lines) {
  const headers = {};
  for (const line of lines) {
    const colon = line.indexOf(": ");
    const name = line.slice(0, colon);
    const value = line.slice(colon + 2);
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
  }
  return headers;
}

function addressText({ displayName, uri, tag }) {
  return `${displayName ? `"${displayName}" ` : ""}<${uri}>${tag ? `;tag=${tag}` : ""}`;
}

function requestText(fields, { headers }) {
  const { transport, sentBy, branch } = fields.via;
  return new RequestMessage(
    `${fields.method} ${fields.requestUri} SIP/2.0`,
    {
      Via: `SIP/2.0/${transport} ${sentBy};branch=${branch}`,
      ...(fields.routes.length > 0 ? { Route: fields.routes.join(", ") } : {}),
      From: addressText(fields.from),
      To: addressText(fields.to),
      "Call-ID": fields.callId,
      CSeq: `${fields.cseq} ${fields.cseqMethod}`,
      ...headers,
      ...(fields.body ? { "Content-Type": fields.contentType } : {}),
    },
    fields.body,
  ).toString();
}

function responseText(fields, { headers, request }) {
  return new ResponseMessage(request, {
    responseCode: fields.statusCode,
    headers: fields.body ? { ...headers, "Content-Type": fields.contentType } : headers,
    body: fields.body,
  }).toString();
}
