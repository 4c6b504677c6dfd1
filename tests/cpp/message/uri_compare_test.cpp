// What the shared vectors (uri_equivalence_vectors_test.cpp) cannot say.
#include <doctest/doctest.h>

#include <string>

#include "sip/message/uri.hpp"

namespace {

bool equivalent(const std::string& a, const std::string& b) {
  const auto left = sip::scanUri(a);
  const auto right = sip::scanUri(b);
  REQUIRE(left.has_value());
  REQUIRE(right.has_value());
  return sip::equivalent(*left, *right);
}

}  // namespace

TEST_CASE("§19.1.4: a bad escape is its three characters") {
  CHECK(equivalent("sip:a%zz@h", "sip:a%zz@h"));
  CHECK_FALSE(equivalent("sip:a%zz@h", "sip:azz@h"));
  CHECK_FALSE(equivalent("sip:a%4@h", "sip:a@h"));
  CHECK_FALSE(equivalent("sip:a%@h", "sip:a@h"));
}

TEST_CASE("§19.1.4: bytes that are no UTF-8 are compared as bytes") {
  CHECK(equivalent("sip:\xff\xfe@h", "sip:%FF%fe@h"));
  CHECK_FALSE(equivalent("sip:\xff@h", "sip:\xfe@h"));
  CHECK_FALSE(equivalent("sip:\xc3\xa4@h", "sip:\xc3\x84@h"));
}

TEST_CASE("§19.1.4: an escaped NUL does not end a comparison") {
  CHECK_FALSE(equivalent("sip:a%00b@h", "sip:a%00c@h"));
  CHECK_FALSE(equivalent("sip:a%00@h", "sip:a@h"));
}

TEST_CASE("§19.1.4: of a parameter that is there twice, one must match") {
  CHECK(equivalent("sip:a@h;x=1;x=2", "sip:a@h;x=2;x=1"));
  CHECK_FALSE(equivalent("sip:a@h;x=1;x=2", "sip:a@h;x=1;x=3"));
  CHECK_FALSE(equivalent("sip:a@h;x=1", "sip:a@h;x="));
  CHECK_FALSE(equivalent("sip:a@h;x", "sip:a@h;x="));
}

TEST_CASE("Beyond 64 parameters, URIs are compared as written: the work must not grow by squares") {
  std::string ascending = "sip:a@h";
  std::string descending = "sip:a@h";
  for (int i = 0; i < 65; ++i) {
    ascending += ";p" + std::to_string(i);
    descending += ";p" + std::to_string(64 - i);
  }
  CHECK(equivalent(ascending, ascending));
  CHECK_FALSE(equivalent(ascending, descending));
}

TEST_CASE("A Uri made by hand compares by what it would be written as") {
  sip::Uri uri;
  uri.scheme = "SIP";
  uri.user = "alice";
  uri.host = "Example.com";
  uri.port = 5060;
  uri.parameters = {{"transport", "WS"}};
  CHECK(sip::equivalent(uri, *sip::parseUri("sip:%61lice@example.com:5060;transport=ws")));
  sip::Uri broken = uri;
  broken.host = "no host";
  CHECK_FALSE(sip::equivalent(uri, broken));
  CHECK(sip::equivalent(broken, broken));
}
