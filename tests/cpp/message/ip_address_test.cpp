#include "sip/message/ip_address.hpp"

#include <doctest/doctest.h>

#include <string>

using sip::detail::Ipv6Address;
using sip::detail::ipv6ReferenceLength;
using sip::detail::parseIpv6;

TEST_CASE("RFC 4291 §2.2, RFC 5952 §2: every way to write an address gives the same groups") {
  struct Row {
    const char* text;
    Ipv6Address groups;
  };
  for (const Row& row : {
           Row{"1:2:3:4:5:6:7:8", {1, 2, 3, 4, 5, 6, 7, 8}},
           Row{"::", {}},
           Row{"::1", {0, 0, 0, 0, 0, 0, 0, 1}},
           Row{"1::", {1}},
           Row{"2001:0DB8:0:0:0008:800:200C:417a", {0x2001, 0xdb8, 0, 0, 8, 0x800, 0x200c, 0x417a}},
           Row{"2001:db8::8:800:200c:417A", {0x2001, 0xdb8, 0, 0, 8, 0x800, 0x200c, 0x417a}},
           Row{"1:2:3:4:5:6:7::", {1, 2, 3, 4, 5, 6, 7, 0}},
           Row{"::2:3:4:5:6:7:8", {0, 2, 3, 4, 5, 6, 7, 8}},
           Row{"::ffff:192.0.2.10", {0, 0, 0, 0, 0, 0xffff, 0xc000, 0x20a}},
           Row{"1:2:3:4:5:6:1.2.3.4", {1, 2, 3, 4, 5, 6, 0x102, 0x304}},
           Row{"::255.255.255.255", {0, 0, 0, 0, 0, 0, 0xffff, 0xffff}},
           Row{"2001:db8:::192.0.2.1", {0x2001, 0xdb8, 0, 0, 0, 0, 0xc000, 0x201}},
       }) {
    CAPTURE(std::string(row.text));
    CHECK(parseIpv6(row.text) == row.groups);
  }
}

TEST_CASE("RFC 4291 §2.2: what is no address is refused") {
  for (const std::string text : {
           "",
           ":",
           "1",
           "1:2:3:4:5:6:7",
           "1:2:3:4:5:6:7:8:9",
           "1:2:3:4:5:6:7:8:",
           ":1:2:3:4:5:6:7:8",
           "1:2:3:4:5:6:7:8::",
           "::1::",
           "1::2::3",
           "::::",
           "1:",
           "::1:",
           "12345::",
           "::g",
           "::1 ",
           "1.2.3.4",
           "::1.2.3",
           "::1.2.3.4.5",
           "::1.2.3.256",
           "::1.2.3.",
           "::.1.2.3",
           "::1.2.3.4:5",
           "1:2:3:4:5:6:7:1.2.3.4",
           "::1..2.3",
           "::0001.2.3.4",
           "[::1]",
           "::1%eth0",
       }) {
    CAPTURE(text);
    CHECK_FALSE(parseIpv6(text).has_value());
  }
}

TEST_CASE("RFC 3986 §3.2.2, RFC 6874: a reference has brackets, an address and perhaps a zone") {
  CHECK(ipv6ReferenceLength("[::1]") == 5);
  CHECK(ipv6ReferenceLength("[::1]:5060") == 5);
  CHECK(ipv6ReferenceLength("[fe80::1%25eth0];lr") == 16);
  CHECK(ipv6ReferenceLength("[fe80::1%en1]") == 13);
  for (const std::string text :
       {"", "[", "[]", "::1", "x[::1]", "[::1", "[::1%]", "[::1%a:b]", "[::1%a b]", "[v1.x]"}) {
    CAPTURE(text);
    CHECK(ipv6ReferenceLength(text) == 0);
  }
}
