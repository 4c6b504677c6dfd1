// What SIP.js and this package are asked to do: they have the same API, so they have the same jobs.
import { requestAnsweredBy } from "../message-fields.mjs";

/**
 * @param {object} api Parser, Grammar, OutgoingRequestMessage, constructOutgoingResponse
 * @param {object} logger
 */
export function libraryOf(api, logger) {
  const { Parser, Grammar, OutgoingRequestMessage, constructOutgoingResponse } = api;

  function parse(text) {
    const message = Parser.parseMessage(text, logger);
    if (!message) throw new Error(`a message was refused: ${text.slice(0, 40)}`);
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

  function routeOf(text) {
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

  /** An application has its URIs as objects, and a request at hand, before it sends or answers. */
  function prepare({ fields }) {
    return fields.isRequest
      ? {
          requestUri: Grammar.URIParse(fields.requestUri),
          from: Grammar.URIParse(fields.from.uri),
          to: Grammar.URIParse(fields.to.uri),
        }
      : parse(requestAnsweredBy(fields));
  }

  function buildText({ fields, prepared }) {
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

  return {
    parse,
    route,
    routeOf,
    prepare,
    buildText,
    build: (message) => buildText(message).length,
  };
}
