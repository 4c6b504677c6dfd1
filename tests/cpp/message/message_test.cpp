#include "sip/message/message.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "message/support.hpp"

using namespace sip::message_test;
using sip::HeaderName;
using sip::Message;

namespace {

using List = std::vector<std::string_view>;

Message okWith(std::string_view lines) {
  return parsed(with(kOk, "Contact: <sip:bob@192.0.2.4>\r\n", lines));
}

}  // namespace

TEST_CASE("§7.3.1: headers are counted and read by line, from the top") {
  const Message message = parsed(std::string(kOk));
  CHECK(message.count(HeaderName::Via) == 2);
  CHECK(message.count(HeaderName::RecordRoute) == 2);
  CHECK(message.count(HeaderName::Subject) == 0);
  CHECK(message.header(HeaderName::Via, 1) == "SIP/2.0/UDP 10.1.3.33");
  CHECK_FALSE(message.header(HeaderName::Via, 2).has_value());
  CHECK_FALSE(message.header(HeaderName::Subject).has_value());
}

TEST_CASE("§7.3.3: headers are found by long or compact name, in any case, known or not") {
  const Message message =
      okWith("m: <sip:bob@h>\r\nX-Asterisk-Foo: one\r\nx-asterisk-FOO: two\r\nP: 3\r\n");
  CHECK(message.header("Contact") == "<sip:bob@h>");
  CHECK(message.header("M") == "<sip:bob@h>");
  CHECK(message.header("i") == message.callId());
  CHECK(message.header("X-ASTERISK-FOO") == "one");
  CHECK(message.header("x-asterisk-foo", 1) == "two");
  CHECK_FALSE(message.header("x-asterisk-foo", 2).has_value());
  CHECK_FALSE(message.header("x-asterisk").has_value());
  CHECK(message.header("p") == "3");
  CHECK_FALSE(message.header("").has_value());
  CHECK(message.name(message.fields().back()) == "Content-Length");
}

TEST_CASE("§7.3.1: a list goes over all lines in order, without empty elements") {
  const Message message = parsed(std::string(kOk));
  CHECK(message.list(HeaderName::RecordRoute) ==
        List{"<sip:p2.example.com;lr>", "<sip:p1.example.com;lr>", "<sip:p0.example.com;lr>"});
  CHECK(message.list(HeaderName::Via).size() == 3);
  CHECK(message.list(HeaderName::Route).empty());
  CHECK(okWith("Allow:\r\nAllow: ,INVITE, ,\r\n ACK\r\n").list(HeaderName::Allow) ==
        List{"INVITE", "ACK"});
}

TEST_CASE("§20.32, §20.37: a list header holds a token on any line") {
  const Message message = okWith("Supported: replaces\r\nk: Timer,100REL\r\n");
  CHECK(message.listHolds(HeaderName::Supported, "100rel"));
  CHECK(message.listHolds(HeaderName::Supported, "replaces"));
  CHECK_FALSE(message.listHolds(HeaderName::Supported, "rel"));
  CHECK_FALSE(message.listHolds(HeaderName::Require, "100rel"));
}

TEST_CASE("§20.19, §20.33: numbers end at a parameter, a comment or a space") {
  const struct {
    std::string value;
    std::optional<std::uint32_t> number;
  } kRows[] = {
      {"3600", 3600},
      {"18000;duration=3600", 18000},
      {"120 (I'm in a meeting)", 120},
      {"5(x)", 5},
      {"4294967295", 4294967295U},
      {"4294967296", std::nullopt},
      {"Sat, 01 Dec 2040 16:00:00 GMT", std::nullopt},
      {"", std::nullopt},
      {"-1", std::nullopt},
      {"1.5", std::nullopt},
      {"12x", std::nullopt},
      {"7, 8", std::nullopt},
  };
  for (const auto& row : kRows) {
    CAPTURE(row.value);
    CHECK(okWith("Expires: " + row.value + "\r\n").number(HeaderName::Expires) == row.number);
  }
  CHECK_FALSE(parsed(std::string(kOk)).number(HeaderName::Expires).has_value());
  CHECK(okWith("Expires: 1\r\nExpires: 2\r\n").number(HeaderName::Expires) == 1U);
}

TEST_CASE("§20.10: the contact is the first one that can be read") {
  CHECK(parsed(std::string(kOk)).contactUri() == "sip:bob@192.0.2.4");
  CHECK(okWith("m: \"x, <y>\" <sip:b@h;transport=ws>;expires=3, <sip:c@h>\r\n").contactUri() ==
        "sip:b@h;transport=ws");
  CHECK(okWith("Contact: sip:b@h;q=0.5\r\n").contactUri() == "sip:b@h");
  CHECK(okWith("Contact: <sip:broken\r\nContact: <sip:c@h>\r\n").contactUri() == "sip:c@h");
  for (const std::string value : {"*", "", "nonsense", "\"open <sip:a@b>", "<>"}) {
    CAPTURE(value);
    CHECK_FALSE(okWith("Contact: " + value + "\r\n").contactUri().has_value());
  }
  CHECK_FALSE(okWith("").contactUri().has_value());
}

TEST_CASE("§20.11, §20.15: body type and disposition, without parameters, and their defaults") {
  CHECK(okWith("").contentType().empty());
  CHECK(okWith("").contentDisposition() == "render");
  const Message sdp = okWith("c: Application/SDP ; charset=utf-8\r\n");
  CHECK(sdp.contentType() == "Application/SDP");
  CHECK(sdp.contentDisposition() == "session");
  CHECK(okWith("Content-Type: text/plain\r\n").contentDisposition() == "render");
  CHECK(okWith("Content-Type: application/sdp\r\nContent-Disposition: early-session "
               ";handling=optional\r\n")
            .contentDisposition() == "early-session");
  CHECK(
      okWith("Content-Type: application/sdp\r\nContent-Disposition: ;;\r\n").contentDisposition() ==
      "session");
  CHECK(okWith("Content-Type: application/sdp\r\nContent-Disposition:\r\n").contentDisposition() ==
        "session");
}
