// SIP.js. Its parser structures the headers that it needs itself at once, the others when they are asked for.

import { OutgoingRequestMessage } from "sip.js/lib/core/messages/outgoing-request-message.js";
import { constructOutgoingResponse } from "sip.js/lib/core/messages/outgoing-response.js";
import { Parser } from "sip.js/lib/core/messages/parser.js";
import { Grammar } from "sip.js/lib/grammar/grammar.js";
import { parse as parseRule } from "sip.js/lib/grammar/pegjs/dist/grammar.js";
import { requestAnsweredBy } from "../message-fields.mjs";
import { ruleTest, structureAll } from "./rules.mjs";

const complaints = [];
const logger = {
  warn: (text) => complaints.push(text),
  error: (text) => complaints.push(text),
};

const isRule = ruleTest((text, startRule) => parseRule(text, { startRule }));

function parse(text) {
  const message = Parser.parseMessage(text, logger);
  if (!message) throw new Error(`SIP.js refused a message: ${complaints.at(-1)}`);
  return message;
}

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

function full({ text }) {
  const message = parse(text);
  return structureAll(message, isRule) + (message.body.length & 0);
}

export const jobs = { route, full, build: (message) => buildText(message).length };

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
  return constructOutgoingResponse(request, {
    statusCode,
    reasonPhrase,
    toTag: to.tag,
    extraHeaders,
    body: bodyOf(fields),
  }).message;
}
