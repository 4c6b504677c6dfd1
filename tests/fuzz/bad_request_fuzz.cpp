// The answer to a request that was refused (RFC 3261 §21.4.1): one response, with the request's
// own lines and no others, whatever the request was.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <variant>

#include "fuzz/fuzz_target.hpp"
#include "fuzz/wire_text.hpp"
#include "sip/base/text.hpp"
#include "sip/message/bad_request.hpp"

namespace {

using sip::Message;
using sip::ParseError;

sip::fuzz::WireText checkAnswer(std::string_view text, const ParseError& error) {
  const auto answer = sip::makeBadRequestResponse(text, error);
  REQUIRE(answer.has_value());
  CAPTURE(*answer);
  // A retransmission gets the same.
  CHECK(sip::makeBadRequestResponse(text, error) == answer);
  CHECK(answer->size() <= 4 * text.size() + 256);

  const auto wire = sip::fuzz::wireText(*answer);
  CHECK(sip::fuzz::isRefusal(wire.startLine));
  CHECK(wire.count("Via") >= 1);
  CHECK(wire.count("Content-Length") == 1);
  std::size_t lines = wire.count("Via") + 1;
  for (const std::string_view name : {"From", "To", "Call-ID", "CSeq"}) {
    CHECK(wire.count(name) <= 1);  // what the request lacks, its answer lacks too
    lines += wire.count(name);
  }
  CHECK(wire.headers.size() == lines);
  CHECK(wire.body.empty());
  return wire;
}

void run(std::string_view input) {
  const std::string text(input);
  sip::ParseLimits limits;  // small, so that all of them are met
  limits.messageBytes = 4096;
  limits.headerCount = 24;
  limits.headerBytes = 512;
  auto result = Message::parse(text, limits);
  if (const auto* error = std::get_if<ParseError>(&result)) {
    CHECK(error->offset <= text.size());
    CHECK_FALSE(error->rule.empty());
    CHECK_FALSE(error->field.empty());
    if (error->answerable) checkAnswer(text, *error);
    return;
  }
  // A good request could be refused for its version or size, too: then the answer reads back.
  const Message& request = std::get<Message>(result);
  if (!sip::isAnswerable(text)) {
    CHECK((!request.isRequest() || request.methodName() == "ACK"));
    return;
  }
  REQUIRE(request.isRequest());
  const ParseError error{"message", 0, sip::kMessageTooLarge, true};
  checkAnswer(text, error);
  // Every line that it needs is there, then.
  auto parsed = Message::parse(*sip::makeBadRequestResponse(text, error));
  REQUIRE(std::holds_alternative<Message>(parsed));
  const Message& response = std::get<Message>(parsed);
  CHECK(response.statusCode() == 513);
  CHECK(response.callId() == request.callId());
  CHECK(response.cseq() == request.cseq());
  CHECK(response.cseqMethod() == request.methodName());
  CHECK(response.fromTag() == sip::unfold(request.fromTag()));
  CHECK(response.topVia().branch == sip::unfold(request.topVia().branch));
  CHECK(response.topVia().host == request.topVia().host);
  CHECK(response.list(sip::HeaderName::Via).size() == request.list(sip::HeaderName::Via).size());
}

const sip::fuzz::Registration kTarget("bad_request", run);

}  // namespace
