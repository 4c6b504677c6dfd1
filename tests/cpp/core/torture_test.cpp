// What a user agent does with the messages of RFC 4475 and RFC 5118: the answers that the RFCs ask
// for where they ask for one, and nothing that gets in the way of what comes next.
#include <doctest/doctest.h>

#include <string>

#include "support/torture.hpp"
#include "support/wire.hpp"

using namespace sip;
using namespace sip::test;

namespace {

void checkCore(const TortureMessage& message, const std::string& text) {
  const auto& expected = message.row["core"];
  Wire wire(configurationFor(expected["user"]));
  wire.receive(text);
  const bool asks = wire.last().text.starts_with("SIP/2.0") && expected.contains("headers");
  if (asks) {
    const auto answer = Message::parse(wire.last().text);
    REQUIRE(std::holds_alternative<Message>(answer));
    for (const auto& item : expected["headers"].items()) {
      const auto& name = item.key();  // a binding could not be captured
      const auto& value = item.value();
      CAPTURE(name);
      CHECK(std::get<Message>(answer).header(name) == value.get<std::string>());
    }
  }
  CHECK(asks == expected.contains("headers"));
  CHECK(wire.takeSent() == expected["sends"].get<std::string>());

  const Counters& counters = wire.phone.core.counters();
  CHECK(counters.received == 1);
  if (!message.isAccepted()) {
    CHECK(counters.rejected + counters.dropped == 1);
    REQUIRE_FALSE(wire.phone.logs.empty());
    const std::string field = message.row["refusal"]["field"];
    CHECK(wire.phone.logs[0].find(field) != std::string::npos);
  } else if (!text.starts_with("SIP/2.0")) {
    CHECK(counters.rejected + counters.dropped == 0);
  } else {
    CHECK(counters.strayResponses == 1);
  }
  // The next request finds the core working.
  wire.takeSent();
  PeerRequest options;
  options.method = "OPTIONS";
  options.uri = "nobodyKnowsThisScheme:x";
  options.callId = "still-there";
  wire.receive(options);
  CHECK(wire.takeSent() == "416 OPTIONS");
}

}  // namespace

TEST_CASE("RFC 4475: a user agent answers each message as the RFC says") {
  for (const TortureMessage& message : tortureMessages("rfc4475")) {
    CAPTURE(message.title);
    checkCore(message, message.text);
  }
}

TEST_CASE("RFC 5118: a user agent answers each message as the RFC says") {
  for (const TortureMessage& message : tortureMessages("rfc5118")) {
    CAPTURE(message.title);
    const bool mend = message.isAccepted() && message.row.contains("refusal");
    checkCore(message, mend ? withRightContentLength(message.text) : message.text);
  }
}
