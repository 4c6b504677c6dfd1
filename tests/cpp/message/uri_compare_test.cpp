#include <doctest/doctest.h>

#include <string>

#include "sip/message/uri.hpp"

namespace {

bool equivalent(std::string_view a, std::string_view b) {
  const auto left = sip::parseUri(a);
  const auto right = sip::parseUri(b);
  REQUIRE(left.has_value());
  REQUIRE(right.has_value());
  const bool result = sip::equivalent(*left, *right);
  CHECK(sip::equivalent(*right, *left) == result);
  CHECK(sip::equivalent(*left, *left));
  return result;
}

struct Pair {
  std::string a;
  std::string b;
};

}  // namespace

TEST_CASE("§19.1.4: URIs that are the same") {
  for (const Pair& pair : {
           Pair{"sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtlanTa.CoM;Transport=tcp"},
           Pair{"sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5"},
           Pair{"sip:carol@chicago.com", "sip:carol@chicago.com;security=on"},
           Pair{"sip:carol@chicago.com;newparam=5", "sip:carol@chicago.com;security=on"},
           Pair{"sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com",
                "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com"},
           Pair{"sip:alice@atlanta.com?subject=project%20x&priority=urgent",
                "sip:alice@atlanta.com?priority=urgent&subject=project%20x"},
           Pair{"sip:a%2db@h", "sip:a-b@h"},
           Pair{"sip:a%2Db@h", "sip:a%2db@h"},
       }) {
    CAPTURE(pair.a);
    CAPTURE(pair.b);
    CHECK(equivalent(pair.a, pair.b));
  }
}

TEST_CASE("§19.1.4: URIs that differ") {
  for (const Pair& pair : {
           Pair{"SIP:ALICE@AtLanTa.CoM;Transport=udp", "sip:alice@AtLanTa.CoM;Transport=UDP"},
           Pair{"sip:bob@biloxi.com", "sip:bob@biloxi.com:5060"},
           Pair{"sip:bob@biloxi.com", "sip:bob@biloxi.com;transport=udp"},
           Pair{"sip:bob@biloxi.com", "sip:bob@biloxi.com:6000;transport=tcp"},
           Pair{"sip:carol@chicago.com", "sip:carol@chicago.com?Subject=next%20meeting"},
           Pair{"sip:bob@phone21.boxesbybob.com", "sip:bob@192.0.2.4"},
           Pair{"sip:carol@chicago.com;security=on", "sip:carol@chicago.com;security=off"},
           Pair{"sip:bob@h", "sips:bob@h"},
           Pair{"sip:bob@h", "sip:h"},
           Pair{"sip:bob@h", "sip:bob:@h"},
           Pair{"sip:bob:a@h", "sip:bob:b@h"},
           Pair{"sip:bob@h", "sip:bob@h;maddr=10.0.0.1"},
           Pair{"sip:bob@h", "sip:bob@h;ttl=1"},
           Pair{"sip:bob@h", "sip:bob@h;user=ip"},
           Pair{"sip:bob@h;a=1", "sip:bob@h;a"},
           Pair{"sip:a%2Fb@h", "sip:a/b@h"},  // reserved: the escape is not the character
           Pair{"sip:a%zz@h", "sip:azz@h"},
           Pair{"sip:a@h?x=1&x=2", "sip:a@h?x=1"},
       }) {
    CAPTURE(pair.a);
    CAPTURE(pair.b);
    CHECK_FALSE(equivalent(pair.a, pair.b));
  }
}

TEST_CASE("RFC 3966 §4: tel URIs compare without visual separators and with all their parameters") {
  CHECK(equivalent("tel:+1-201-555-0123", "TEL:+1(201)555.0123"));
  CHECK(equivalent("tel:0123;ext=1;phone-context=EXAMPLE.com",
                   "tel:0123;phone-context=example.com;ext=1"));
  CHECK_FALSE(equivalent("tel:+12015550123", "tel:12015550123"));
  CHECK_FALSE(equivalent("tel:0123;phone-context=+1", "tel:0123"));
  CHECK_FALSE(equivalent("tel:0123", "sip:0123"));
}

TEST_CASE("URIs of other schemes are the same only as written") {
  CHECK(equivalent("urn:service:sos", "URN:service:sos"));
  CHECK_FALSE(equivalent("urn:service:sos", "urn:service:sos.fire"));
  CHECK_FALSE(equivalent("http://h/a", "http://h/A"));
}
