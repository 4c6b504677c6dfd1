// This package, through its public API.
import {
  constructOutgoingResponse,
  Grammar,
  LoggerFactory,
  OutgoingRequestMessage,
  Parser,
} from "sip-wasm/core";
import { requestAnsweredBy } from "../message-fields.mjs";

const logger = new LoggerFactory().getLogger("bench");

const parse = (text) => Parser.parseMessage(text, logger);

function route({ text }) {
  const message = parse(text);
  return (
    (message.statusCode ?? message.method.length) +
    message.viaBranch.length +
    (message.fromTag?.length ?? 0) +
    (message.toTag?.length ?? 0) +
    message.callId.length +
    message.cseq
  );
}

/** Every header structured inside wasm, which the first value that is asked for brings about; that of From is made of it. */
function onDemand({ text }) {
  const message = parse(text);
  return message.from.uri.host.length + (message.body.length & 0);
}

/** Every value of every header as the JavaScript object of its kind, and the body. */
function objects({ text }) {
  const message = parse(text);
  let structured = 0;
  for (const name of Object.keys(message.headers)) {
    const count = message.headers[name].length;
    for (let at = 0; at < count; at++) {
      if (message.parseHeader(name, at) !== undefined) structured++;
    }
  }
  return structured + (message.body.length & 0);
}

export const jobs = {
  route,
  full: onDemand,
  objects,
  build: (message) => buildText(message).length,
};

export function routeOf(text) {
  const { statusCode, method, viaBranch, fromTag, toTag, callId, cseq } = parse(text);
  return {
    start: String(statusCode ?? method),
    branch: viaBranch,
    fromTag: fromTag ?? "",
    toTag: toTag ?? "",
    callId,
    cseq: String(cseq),
  };
}

/** An application has its URIs as objects and a request at hand before it sends or answers. */
export function prepare({ fields }) {
  return fields.isRequest
    ? {
        requestUri: Grammar.URIParse(fields.requestUri),
        from: Grammar.URIParse(fields.from.uri),
        to: Grammar.URIParse(fields.to.uri),
      }
    : parse(requestAnsweredBy(fields));
}

export function buildText({ fields, prepared }) {
  return fields.isRequest ? requestText(fields, prepared) : responseText(fields, prepared);
}

function bodyOf({ body, contentType }) {
  return body ? { contentDisposition: "session", contentType, content: body } : undefined;
}

function requestText(fields, uris) {
  const request = new OutgoingRequestMessage(
    fields.method,
    uris.requestUri,
    uris.from,
    uris.to,
    {
      callId: fields.callId,
      cseq: fields.cseq,
      fromDisplayName: fields.from.displayName,
      fromTag: fields.from.tag,
      toDisplayName: fields.to.displayName,
      toTag: fields.to.tag,
      routeSet: fields.routes,
      viaHost: fields.via.sentBy,
    },
    fields.extraHeaders,
    bodyOf(fields),
  );
  request.setViaHeader(fields.via.branch, fields.via.transport);
  return request.toString();
}

function responseText(fields, request) {
  const { statusCode, reasonPhrase, to, extraHeaders } = fields;
  const body = bodyOf(fields);
  return constructOutgoingResponse(request, {
    statusCode,
    reasonPhrase,
    toTag: to.tag,
    extraHeaders,
    ...(body ? { body } : {}),
  }).message;
}
