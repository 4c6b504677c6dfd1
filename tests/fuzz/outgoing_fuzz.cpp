// What an application supplies for a message of its own (RFC 3261 §7, §8.1.1): whatever passes the
// checks becomes one message with exactly the lines that were asked for. The input is fields with
// '|' between them: method, Request-URI, From, To, Call-ID, Via's sent-by, reason phrase, content
// type, disposition, content; what follows are header lines.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "fuzz/fuzz_target.hpp"
#include "fuzz/wire_text.hpp"
#include "sip/base/text.hpp"
#include "sip/message/outgoing.hpp"
#include "sip/message/via.hpp"

namespace {

using sip::HeaderName;
using sip::Message;

sip::ParseLimits wide() {
  sip::ParseLimits limits;
  limits.headerBytes = limits.messageBytes = limits.headerCount = 1 << 24;
  return limits;
}

bool holds(const std::vector<std::string>& lines, HeaderName header) {
  for (const std::string_view line : lines) {
    if (sip::headerNameOf(sip::trim(line.substr(0, line.find(':')))) == header) return true;
  }
  return false;
}

/// Header lines that serialising adds for the body.
std::size_t bodyLines(const std::vector<std::string>& extra, const std::optional<sip::Body>& body) {
  if (!body) return 1;
  const bool type = !holds(extra, HeaderName::ContentType);
  const bool disposition =
      !body->disposition.empty() && !holds(extra, HeaderName::ContentDisposition);
  return 1 + std::size_t{type} + std::size_t{disposition};
}

void checkText(const std::string& text, std::size_t lines, const std::optional<sip::Body>& body) {
  CAPTURE(text);
  const auto wire = sip::fuzz::wireText(text);
  CHECK(wire.headers.size() == lines);
  CHECK(wire.body == (body ? body->content : ""));
  for (const std::string_view name : {"From", "To", "Call-ID", "CSeq", "Content-Length"}) {
    CHECK(wire.count(name) == 1);
  }
}

void checkRequest(const sip::OutgoingRequest& request, const sip::Via& via) {
  if (!sip::checkOutgoing(request) || !sip::checkVia(via)) return;
  const std::string text = sip::serialise(request, via);
  checkText(text,
            6 + request.routes.size() + request.extraHeaders.size() +
                bodyLines(request.extraHeaders, request.body),
            request.body);
  // Whether From and the like are any good is the application's business; the rest is ours.
  const std::string topVia = "SIP/2.0/WSS " + via.sentBy + ";branch=" + via.branch;
  const bool readable = sip::parseNameAddr(request.from) && sip::parseNameAddr(request.to) &&
                        sip::parseVia(topVia) && topVia.find_first_of(",\"<") == topVia.npos;
  auto result = Message::parse(text, wide());
  const auto* message = std::get_if<Message>(&result);
  if (!message) {
    const auto& error = std::get<sip::ParseError>(result);
    CAPTURE(text);
    CAPTURE(error.rule);
    const bool ours = error.field != "From" && error.field != "To" && error.field != "Via" &&
                      error.field != "Call-ID" && error.field != "start line";
    CHECK_FALSE(ours);
    CHECK_FALSE(
        (readable && (error.field == "From" || error.field == "To" || error.field == "Via")));
    return;
  }
  CHECK(message->methodName() == request.method);
  CHECK(message->requestUri() == request.requestUri);
  CHECK(message->callId() == sip::trim(request.callId));
  CHECK(message->cseq() == request.cseq);
  CHECK(message->body() == (request.body ? request.body->content : ""));
}

constexpr std::string_view kRequest =
    "OPTIONS sip:alice@example.com SIP/2.0\r\nVia: SIP/2.0/WSS b.invalid;branch=z9hG4bK1\r\n"
    "From: <sip:bob@example.com>;tag=b\r\nTo: <sip:alice@example.com>\r\nCall-ID: call\r\n"
    "CSeq: 7 OPTIONS\r\n\r\n";

void checkResponse(const sip::ResponseOptions& options) {
  if (!sip::checkHeaders(options.extraHeaders, options.body)) return;
  auto parsed = Message::parse(std::string(kRequest));
  const Message& request = std::get<Message>(parsed);
  const std::string text = sip::serialiseResponse(request, options, "alicetag", false);
  checkText(text, 5 + options.extraHeaders.size() + bodyLines(options.extraHeaders, options.body),
            options.body);
  auto result = Message::parse(text, wide());
  REQUIRE(std::holds_alternative<Message>(result));
  const Message& message = std::get<Message>(result);
  CHECK(message.statusCode() == options.statusCode);
  CHECK(message.toTag() == "alicetag");
  CHECK(message.callId() == "call");
  CHECK(message.body() == (options.body ? options.body->content : ""));
}

void run(std::string_view input) {
  const auto next = [&input] { return std::string(sip::fuzz::takeUntil(input, '|')); };
  sip::OutgoingRequest request;
  request.method = next();
  request.requestUri = next();
  request.from = next();
  request.to = next();
  request.callId = next();
  sip::Via via;
  via.sentBy = next();
  via.branch = "z9hG4bK1";
  sip::ResponseOptions options;
  options.statusCode = 486;
  const std::string reason = next();
  if (!sip::holdsLineBreak(reason)) options.reasonPhrase = reason;  // the core refuses others
  sip::Body body;
  body.contentType = next();
  body.disposition = next();
  body.content = next();
  if (!body.contentType.empty()) request.body = options.body = body;
  while (!input.empty()) request.extraHeaders.push_back(next());
  options.extraHeaders = request.extraHeaders;
  checkRequest(request, via);
  checkResponse(options);
  // The same lines as routes.
  request.routes = std::exchange(request.extraHeaders, {});
  checkRequest(request, via);
}

const sip::fuzz::Registration kTarget("outgoing", run);

}  // namespace
