#include "sip/message/method.hpp"

#include <doctest/doctest.h>

#include <string>

using sip::Method;
using sip::methodOf;

TEST_CASE("§7.1: every known method is found by its name and named again") {
  for (unsigned char i = 1; i <= static_cast<unsigned char>(Method::Update); ++i) {
    const auto method = static_cast<Method>(i);
    CHECK_FALSE(sip::nameOf(method).empty());
    CHECK(methodOf(sip::nameOf(method)) == method);
  }
  CHECK(methodOf("INVITE") == Method::Invite);
  CHECK(methodOf("PRACK") == Method::Prack);
}

TEST_CASE("§7.1: methods are case-sensitive, and what is not in the table is Unknown") {
  for (const std::string name : {"invite", "Invite", "INVITE ", "INVIT", "INVITEE", "", "FOO"}) {
    CAPTURE(name);
    CHECK(methodOf(name) == Method::Unknown);
  }
  CHECK(sip::nameOf(Method::Unknown).empty());
}
