// The 49 messages of RFC 4475 and the 12 of RFC 5118, byte for byte: each is accepted or refused as
// the RFC says, and what the table says of an accepted one holds.
#include <doctest/doctest.h>

#include <string>
#include <variant>

#include "message/support.hpp"
#include "sip/base/text.hpp"
#include "sip/message/bad_request.hpp"
#include "sip/message/escape.hpp"
#include "sip/message/structure/structure.hpp"
#include "support/torture.hpp"

using namespace sip::message_test;
using sip::HeaderName;
using sip::Message;
using sip::test::TortureMessage;
using sip::test::tortureMessages;
using Json = nlohmann::json;

namespace {

void checkAddress(const sip::NameAddrView& address, std::string_view tag, const Json& expected) {
  CHECK(address.displayName == expected["displayName"].get<std::string>());
  CHECK(address.uri == expected["uri"].get<std::string>());
  CHECK(tag == expected["tag"].get<std::string>());
}

/// Each named parameter has that value; "" for one without.
void checkParameters(std::string_view parameters, const Json& expected) {
  for (const auto& item : expected.items()) {
    const auto& name = item.key();  // a binding could not be captured
    const auto& value = item.value();
    CAPTURE(name);
    CHECK(sip::findParameter(parameters, name) == value.get<std::string>());
  }
}

Json pairsOf(const sip::Parameters& parameters) {
  Json result = Json::object();
  for (const auto& [name, value] : parameters) result[name] = value ? Json(*value) : Json();
  return result;
}

void checkUri(std::string_view text, const Json& expected) {
  CAPTURE(text);
  const auto uri = sip::parseUri(text);
  REQUIRE(uri.has_value());
  CHECK(sip::toString(*uri) == text);
  for (const auto& item : expected.items()) {
    const auto& part = item.key();  // a binding could not be captured
    const auto& value = item.value();
    CAPTURE(part);
    if (part == "scheme") CHECK(uri->scheme == value.get<std::string>());
    if (part == "user") CHECK(uri->user.value_or("") == value.get<std::string>());
    if (part == "unescapedUser") {
      CHECK(sip::unescaped(uri->user.value_or("")) == value.get<std::string>());
    }
    if (part == "password") CHECK(uri->password == value.get<std::string>());
    if (part == "host") CHECK(uri->host == value.get<std::string>());
    if (part == "port") CHECK(uri->port.value_or(0) == value.get<unsigned>());
    if (part == "parameters") CHECK(pairsOf(uri->parameters) == value);
    if (part == "headers") CHECK(pairsOf(uri->headers) == value);
    if (part == "unescapedParameters") {
      Json parameters = Json::object();
      for (const auto& [name, of] : uri->parameters) {
        parameters[sip::unescaped(name)] = sip::unescaped(of.value_or(""));
      }
      CHECK(parameters == value);
    }
  }
}

sip::NameAddrView contactOf(const Message& message) {
  const auto contact =
      sip::parseNameAddr(message.header(HeaderName::Contact).value_or(std::string_view()));
  REQUIRE(contact.has_value());
  return *contact;
}

std::string_view uriOf(const Message& message, const std::string& where) {
  if (where == "requestUri") return message.requestUri();
  if (where == "from") return message.from().uri;
  if (where == "to") return message.to().uri;
  return contactOf(message).uri;
}

/// One line of what the table says of an accepted message.
void checkFact(const Message& message, const std::string& fact, const Json& expected) {
  CAPTURE(fact);
  if (fact == "method") {
    CHECK((message.isRequest() ? message.methodName() : message.cseqMethod()) ==
          expected.get<std::string>());
    CHECK(message.cseqMethod() == expected.get<std::string>());
  } else if (fact == "requestUri") {
    CHECK(message.requestUri() == expected.get<std::string>());
  } else if (fact == "statusCode") {
    CHECK(message.statusCode() == expected.get<int>());
  } else if (fact == "reasonPhrase") {
    CHECK(message.reasonPhrase() == expected.get<std::string>());
  } else if (fact == "callId") {
    CHECK(message.callId() == expected.get<std::string>());
  } else if (fact == "cseq") {
    CHECK(message.cseq() == expected.get<unsigned>());
  } else if (fact == "from") {
    checkAddress(message.from(), message.fromTag(), expected);
  } else if (fact == "to") {
    checkAddress(message.to(), message.toTag(), expected);
  } else if (fact == "fromParameters") {
    checkParameters(message.from().parameters, expected);
  } else if (fact == "via") {
    const sip::ViaView via = message.topVia();
    CHECK(via.transport == expected["transport"].get<std::string>());
    CHECK(via.host == expected["host"].get<std::string>());
    CHECK(via.port.value_or(0) == expected.value("port", 0));
    CHECK(via.sentBy == expected["sentBy"].get<std::string>());
    CHECK(via.branch == expected["branch"].get<std::string>());
  } else if (fact == "viaParameters") {
    checkParameters(message.topVia().parameters, expected);
  } else if (fact == "lines") {
    for (const auto& item : expected.items()) {
      const auto& name = item.key();  // a binding could not be captured
      const auto& count = item.value();
      CAPTURE(name);
      CHECK(message.header(name, count.get<std::size_t>()) == std::nullopt);
      if (count != 0) CHECK(message.header(name, count.get<std::size_t>() - 1) != std::nullopt);
    }
  } else if (fact == "elements") {
    for (const auto& [name, count] : expected.items()) {
      CHECK(message.list(sip::headerNameOf(name)).size() == count.get<std::size_t>());
    }
  } else if (fact == "numbers") {
    for (const auto& [name, number] : expected.items()) {
      CHECK(message.number(sip::headerNameOf(name)) == number.get<unsigned>());
    }
  } else if (fact == "headers") {
    for (const auto& [name, value] : expected.items()) {
      CHECK(sip::unfold(message.header(name).value_or("nothing")) == value.get<std::string>());
    }
  } else if (fact == "contact") {
    const sip::NameAddrView contact = contactOf(message);
    CHECK(contact.displayName == expected["displayName"].get<std::string>());
    CHECK(contact.uri == expected["uri"].get<std::string>());
    checkParameters(contact.parameters, expected["parameters"]);
    if (expected["parameters"].empty()) CHECK(contact.parameters.empty());
  } else if (fact == "uris") {
    for (const auto& [where, parts] : expected.items()) checkUri(uriOf(message, where), parts);
  } else if (fact == "bodyLength") {
    CHECK(message.body().size() == expected.get<std::size_t>());
  } else {
    FAIL("the table has a fact that nobody checks: " << fact);
  }
}

void checkRefused(const std::string& text, const Json& refusal) {
  const sip::ParseError error = refused(text);
  CHECK(error.field == refusal["field"].get<std::string>());
  CHECK(error.rule == refusal["rule"].get<std::string>());
  const std::string at = refusal["at"];
  CHECK(error.offset == refusal["offset"].get<std::size_t>());
  CHECK(text.substr(error.offset, at.size()) == at);
  const auto answer = sip::makeBadRequestResponse(text, error);
  CHECK(error.answerable == answer.has_value());
  const int status = refusal["status"];
  REQUIRE(answer.has_value() == (status != 0));
  if (answer) CHECK(answer->substr(0, 12) == "SIP/2.0 " + std::to_string(status) + " ");
}

/// The headers that do not parse, each with the text at which that shows.
Json malformedHeaders(const Message& message) {
  Json result = Json::object();
  for (const sip::HeaderField& field : message.fields()) {
    sip::Pieces pieces;
    const auto problem = sip::structure(message, field, pieces);
    if (!problem) continue;
    const std::size_t end = field.valueAt + field.valueLength;
    result[std::string(sip::nameOf(field.id))] =
        std::string(message.text().substr(problem.offset, end - problem.offset));
  }
  return result;
}

void checkAccepted(const std::string& text, const Json& row) {
  const Message message = parsed(text);
  CHECK(message.text() == text);
  REQUIRE(row.contains("holds"));
  for (const auto& [fact, expected] : row["holds"].items()) checkFact(message, fact, expected);
  CHECK(malformedHeaders(message) == row.value("malformed", Json::object()));
}

}  // namespace

TEST_CASE("RFC 4475: every message is accepted or refused as the RFC says, and holds what it has") {
  const auto messages = tortureMessages("rfc4475");
  CHECK(messages.size() == 49);
  for (const TortureMessage& message : messages) {
    CAPTURE(message.title);
    REQUIRE_FALSE(message.text.empty());
    if (message.isAccepted()) {
      checkAccepted(message.text, message.row);
    } else {
      checkRefused(message.text, message.row["refusal"]);
    }
  }
}

TEST_CASE("RFC 5118: every message is accepted or refused as the RFC says, with LF and with CRLF") {
  const auto messages = tortureMessages("rfc5118");
  CHECK(messages.size() == 12);
  for (const TortureMessage& message : messages) {
    CAPTURE(message.title);
    REQUIRE_FALSE(message.text.empty());
    if (message.row.contains("refusal")) checkRefused(message.text, message.row["refusal"]);
    if (!message.isAccepted()) continue;
    const bool mend = message.row.contains("refusal");
    for (const std::string& text : {message.text, sip::test::withCrlf(message.text)}) {
      checkAccepted(mend ? sip::test::withRightContentLength(text) : text, message.row);
    }
  }
}
