#include "sip/message/bad_request.hpp"

#include <doctest/doctest.h>

#include <string>

#include "message/support.hpp"

using namespace sip::message_test;
using sip::Message;

namespace {

std::string answerTo(const std::string& text, const sip::ParseLimits& limits = {}) {
  return sip::makeBadRequestResponse(text, refused(text, limits)).value_or("");
}

}  // namespace

TEST_CASE(
    "§21.4.1, §8.2.6.2: a 400 carries the request's own routing lines and says what was wrong") {
  const std::string text =
      with(with(kInvite, "Content-Length: 27", "Content-Length: 9999"), "Max-Forwards: 70",
           "v: SIP/2.0/TCP second.example.com;branch=z9hG4bKb,\r\n SIP/2.0/UDP third");
  const std::string answer = answerTo(text);
  const std::string expected =
      "SIP/2.0 400 Bad Request - Content-Length is more than there is\r\n"
      "Via: SIP/2.0/WSS df7jal23ls0d.invalid;branch=z9hG4bK776asdhds;rport\r\n"
      "Via: SIP/2.0/TCP second.example.com;branch=z9hG4bKb, SIP/2.0/UDP third\r\n"
      "From: Alice <sip:alice@atlanta.example.com>;tag=1928301774\r\n"
      "To: Bob <sip:bob@biloxi.example.com>;tag=";
  CHECK(answer.substr(0, expected.size()) == expected);
  const std::string rest = answer.substr(expected.size() + 16);
  CHECK(rest ==
        "\r\nCall-ID: a84b4c76e66710@pc33.atlanta.example.com\r\nCSeq: 314159 INVITE\r\n"
        "Content-Length: 0\r\n\r\n");
}

TEST_CASE("§8.2.6.2: the 400 is a response that our own parser takes, with a To tag") {
  const Message answer = parsed(answerTo(with(kInvite, "Content-Length: 27", "Content-Length: x")));
  CHECK(answer.statusCode() == 400);
  CHECK(answer.topVia().branch == "z9hG4bK776asdhds");
  CHECK(answer.toTag().size() == 16);
  CHECK(answer.callId() == "a84b4c76e66710@pc33.atlanta.example.com");
}

TEST_CASE("§8.2.7: a retransmission gets the same tag, another request another one") {
  const std::string text = with(kInvite, "Content-Length: 27", "Content-Length: x");
  CHECK(answerTo(text) == answerTo(text));
  const std::string other = with(text, "z9hG4bK776asdhds", "z9hG4bK776asdhdt");
  CHECK(parsed(answerTo(text)).toTag() != parsed(answerTo(other)).toTag());
}

TEST_CASE("§12.2.2: a To tag that is there stays, and a To that cannot be read is left alone") {
  const std::string broken = with(kInvite, "Content-Length: 27", "Content-Length: x");
  const std::string tagged =
      answerTo(with(broken, "biloxi.example.com>", "biloxi.example.com>;tag=7"));
  CHECK(parsed(tagged).toTag() == "7");
  const std::string open = answerTo(with(kInvite, "To: Bob", "To: \"Bob"));
  CHECK(open.find("To: \"Bob <sip:bob@biloxi.example.com>\r\n") != std::string::npos);
}

TEST_CASE("§21.5.6, §21.5.7: another SIP version gets a 505, a message too large a 513") {
  const Message version = parsed(answerTo(with(kInvite, " SIP/2.0", " SIP/7.0")));
  CHECK(version.statusCode() == 505);
  CHECK(version.reasonPhrase() == "Version Not Supported");
  sip::ParseLimits limits;
  limits.messageBytes = 100;
  const Message large = parsed(answerTo(std::string(kInvite), limits));
  CHECK(large.statusCode() == 513);
}

TEST_CASE("RFC 4475 §3.3.8: of a line that stands twice the first is returned") {
  const Message answer =
      parsed(answerTo(with(kInvite, "Max-Forwards: 70", "CSeq: 2 BYE\r\nTo: <sip:eve@h>")));
  CHECK(answer.cseq() == 2);
  CHECK(answer.to().uri == "sip:eve@h");
  CHECK(answer.count(sip::HeaderName::To) == 1);
  CHECK(answer.count(sip::HeaderName::CSeq) == 1);
}

TEST_CASE("§21.4.1: folds and lone line feeds of the request do not reach the answer") {
  std::string text;
  for (const char c :
       with(with(kInvite, "From: Alice", "From:\r\n  Alice\r\n\t"), "314159 INVITE", "x")) {
    if (c != '\r') text += c;
  }
  const std::string answer = answerTo(text);
  CHECK(answer.find("From: Alice <sip:alice@atlanta.example.com>;tag=1928301774\r\n") !=
        std::string::npos);
  for (std::size_t at = answer.find('\n'); at != std::string::npos;
       at = answer.find('\n', at + 1)) {
    CHECK(answer[at - 1] == '\r');
  }
}

TEST_CASE("RFC 4475 §3.3.1: a request that lacks fields gets a 400 that lacks them too") {
  const std::string via = "Via: SIP/2.0/UDP 192.0.2.95;branch=z9hG4bKkdj.insuf\r\n";
  CHECK(answerTo("INVITE sip:user@example.com SIP/2.0\r\nCSeq: 193942 INVITE\r\n" + via + "\r\n") ==
        "SIP/2.0 400 Bad Request - no Call-ID header\r\n" + via +
            "CSeq: 193942 INVITE\r\nContent-Length: 0\r\n\r\n");
}

TEST_CASE("RFC 4475 §3.1.2.18: an unknown method gets a 501, even if the CSeq has another") {
  const Message answer = parsed(answerTo(with(kInvite, "INVITE sip", "NEWMETHOD sip")));
  CHECK(answer.statusCode() == 501);
  CHECK(answer.reasonPhrase() == "Not Implemented");
}

TEST_CASE("§8.2.6, §17.1.1.3: responses, ACK and requests without a way back get no answer") {
  const std::string broken = with(kInvite, "Content-Length: 27", "Content-Length: x");
  const sip::ParseError error = [] {
    sip::ParseError result;
    result.rule = "something";
    result.answerable = true;  // the text decides all the same
    return result;
  }();
  CHECK(sip::makeBadRequestResponse(broken, error).has_value());
  for (const std::string& text :
       {with(kOk, "Content-Length: 0", "Content-Length: x"), with(broken, "INVITE sip", "ACK sip"),
        with(broken, "Via: ", "X: "), with(broken, "Via: SIP/2.0/WSS", "Via: WSS"), std::string(),
        std::string("\r\n"), std::string("INVITE")}) {
    CAPTURE(text);
    CHECK_FALSE(sip::makeBadRequestResponse(text, error).has_value());
    CHECK_FALSE(sip::isAnswerable(text));
  }
  sip::ParseError silent = error;
  silent.answerable = false;
  CHECK_FALSE(sip::makeBadRequestResponse(broken, silent).has_value());
}
