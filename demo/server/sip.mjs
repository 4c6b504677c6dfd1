// How this server reads and writes SIP: the only room that knows sip-wasm/core. Parsing, escaping and the checks of what
// may be written are the core's; what stands here is which fields of a message a proxy keeps (RFC 3261 §16.6, §16.7).
import {
  answerBrokenRequest,
  constructOutgoingResponse,
  equivalentURI,
  Grammar,
  IncomingRequestMessage,
  LoggerFactory,
  Parser,
  writeRequest,
} from "sip-wasm/core";

export { answerBrokenRequest, equivalentURI };

/** @typedef {import("sip-wasm/core").IncomingRequestMessage} Request */
/** @typedef {import("sip-wasm/core").IncomingResponseMessage} Response */
/** @typedef {import("sip-wasm/core").URI} Uri */

/**
 * One element of Contact, Route or Record-Route.
 *
 * @typedef {object} Address
 * @property {string} raw - as written, with its parameters
 * @property {Uri} uri
 * @property {{[name: string]: string | null}} parameters - of the header, names in lower case
 */

/** Lines that a forwarded message writes from its fields, or that belong to one hop. */
const kWrittenApart = new Set([
  "Via",
  "From",
  "To",
  "Call-ID",
  "CSeq",
  "Max-Forwards",
  "Route", // this server forwards to its own connections alone, so every Route ends here
  "Content-Length",
]);

let refusal = "";
const loggers = new LoggerFactory();
loggers.builtinEnabled = false;
loggers.connector = (_level, _category, _label, content) => {
  refusal = content;
};
const logger = loggers.getLogger("sip.server");

/**
 * @param {string} text
 * @returns {Request | Response | {refusal: string}} a message, or why the text is none
 */
export function parse(text) {
  return Parser.parseMessage(text, logger) ?? { refusal };
}

/**
 * @param {Request | Response} message
 * @returns {message is Request}
 */
export function isRequest(message) {
  return message instanceof IncomingRequestMessage;
}

/**
 * The Request-URI as it was written, which a proxy must keep to the letter (§16.6 step 1).
 *
 * @param {Request} request
 */
export function requestUriOf(request) {
  return /^\s*\S+ +(\S+)/.exec(request.data)?.[1] ?? "";
}

/**
 * Whether a digest's uri parameter names the request's target (RFC 7616 §3.4.6: as text or by equivalence).
 *
 * @param {Request} request
 * @param {string} uri
 */
export function isTarget(request, uri) {
  if (uri === requestUriOf(request)) return true;
  const parsed = Grammar.URIParse(uri);
  return !!parsed && !!request.ruri && equivalentURI(parsed, request.ruri);
}

/**
 * All elements of an address header, over all its lines; what does not parse is left out.
 *
 * @param {Request | Response} message
 * @param {"Contact" | "Route"} name
 * @returns {Address[]}
 */
export function addressesOf(message, name) {
  return message.getHeaders(name).flatMap((value) => {
    const elements = Grammar.parse(value, name);
    if (!Array.isArray(elements)) return [];
    return elements.map(({ offset, position, parsed }) => ({
      raw: value.slice(offset, position),
      uri: parsed.uri,
      parameters: parsed.parameters,
    }));
  });
}

/**
 * A response of this server's own. A To tag is added where it is due.
 *
 * @param {Request} request
 * @param {number} status
 * @param {string[]} [headers] - whole lines
 */
export function responseTo(request, status, headers = []) {
  return constructOutgoingResponse(request, { statusCode: status, extraHeaders: headers }).message;
}

/**
 * Another's response on its way back, without the Via of this server: those of the request stand for the rest (§16.7
 * steps 3 and 9).
 *
 * @param {Request} request - as this server received it
 * @param {Response} response
 * @param {number} [status] - in place of the response's own
 */
export function forwardedResponse(request, response, status = response.statusCode ?? 500) {
  const isOwn = status === response.statusCode;
  const content = response.body;
  return constructOutgoingResponse(request, {
    statusCode: status,
    ...(isOwn && response.reasonPhrase ? { reasonPhrase: response.reasonPhrase } : {}),
    ...(response.toTag ? { toTag: response.toTag } : {}),
    extraHeaders: otherLines(response),
    ...(content
      ? { body: { contentDisposition: "", contentType: typeOf(response), content } }
      : {}),
  }).message;
}

/**
 * What a proxy changes in a request that it forwards.
 *
 * @typedef {object} Hop
 * @property {string} requestUri
 * @property {string} sentBy - this server's name in Via
 * @property {string} branch
 * @property {string} [recordRoute] - this server's own, if it wants to see the dialog's requests
 * @property {string} realm - credentials for it were for this server, and end here (§22.3)
 */

/**
 * §16.6: Request-URI, Max-Forwards, Record-Route and Via changed, all else as it came.
 *
 * @param {Request} request
 * @param {Hop} hop
 */
export function forwardedRequest(request, hop) {
  const content = request.body;
  const recordRoute = hop.recordRoute ? [`Record-Route: ${hop.recordRoute}`] : [];
  const realm = `realm="${hop.realm}"`;
  const lines = otherLines(request).filter(
    (line) => !(line.startsWith("Proxy-Authorization:") && line.includes(realm)),
  );
  return writeRequest({
    ...fieldsOfHop(request, hop, request.method),
    via: { ...viaOf(hop), below: request.getHeaders("Via") },
    maxForwards: maxForwardsOf(request) - 1,
    headers: [...recordRoute, ...lines],
    ...(content ? { body: { disposition: "", contentType: typeOf(request), content } } : {}),
  });
}

/**
 * The ACK (§17.1.1.3) or CANCEL (§9.1) of one hop, for an INVITE that was forwarded with `hop`.
 *
 * @param {"ACK" | "CANCEL"} method
 * @param {Request} request - the INVITE as this server received it
 * @param {Hop} hop
 * @param {Response} [response] - that the ACK is for: it says the To tag
 */
export function hopRequest(method, request, hop, response) {
  return writeRequest({
    ...fieldsOfHop(request, hop, method),
    ...(response ? { to: headerOf(response, "To") } : {}),
    via: viaOf(hop),
    maxForwards: 70,
  });
}

/**
 * §16.3 step 3: 70 where there is none; not a number where it is malformed.
 *
 * @param {Request} request
 */
export function maxForwardsOf(request) {
  const value = request.getHeader("Max-Forwards");
  if (value === undefined) return 70;
  return /^\d{1,3}$/.test(value) ? Math.min(Number(value), 255) : Number.NaN;
}

/**
 * @param {Request} request
 * @param {Hop} hop
 * @param {string} method
 */
function fieldsOfHop(request, hop, method) {
  return {
    method,
    requestUri: hop.requestUri,
    from: headerOf(request, "From"),
    to: headerOf(request, "To"),
    callId: request.callId,
    cseq: request.cseq,
  };
}

/** @param {Hop} hop */
function viaOf({ sentBy, branch }) {
  return { transport: "WS", sentBy, branch };
}

/**
 * @param {Request | Response} message
 * @param {string} name - of a header that every message has
 */
function headerOf(message, name) {
  return message.getHeader(name) ?? "";
}

/** @param {Request | Response} message */
function typeOf(message) {
  return message.getHeader("Content-Type") || "application/octet-stream";
}

/** @param {Request | Response} message */
function otherLines(message) {
  return Object.entries(message.headers)
    .filter(([name]) => !kWrittenApart.has(name))
    .flatMap(([name, values]) => values.map(({ raw }) => `${name}: ${raw}`));
}
