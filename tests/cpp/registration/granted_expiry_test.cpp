// Which expiry counts in a 2xx to REGISTER: cpp/sip/registration/granted_expiry.hpp.
#include "sip/registration/granted_expiry.hpp"

#include <string>

#include "registration/registration_fixture.hpp"

namespace sip::registration_test {
namespace {

constexpr std::uint32_t kAsked = 600;

std::optional<std::uint32_t> granted(
    std::string_view headers, std::string_view own = "<sip:ab12cd@x7.invalid;transport=ws>") {
  std::string text =
      "SIP/2.0 200 OK\r\n"
      "Via: SIP/2.0/WSS x7.invalid;branch=z9hG4bK1\r\n"
      "From: <sip:alice@example.com>;tag=f1\r\n"
      "To: <sip:alice@example.com>;tag=s1\r\n"
      "Call-ID: call-1\r\n"
      "CSeq: 2 REGISTER\r\n";
  text.append(headers).append("Content-Length: 0\r\n\r\n");
  return grantedExpiry(*parsed(std::move(text)), own, kAsked);
}

constexpr std::string_view kOwnInstance =
    "<sip:ab12cd@x7.invalid>;reg-id=1;+sip.instance=\"<urn:uuid:00000000-0000-4000-8000-A0>\"";

}  // namespace

TEST_CASE("§10.2.4 the expires parameter of our contact goes before the Expires header") {
  CHECK(granted("Contact: <sip:ab12cd@x7.invalid;transport=ws>;expires=90\r\nExpires: 3000\r\n") ==
        90);
}

TEST_CASE("§10.2.4 a contact without expires has the time of the Expires header") {
  CHECK(granted("Expires: 120\r\nContact: <sip:ab12cd@x7.invalid;transport=ws>\r\n") == 120);
}

TEST_CASE("§10.2.4 a response without any time grants what was asked for") {
  CHECK(granted("Contact: <sip:ab12cd@x7.invalid;transport=ws>\r\n") == kAsked);
}

TEST_CASE("§20.10 a malformed expires counts as absent") {
  const std::string ours = "Contact: <sip:ab12cd@x7.invalid;transport=ws>";
  CHECK(granted(ours + ";expires=soon\r\nExpires: 120\r\n") == 120);
  CHECK(granted(ours + ";expires=-1\r\n") == kAsked);
  CHECK(granted(ours + ";expires\r\n") == kAsked);
  CHECK(granted(ours + ";expires=99999999999\r\n") == kAsked);
  CHECK(granted(ours + "\r\nExpires: never\r\n") == kAsked);
  CHECK(granted(ours + ";expires=\"75\"\r\n") == 75);
}

TEST_CASE("§10.3 an expiry of 0 is a binding that was removed at once") {
  CHECK(granted("Contact: <sip:ab12cd@x7.invalid;transport=ws>;expires=0\r\n") == 0);
  CHECK(granted("Contact: <sip:ab12cd@x7.invalid;transport=ws>\r\nExpires: 0\r\n") == 0);
}

TEST_CASE("§20.19 the largest expiry is 2^32 - 1 seconds") {
  CHECK(granted("Contact: <sip:ab12cd@x7.invalid;transport=ws>;expires=4294967295\r\n") ==
        4294967295U);
}

TEST_CASE("§10.2.4 the time is ours among other phones' bindings, on one line or several") {
  CHECK(granted("Contact: <sip:other@h.example.com>;expires=5, "
                "<sip:ab12cd@x7.invalid;transport=ws>;expires=300, \"X, Y\" "
                "<sip:third@h.example.com>;expires=7\r\n") == 300);
  CHECK(granted("m: <sip:other@h.example.com>;expires=5\r\n"
                "m: <sip:ab12cd@x7.invalid;transport=ws>;expires=300\r\n"
                "m: <tel:+15551234567>;expires=7\r\n") == 300);
}

TEST_CASE("§19.1.4 our contact is found by equivalence, not by spelling") {
  CHECK(granted("Contact: <SIP:%61b12cd@X7.INVALID;Transport=WS>;expires=44\r\n") == 44);
}

TEST_CASE("A list of bindings without ours grants nothing") {
  CHECK_FALSE(granted("Contact: <sip:other@h.example.com>;expires=5\r\n"));
  CHECK_FALSE(granted("Contact: <tel:+15551234567>;expires=5\r\n"));
  // Without a user part there is nothing to compare but the host.
  CHECK_FALSE(granted("Contact: <sip:h.example.com>;expires=5\r\n", "<sip:x7.invalid>"));
}

TEST_CASE("A registrar that lists no readable binding grants what it accepted") {
  CHECK(granted("") == kAsked);
  CHECK(granted("Expires: 77\r\n") == 77);
  CHECK(granted("Contact: *\r\n") == kAsked);
  CHECK(granted("Contact: :\r\n") == kAsked);
}

TEST_CASE("One bad element of the list does not cost the good one") {
  CHECK(granted("Contact: <sip:ab12cd@x7.invalid;transport=ws>;expires=390,: <sip:c@d>\r\n") ==
        390);
}

TEST_CASE("A contact whose host a proxy rewrote is found by its user, when only one has it") {
  CHECK(granted("Contact: <sip:ab12cd@203.0.113.9:4711>;expires=60\r\n") == 60);
  CHECK_FALSE(
      granted("Contact: <sip:ab12cd@203.0.113.9>;expires=60, "
              "<sip:ab12cd@203.0.113.10>;expires=50\r\n"));
}

TEST_CASE("A contact with our very URI goes before one with only our user") {
  CHECK(granted("Contact: <sip:ab12cd@203.0.113.9>;expires=600, "
                "<sip:ab12cd@x7.invalid;transport=ws>;expires=61\r\n") == 61);
  CHECK(granted("Contact: <sip:ab12cd@x7.invalid;transport=ws>;expires=61, "
                "<sip:ab12cd@203.0.113.9>;expires=600\r\n") == 61);
}

TEST_CASE("A binding listed twice has the longer time, for it was refreshed just now") {
  CHECK(granted("Contact: <sip:ab12cd@x7.invalid;transport=ws>;expires=12, "
                "<sip:ab12cd@x7.invalid;transport=ws>;expires=600\r\n") == 600);
}

TEST_CASE("RFC 5626 §4.2 instance and reg-id find the binding whatever its URI") {
  const std::string instance = "+sip.instance=\"<urn:uuid:00000000-0000-4000-8000-a0>\"";
  CHECK(granted("Contact: <sip:gone@h.example.com>;" + instance + ";reg-id=1;expires=31\r\n",
                kOwnInstance) == 31);
  // A registrar without outbound echoes the instance but drops reg-id.
  CHECK(granted("Contact: <sip:gone@h.example.com>;" + instance + ";expires=32\r\n",
                kOwnInstance) == 32);
}

TEST_CASE("RFC 5626 §4.2 another flow or another instance is not ours, even with our URI") {
  const std::string instance = "+sip.instance=\"<urn:uuid:00000000-0000-4000-8000-a0>\"";
  CHECK_FALSE(granted("Contact: <sip:ab12cd@x7.invalid>;" + instance + ";reg-id=2;expires=31\r\n",
                      kOwnInstance));
  CHECK_FALSE(
      granted("Contact: <sip:ab12cd@x7.invalid>;+sip.instance=\"<urn:uuid:b>\"\r\n", kOwnInstance));
}

TEST_CASE("RFC 5626 §4.2 a binding without instance parameters is compared by URI") {
  CHECK(granted("Contact: <sip:ab12cd@x7.invalid>;expires=33\r\n", kOwnInstance) == 33);
}

}  // namespace sip::registration_test
