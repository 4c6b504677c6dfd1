#include "sip/message/uri.hpp"

#include <doctest/doctest.h>

#include <string>

using sip::parseUri;
using sip::Uri;

namespace {

Uri uriOf(std::string_view text) {
  CAPTURE(std::string(text));
  const auto uri = parseUri(text);
  REQUIRE(uri.has_value());
  return *uri;
}

}  // namespace

TEST_CASE("§19.1.1: a SIP URI falls into its parts") {
  const Uri uri = uriOf(
      "sips:alice:secret%20word@atlanta.example.com:5061;transport=ws;lr;maddr=239.255.255.1"
      "?subject=project%20x&priority=urgent&empty=&bare");
  CHECK(uri.scheme == "sips");
  CHECK(uri.isSip());
  CHECK(uri.user == "alice");
  CHECK(uri.password == "secret%20word");
  CHECK(uri.host == "atlanta.example.com");
  CHECK(uri.port == 5061);
  REQUIRE(uri.parameter("TRANSPORT") != nullptr);
  CHECK(*uri.parameter("Transport") == "ws");
  REQUIRE(uri.parameter("lr") != nullptr);
  CHECK(uri.parameter("lr")->empty());
  CHECK(uri.hasParameter("maddr"));
  CHECK_FALSE(uri.hasParameter("ob"));
  CHECK(uri.parameter("ob") == nullptr);
  REQUIRE(uri.headers.size() == 4);
  CHECK(uri.headers[0].first == "subject");
  CHECK(uri.headers[0].second == "project%20x");
  CHECK(uri.headers[2].second == "");
  CHECK_FALSE(uri.headers[3].second.has_value());
}

TEST_CASE("§19.1: what was read is written again, byte for byte") {
  for (const std::string text : {
           "sip:alice@atlanta.example.com",
           "sip:alice:@h",
           "sip:alice:pw@atlanta.example.com;transport=tcp",
           "sip:atlanta.example.com",
           "sip:[2001:db8::9:1]:5070;lr",
           "sip:+1-212-555-1212:1234@gateway.example.com;user=phone",
           "sip:alice@192.0.2.4",
           "sip:atlanta.example.com;method=REGISTER?to=alice%40atlanta.example.com",
           "sip:alice;day=tuesday@atlanta.example.com",
           "sip:a@b;x=;y?z=&w",
           "SIP:Alice@AtLanTa.CoM;TransPort=WS",
           "sip:@h",
           "sip:a@h:05060",
           "sip:a@h:0",
           "sip:a@h;",
           "sip:a@h;;lr;;",
           "sip:a@h?",
           "sip:a@h;?",
           "sip:a@h;=x;=?=&&a=b=c&",
           "sip:a%40%zz:p:w@h;x=\"a;b\"",
           "sip:*#9240@[FE80::1%25eth0]:5060?to=b@c?d;e",
           "TEL:0123;;phone-context=example.com;",
           "urn:example:a123,z456?+abc?=def#ghi",
           "tel:+1-201-555-0123;phone-context=example.com",
           "urn:service:sos",
           "http://www.example.com/pic?x=y;z",
           "mailto:a@b",
       }) {
    CHECK(sip::toString(uriOf(text)) == text);
  }
}

TEST_CASE("§19.1.1: every part is kept as written, the scheme too") {
  const Uri uri = uriOf("SIP:Alice@AtLanTa.CoM;TransPort=WS");
  CHECK(uri.scheme == "SIP");
  CHECK(uri.isSip());
  CHECK(uri.user == "Alice");
  CHECK(uri.host == "AtLanTa.CoM");
  CHECK(uri.parameters[0].first == "TransPort");
}

TEST_CASE("The field: hosts and users that the grammar forbids and servers write") {
  CHECK(uriOf("sip:100@enlite_dev").host == "enlite_dev");
  CHECK(uriOf("sip:webrtc_client2@1af019b2ba08").host == "1af019b2ba08");
  CHECK(uriOf("sip:*#9240@10.0.0.1").user == "*#9240");
  CHECK(uriOf("sip:#1277945860785916705@sip.example.com").user == "#1277945860785916705");
  CHECK(uriOf("sip:alice@example.com.").host == "example.com.");
  CHECK(uriOf("sip:j\xc3\xbcrgen@example.com").user == "j\xc3\xbcrgen");
  CHECK(uriOf("sip:alice@b\xc3\xbc.example").host == "b\xc3\xbc.example");
  CHECK(uriOf("sip:@example.com").user == "");
  CHECK(*uriOf("sip:a@h;;x=1;").parameter("x") == "1");
  CHECK(*uriOf("sip:a@h;thinfo=\"VG8+abc=\"").parameter("thinfo") == "\"VG8+abc=\"");
  CHECK(uriOf("sip:a@h?Replaces=id@host%3Bto-tag=1").headers[0].second == "id@host%3Bto-tag=1");
}

TEST_CASE("RFC 3966: a tel URI keeps its number as host") {
  const Uri uri = uriOf("tel:+15551234567;phone-context=+1;ext=22");
  CHECK(uri.scheme == "tel");
  CHECK_FALSE(uri.isSip());
  CHECK(uri.host == "+15551234567");
  CHECK_FALSE(uri.user.has_value());
  CHECK(*uri.parameter("ext") == "22");
  CHECK(uriOf("urn:service:sos").host == "service:sos");
}

TEST_CASE("§19.1.1: IPv6 hosts keep their brackets") {
  const Uri uri = uriOf("sip:user@[2001:DB8::10]:5060");
  CHECK(uri.host == "[2001:DB8::10]");
  CHECK(uri.port == 5060);
  CHECK(uriOf("sip:[::ffff:192.0.2.10]").host == "[::ffff:192.0.2.10]");
  CHECK_FALSE(uriOf("sip:[::1]").port.has_value());
}

TEST_CASE("§19.1.1: texts that are no URI are refused") {
  for (const std::string text : {
           "",
           " ",
           "sip",
           "sip:",
           "sip:@",
           ":alice@h",
           "1sip:alice@h",
           "alice",
           "*",
           "sip:alice@",
           "sip:alice@;lr",
           "sip::pw@host",
           "sip:alice@host:",
           "sip:alice@host:port",
           "sip:alice@host:65536",
           "sip:alice@host:99999999999999",
           "sip:alice@host:50 60",
           "sip:alice@ho st",
           "sip:al ice@host",
           "sip:alice@host>",
           "<sip:alice@host>",
           "sip:alice@host\r\nX: y",
           "sip:alice@host;a=\rb",
           "sip:alice@a@b",
           "sip:user@2001:db8::10",  // RFC 5118 §4.2
           "sip:user@[2001:db8::10",
           "sip:user@[]",
           "sip:user@[::1]x",
           "sip:user@[::1::]",
           "sip:user@[1:2:3:4:5:6:7]",
           "sip:user@[192.0.2.1]",
           "sip:user@[host.example]",
           "sip:user@[fe80::1%]",
           " sip:alice@h",
           "sip:alice@h ",
           "sip:alice@h\r\n",
           "sip:user@host/path",
           "tel:",
           "tel:;ext=1",
       }) {
    CAPTURE(text);
    CHECK_FALSE(parseUri(text).has_value());
  }
  CHECK_FALSE(parseUri(std::string_view("sip:a\0b@h", 9)).has_value());
}
