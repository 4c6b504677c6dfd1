#include "sip/message/tel_uri.hpp"

#include <doctest/doctest.h>

#include <string>

using sip::dialledNumber;
using sip::scanUri;
using sip::sipUriOf;
using sip::telOf;
using sip::TelView;

namespace {

TelView tel(std::string_view text) {
  CAPTURE(std::string(text));
  const auto uri = scanUri(text);
  REQUIRE(uri.has_value());
  const auto result = telOf(*uri);
  REQUIRE(result.has_value());
  return *result;
}

}  // namespace

TEST_CASE("RFC 3966 §6: its examples fall into their parts") {
  const TelView global = tel("tel:+1-201-555-0123");
  CHECK(global.isGlobal());
  CHECK(global.isComplete());
  CHECK(dialledNumber(global) == "+12015550123");

  const TelView domain = tel("tel:7042;phone-context=example.com");
  CHECK_FALSE(domain.isGlobal());
  CHECK(domain.isComplete());
  CHECK(domain.context == "example.com");

  const TelView number = tel("tel:863-1234;phone-context=+1-914-555");
  CHECK(number.isComplete());
  CHECK(number.context == "+1-914-555");
  CHECK(dialledNumber(number) == "8631234");
}

TEST_CASE("RFC 3966 §5.2, §5.3: ext and isub, in any order and any case") {
  const TelView one = tel("tel:+1-201-555-0123;EXT=12-3;x;Isub=n%201");
  CHECK(one.extension == "12-3");
  CHECK(one.subaddress == "n%201");
  CHECK(one.parameters == "EXT=12-3;x;Isub=n%201");
}

TEST_CASE("RFC 3966 §5.1.5: a local number without a context is accepted, and known by it") {
  CHECK_FALSE(tel("tel:7042").isComplete());
  CHECK_FALSE(tel("tel:7042;phone-context").isComplete());
  CHECK_FALSE(tel("tel:7042;phone-context=").isComplete());
  CHECK_FALSE(tel("tel:7042;phone-context=+").isComplete());
  CHECK_FALSE(tel("tel:7042;phone-context=a/b").isComplete());
  CHECK(tel("tel:*21*7%23;phone-context=+49").isComplete());
}

TEST_CASE("RFC 3966 §3: numbers have digits; local ones A to F, '*' and '#' too") {
  CHECK(dialledNumber(tel("tel:*21*A-f#;phone-context=h")) == "*21*AF#");
  CHECK(dialledNumber(tel("tel:%2B49(30)123")) == "+4930123");
  for (const std::string text : {"tel:alice", "tel:+", "tel:-", "tel:+1A", "tel:+1*", "tel:1+2",
                                 "tel:0p22", "tel:12%20", "tel:+1%zz"}) {
    CAPTURE(text);
    const auto uri = scanUri(text);
    REQUIRE(uri.has_value());  // a name that can be shown; but no number
    CHECK_FALSE(telOf(*uri).has_value());
  }
}

TEST_CASE("§19.1.1: user=phone makes the user part a telephone number") {
  const TelView one = tel("sip:+1-212-555-1212;ext=3:1234@gateway.com;user=Phone");
  CHECK(one.number == "+1-212-555-1212");
  CHECK(one.extension == "3");
  CHECK_FALSE(telOf(*scanUri("sip:+12125551212@h")).has_value());
  CHECK_FALSE(telOf(*scanUri("sip:+12125551212@h;user=ip")).has_value());
  CHECK_FALSE(telOf(*scanUri("sip:alice@h;user=phone")).has_value());
  CHECK_FALSE(telOf(*scanUri("sip:h;user=phone")).has_value());
  CHECK_FALSE(telOf(*scanUri("urn:service:sos")).has_value());
}

TEST_CASE("§19.1.6: a tel URI as a SIP URI, equal ones alike") {
  const auto converted = [](std::string_view text, std::string_view host) {
    return sipUriOf(*scanUri(text), host).value_or("");
  };
  // The RFC's own examples.
  CHECK(converted("tel:+358-555-1234567;postd=pp22", "foo.com") ==
        "sip:+358-555-1234567;postd=pp22@foo.com;user=phone");
  CHECK(converted("tel:+358-555-1234567;POSTD=PP22", "foo.com") ==
        "sip:+358-555-1234567;postd=pp22@foo.com;user=phone");
  CHECK(converted("tel:+1;x=B;EXT=1;postd=2;a;isub=3", "h:5060") ==
        "sip:+1;isub=3;postd=2;a;ext=1;x=b@h:5060;user=phone");
  CHECK(converted("tel:*1#;phone-context=Example.com", "[::1]") ==
        "sip:*1%23;phone-context=example.com@[::1];user=phone");
  CHECK(converted("tel:1;x=a:b%3Bc%zz", "h") == "sip:1;x=a%3Ab%3bc%25zz@h;user=phone");
  CHECK(converted("tel:+1;;ext=", "h") == "sip:+1;ext=@h;user=phone");
}

TEST_CASE("§19.1.6: nothing comes of another URI, or of a host that is more than a host") {
  CHECK_FALSE(sipUriOf(*scanUri("tel:alice"), "h").has_value());
  CHECK_FALSE(sipUriOf(*scanUri("sip:1@h"), "h").has_value());
  for (const std::string host :
       {"", "h;lr", "h?x=1", "a@h", "h:", "h:x", "h h", "h\r\nX: y", ";", "h/p", "::1"}) {
    CAPTURE(host);
    CHECK_FALSE(sipUriOf(*scanUri("tel:+1"), host).has_value());
  }
}
