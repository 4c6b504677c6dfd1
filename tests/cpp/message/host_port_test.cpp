#include "sip/message/host_port.hpp"

#include <doctest/doctest.h>

#include <string_view>

using sip::detail::HostKind;
using sip::detail::hostKind;

TEST_CASE("§25.1 host: addresses are told from names, which are lenient") {
  for (const std::string_view text : {"example.com", "example.com.", "localhost", "enlite_dev",
                                      "1af019b2ba08", "1.example", "a-", "\xc3\xbc.example"}) {
    CHECK(hostKind(text) == HostKind::Domain);
  }
  for (const std::string_view text :
       {"192.0.2.1", "0.0.0.0", "255.255.255.255", "192.000.002.001"}) {
    CHECK(hostKind(text) == HostKind::Ipv4);
  }
  for (const std::string_view text : {"[2001:db8::1]", "[::]", "[::ffff:192.0.2.1]"}) {
    CHECK(hostKind(text) == HostKind::Ipv6);
  }
  for (const std::string_view text :
       {"", ".", ".a", "a..b", "192.0.2.256", "192.0.2", "1.2.3.4.5", "2001:db8::1", "[2001:db8::1",
        "[1:2:3:4:5:6:7:8:9]", "[::1]x", "a b", "a:5060", "a/b"}) {
    CHECK(hostKind(text) == HostKind::None);
  }
}
