// Bytes that nobody would send on purpose. What counts is that nothing crashes (run it under the
// sanitizers), that all views stay inside their text, and that time grows with the text's length
// and no faster.
#include <doctest/doctest.h>

#include <algorithm>
#include <ctime>
#include <string>
#include <vector>

#include "message/support.hpp"
#include "sip/base/entropy.hpp"
#include "sip/base/text.hpp"
#include "sip/message/bad_request.hpp"
#include "sip/message/outgoing.hpp"

using namespace sip::message_test;
using namespace std::string_literals;
using sip::HeaderName;
using sip::Message;
using sip::ParseError;

namespace {

bool isInside(std::string_view part, std::string_view whole) {
  return part.empty() ||
         (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

/// Calls everything that reads a message and checks the promises that hold for every one.
void exercise(const Message& message) {
  const std::string_view text = message.text();
  std::vector<std::string_view> views = {message.methodName(),
                                         message.requestUri(),
                                         message.reasonPhrase(),
                                         message.fromTag(),
                                         message.toTag(),
                                         message.callId(),
                                         message.cseqMethod(),
                                         message.body(),
                                         message.from().uri,
                                         message.from().parameters,
                                         message.from().displayName,
                                         message.to().uri,
                                         message.to().displayName,
                                         message.to().parameters,
                                         message.topVia().branch,
                                         message.topVia().sentBy,
                                         message.topVia().host,
                                         message.topVia().transport,
                                         message.topVia().parameters,
                                         message.contactUri().value_or(""),
                                         message.contentType()};
  for (const auto& field : message.fields()) {
    views.push_back(message.name(field));
    views.push_back(message.value(field));
    for (const auto element : message.list(field.id)) views.push_back(element);
    if (const auto address = sip::parseNameAddr(message.value(field))) {
      views.push_back(address->displayName);
      views.push_back(address->parameters);
      if (const auto uri = sip::parseUri(address->uri)) {
        const auto again = sip::parseUri(sip::toString(*uri));
        REQUIRE(again.has_value());
        CHECK(sip::toString(*again) == sip::toString(*uri));
        CHECK(sip::equivalent(*uri, *again));
      }
    }
    message.number(field.id);
    message.listHolds(field.id, "100rel");
  }
  bool allInside = true;
  for (const std::string_view part : views) allInside = allInside && isInside(part, text);
  CHECK(allInside);
  CHECK_FALSE(message.callId().empty());
  CHECK_FALSE(message.contentDisposition().empty());
  if (!message.isRequest()) return;
  CHECK(message.method() == sip::methodOf(message.methodName()));
  // Whatever was received, an answer made from it is one message that reads back.
  sip::ResponseOptions options;
  options.statusCode = 200;
  const Message answer = parsed(sip::serialiseResponse(message, options, "tag", true));
  CHECK(answer.statusCode() == 200);
  CHECK(answer.cseq() == message.cseq());
  CHECK(answer.callId() == message.callId());
  CHECK(answer.fromTag() == sip::unfold(message.fromTag()));
  CHECK(answer.topVia().branch == sip::unfold(message.topVia().branch));
  CHECK(answer.body().empty());
}

void check(const std::string& text) {
  auto result = Message::parse(text);
  if (const auto* message = std::get_if<Message>(&result)) {
    exercise(*message);
    return;
  }
  const auto& error = std::get<ParseError>(result);
  CHECK(error.offset <= text.size());
  CHECK_FALSE(error.rule.empty());
  const auto answer = sip::makeBadRequestResponse(text, error);
  CHECK(answer.has_value() == error.answerable);
  if (answer) CHECK(answer->find("\r\n\r\n") == answer->size() - 4);
}

/// Seconds of CPU time that the call took.
template <class Call>
double secondsOf(Call call) {
  const std::clock_t begin = std::clock();
  call();
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

}  // namespace

TEST_CASE("Any prefix of a message, and a message without any one byte, is read or refused") {
  for (const std::string_view whole : {kInvite, kOk}) {
    for (std::size_t i = 0; i < whole.size(); ++i) {
      check(std::string(whole.substr(0, i)));
      std::string text(whole);
      check(text.erase(i, 1));
    }
  }
}

TEST_CASE("4000 messages with random damage are read or refused, always the same way") {
  static const std::string kPieces[] = {"\r\n",        "\r",
                                        "\n",          "\r\n ",
                                        "\0"s,         "\"",
                                        "\\",          "<",
                                        ">",           ";",
                                        ",",           ":",
                                        "=",           "tag=",
                                        " ",           "\t",
                                        "\xff",        "/",
                                        "[",           "]",
                                        "%",           "%41",
                                        "@",           "?",
                                        "sip:",        "SIP/2.0",
                                        "Via: ",       "v:",
                                        "CSeq",        "-1",
                                        "4294967296",  "\r\n\r\n",
                                        "*",           "\r\nTo: x\r\n",
                                        "\r\nl: 3\r\n"};
  sip::Entropy entropy;
  entropy.mix("a fixed seed of sixteen bytes or more");
  for (int round = 0; round < 4000; ++round) {
    std::string text(round % 2 == 0 ? kInvite : kOk);
    for (std::uint32_t damage = entropy.between(1, 6); damage > 0; --damage) {
      const std::size_t at = entropy.between(0, static_cast<std::uint32_t>(text.size()));
      const std::size_t length = entropy.between(0, 12);
      const std::string& piece = kPieces[entropy.between(0, std::size(kPieces) - 1)];
      switch (entropy.between(0, 4)) {
        case 0:
          text.insert(at, piece);
          break;
        case 1:
          text.erase(at, length);
          break;
        case 2:
          text.replace(at, std::min(length, text.size() - at), piece);
          break;
        case 3:
          if (at < text.size()) text[at] = static_cast<char>(entropy.between(0, 255));
          break;
        default:
          text.insert(at, text.substr(entropy.between(0, static_cast<std::uint32_t>(text.size())),
                                      length * 4));
          break;
      }
    }
    check(text);
  }
}

TEST_CASE("§7: time grows with the length of a text and no faster, whatever it holds") {
  constexpr std::size_t kSize = 200 * 1024;
  const std::string kUnits[] = {
      ",",      ";",   "\"",    "<",    ">",      "<,",  "\",", "\\\"", "\\",  "<\"",   "\"<",
      "a;",     "a,",  ";a=",   "=",    "a",      " ",   "\t",  ":",    "%41", "\r\n ", "\n ",
      "\r\n\t", "<>,", ";a=\"", "<a>;", "\"a\";", "&a=", "?",   "a?b",  "@",   "[",     "a@"};
  sip::ParseLimits limits;
  limits.headerBytes = kSize * 2;
  limits.headerCount = kSize;
  for (const std::string& unit : kUnits) {
    std::string run;
    while (run.size() < kSize) run += unit;
    CAPTURE(unit);
    const double seconds = secondsOf([&] {
      for (const std::string& value :
           {run, "\"" + run, "<" + run, "sip:a@b;" + run, "sip:a@b?" + run, "a" + run}) {
        sip::splitList(value);
        sip::parseNameAddrList(value);
        sip::parseNameAddr(value);
        sip::findParameter(value, "tag");
        if (const auto uri = sip::parseUri(value)) sip::equivalent(*uri, *uri);
        const std::string text = with(kInvite, "Max-Forwards: 70", "Contact: " + value);
        auto result = Message::parse(text, limits);
        if (const auto* message = std::get_if<Message>(&result)) {
          message->contactUri();
          message->list(HeaderName::Contact);
          message->listHolds(HeaderName::Contact, "x");
        }
        for (const std::string& name :
             {"From: Alice "s, "To: Bob "s, "Via: SIP/2.0/WSS "s, "Call-ID: "s}) {
          const std::string broken = with(kInvite, name, name + value);
          auto other = Message::parse(broken, limits);
          if (const auto* error = std::get_if<ParseError>(&other))
            sip::makeBadRequestResponse(broken, *error);
        }
      }
    });
    CHECK(seconds < 5);  // quadratic time would be minutes
  }
}

TEST_CASE("§7.3: many short lines and many lines of one header take linear time") {
  sip::ParseLimits limits;
  limits.headerCount = 1000000;
  for (const std::string line :
       {"a:\r\n", "v:\r\n", "\n ", "x\r\n", "Via: SIP/2.0/WSS h\r\n", "l:27\r\n"}) {
    std::string run;
    while (run.size() < 200 * 1024) run += line;
    CAPTURE(line);
    const std::string text = with(kInvite, "Max-Forwards: 70\r\n", run);
    CHECK(secondsOf([&] { (void)Message::parse(text, limits); }) < 2);
  }
}
