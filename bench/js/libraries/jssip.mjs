// JsSIP. Its messages want a user agent around them; the few things that they read of it are given here.
import Grammar from "jssip/lib/Grammar.js";
import Parser from "jssip/lib/Parser.js";
import SIPMessage from "jssip/lib/SIPMessage.js";
import { requestAnsweredBy } from "../message-fields.mjs";
import { ruleTest, structureAll } from "./rules.mjs";

const ua = { configuration: { session_timers: true, user_agent: "JsSIP" }, contact: {} };

const isRule = ruleTest((text, rule) => Grammar.parse(text, rule));

function parse(text) {
  const message = Parser.parseMessage(text, ua);
  if (!message) throw new Error("JsSIP refused a message");
  return message;
}

function route({ text }) {
  const message = parse(text);
  return (
    (message.status_code ?? message.method.length) +
    message.via_branch.length +
    (message.from_tag?.length ?? 0) +
    (message.to_tag?.length ?? 0) +
    message.call_id.length +
    message.cseq
  );
}

function full({ text }) {
  const message = parse(text);
  return structureAll(message, isRule) + (message.body.length & 0);
}

export const jobs = { route, full, build: (message) => buildText(message).length };

export function routeOf(text) {
  const { status_code, method, via_branch, from_tag, to_tag, call_id, cseq } = parse(text);
  return {
    start: String(status_code ?? method),
    branch: via_branch,
    fromTag: from_tag ?? "",
    toTag: to_tag ?? "",
    callId: call_id,
    cseq: String(cseq),
  };
}

export function prepare({ fields }) {
  if (fields.isRequest) {
    return {
      requestUri: Grammar.parse(fields.requestUri, "SIP_URI"),
      from: Grammar.parse(fields.from.uri, "SIP_URI"),
      to: Grammar.parse(fields.to.uri, "SIP_URI"),
    };
  }
  const request = parse(requestAnsweredBy(fields));
  request.server_transaction = {
    receiveResponse: (_code, text) => {
      request.answer = text;
    },
  };
  return request;
}

export function buildText({ fields, prepared }) {
  return fields.isRequest ? requestText(fields, prepared) : responseText(fields, prepared);
}

function requestText(fields, uris) {
  const request = new SIPMessage.OutgoingRequest(
    fields.method,
    uris.requestUri,
    ua,
    {
      call_id: fields.callId,
      cseq: fields.cseq,
      from_uri: uris.from,
      from_display_name: fields.from.displayName || null,
      from_tag: fields.from.tag,
      to_uri: uris.to,
      to_display_name: fields.to.displayName || null,
      to_tag: fields.to.tag,
      route_set: fields.routes,
    },
    fields.body
      ? [...fields.extraHeaders, `Content-Type: ${fields.contentType}`]
      : fields.extraHeaders,
    fields.body,
  );
  const { transport, sentBy, branch } = fields.via;
  // As its client transactions do.
  request.setHeader("via", `SIP/2.0/${transport} ${sentBy};branch=${branch}`);
  return request.toString();
}

function responseText(fields, request) {
  request.to_tag = fields.to.tag;
  request.reply(fields.statusCode, fields.reasonPhrase, fields.extraHeaders, fields.body);
  return request.answer;
}
