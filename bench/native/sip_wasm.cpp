// This project's core, compiled natively (and, by the bench-wasm preset, to wasm).
#include "sip/message/message.hpp"

#include "contender.hpp"
#include "sip/message/outgoing.hpp"
#include "sip/message/structure/structure.hpp"

namespace bench {
namespace {

sip::Message parse(std::string_view text) {
  auto parsed = sip::Message::parse(std::string(text));
  return std::move(*std::get_if<sip::Message>(&parsed));
}

std::size_t route(const Message& message) {
  const sip::Message parsed = parse(message.text);
  return static_cast<std::size_t>(parsed.statusCode()) + parsed.methodName().size() +
         parsed.topVia().branch.size() + parsed.fromTag().size() + parsed.toTag().size() +
         parsed.callId().size() + parsed.cseq();
}

RouteFields routeFields(std::string_view text) {
  const sip::Message parsed = parse(text);
  RouteFields fields;
  fields.start =
      parsed.isRequest() ? std::string(parsed.methodName()) : std::to_string(parsed.statusCode());
  fields.branch = parsed.topVia().branch;
  fields.fromTag = parsed.fromTag();
  fields.toTag = parsed.toTag();
  fields.callId = parsed.callId();
  fields.cseq = std::to_string(parsed.cseq());
  return fields;
}

std::size_t full(const Message& message) {
  const sip::Message parsed = parse(message.text);
  static sip::Pieces pieces;
  pieces.clear();
  for (const sip::HeaderField& field : parsed.fields()) sip::structure(parsed, field, pieces);
  std::size_t values = parsed.body().size() & 0;
  for (const sip::Piece& piece : pieces) values += piece.part == sip::Part::Element;
  return values;
}

std::string address(const std::string& displayName, const std::string& uri,
                    const std::string& tag) {
  std::string text;
  if (!displayName.empty()) text.append("\"").append(displayName).append("\" ");
  text.append("<").append(uri).append(">");
  if (!tag.empty()) text.append(";tag=").append(tag);
  return text;
}

std::string buildRequest(const BuildFields& fields) {
  sip::OutgoingRequest request;
  request.method = fields.method;
  request.requestUri = fields.requestUri;
  request.routes = fields.routes;
  request.from = address(fields.fromDisplayName, fields.fromUri, fields.fromTag);
  request.to = address(fields.toDisplayName, fields.toUri, fields.toTag);
  request.callId = fields.callId;
  request.cseq = fields.cseq;
  request.extraHeaders = fields.extraHeaders;
  if (!fields.body.empty()) request.body = sip::Body{fields.contentType, fields.body, {}};
  sip::Via via;
  via.transport = fields.viaTransport;
  via.sentBy = fields.viaSentBy;
  via.branch = fields.viaBranch;
  if (!sip::checkVia(via) || !sip::checkOutgoing(request)) return {};
  return sip::serialise(request, via);
}

std::string buildResponse(const BuildFields& fields, const sip::Message& request) {
  sip::ResponseOptions options;
  options.statusCode = fields.statusCode;
  options.reasonPhrase = fields.reasonPhrase;
  options.extraHeaders = fields.extraHeaders;
  if (!fields.body.empty()) options.body = sip::Body{fields.contentType, fields.body, {}};
  if (!sip::checkHeaders(options.extraHeaders, options.body)) return {};
  return sip::serialiseResponse(request, options, fields.toTag, false);
}

/// The request that a response of the corpus answers.
void prepare(Message& message) {
  if (message.fields.isRequest) return;
  BuildFields request = message.fields;
  request.method = request.cseqMethod;
  request.requestUri = request.toUri;
  request.toTag.clear();
  request.extraHeaders.clear();
  request.body.clear();
  message.prepared = new sip::Message(parse(buildRequest(request)));
}

std::string buildText(const Message& message) {
  const BuildFields& fields = message.fields;
  return fields.isRequest
             ? buildRequest(fields)
             : buildResponse(fields, *static_cast<const sip::Message*>(message.prepared));
}

std::size_t build(const Message& message) {
  return buildText(message).size();
}

}  // namespace

Contender contender() {
  return {"sip-wasm",  "",        {{"route", route}, {"full", full}, {"build", build}},
          routeFields, buildText, prepare};
}

}  // namespace bench
