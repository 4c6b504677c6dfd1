#include "sip/message/via.hpp"

#include <doctest/doctest.h>

#include <string>

using sip::parseVia;

TEST_CASE("§20.42: a Via falls into transport, sent-by and parameters") {
  const auto via = parseVia("SIP/2.0/WSS df7jal23ls0d.invalid;branch=z9hG4bK56sdasks;rport");
  REQUIRE(via.has_value());
  CHECK(via->transport == "WSS");
  CHECK(via->host == "df7jal23ls0d.invalid");
  CHECK_FALSE(via->port.has_value());
  CHECK(via->sentBy == "df7jal23ls0d.invalid");
  CHECK(via->parameters == "branch=z9hG4bK56sdasks;rport");
  CHECK(via->branch == "z9hG4bK56sdasks");
}

TEST_CASE("§20.42, RFC 4475 §3.1.1.1: white space and folds around every separator") {
  const auto via =
      parseVia("SIP  / 2.0\r\n /UDP\r\n   first.example.com: 4000 ;ttl=16 ; branch = z9hG4bKa7");
  REQUIRE(via.has_value());
  CHECK(via->transport == "UDP");
  CHECK(via->host == "first.example.com");
  CHECK(via->port == 4000);
  CHECK(via->sentBy == "first.example.com: 4000");
  CHECK(via->branch == "z9hG4bKa7");
}

TEST_CASE("RFC 5118 §4.5: IPv6 in sent-by") {
  const auto via =
      parseVia("SIP/2.0/UDP [2001:db8::9:1]:6050;received=[2001:db8::9:255];branch=z9hG4bKas3-111");
  REQUIRE(via.has_value());
  CHECK(via->host == "[2001:db8::9:1]");
  CHECK(via->port == 6050);
  CHECK(via->sentBy == "[2001:db8::9:1]:6050");
  CHECK(via->branch == "z9hG4bKas3-111");
}

TEST_CASE("§17.2.3: a Via without a branch, from an RFC 2543 peer, has an empty one") {
  for (const std::string text : {"SIP/2.0/UDP 10.1.3.33", "SIP/2.0/UDP h;branch",
                                 "SIP/2.0/UDP h;branch=", "SIP/2.0/UDP h;;;", "SIP/2.0/UDP h; "}) {
    CAPTURE(text);
    const auto via = parseVia(text);
    REQUIRE(via.has_value());
    CHECK(via->branch.empty());
  }
}

TEST_CASE("§20.42: unknown transports and odd hosts are let through") {
  CHECK(parseVia("SIP/2.0/UNKNOWN h_1.example.")->host == "h_1.example.");
  CHECK(parseVia("sip/2.0/ws 1af019b2ba08;x")->transport == "ws");
}

TEST_CASE("§20.42: texts that are no Via are refused") {
  for (const std::string text :
       {"", "SIP", "SIP/2.0", "SIP/2.0/", "SIP/2.0/WSS", "SIP/2.0/WSS ", "SIP/2.0/WSS ;branch=1",
        "SIP/2.0 WSS host", "/2.0/WSS host", "SIP//WSS host", "SIP/2.0/WSShost",
        "SIP/2.0/WSS host:port", "SIP/2.0/WSS host:70000", "SIP/2.0/WSS host junk;branch=1",
        "SIP/2.0/WSS [::1", "SIP/2.0/WSS ::1", "SIP/2.0/WSS host, SIP/2.0/WSS host"}) {
    CAPTURE(text);
    CHECK_FALSE(parseVia(text).has_value());
  }
}
