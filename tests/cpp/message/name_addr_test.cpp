#include "sip/message/name_addr.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using sip::findParameter;
using sip::parseNameAddr;
using sip::parseNameAddrList;
using sip::splitList;

namespace {

struct Row {
  std::string text;
  const char* displayName;
  const char* uri;
  const char* parameters;
};

}  // namespace

TEST_CASE("§20.10, §25.1: name-addr and addr-spec, as the grammar and as the field write them") {
  const Row kRows[] = {
      {"<sip:a@b>", "", "sip:a@b", ""},
      {"<sip:a@b;lr>;tag=1;x", "", "sip:a@b;lr", "tag=1;x"},
      {"Bob <sip:a@b>", "Bob", "sip:a@b", ""},
      {"Anna Maria\t <sip:a@b> ; tag = 1", "Anna Maria", "sip:a@b", "tag = 1"},
      {"\"Bob\"<sip:a@b>;tag=1", "Bob", "sip:a@b", "tag=1"},
      {"\"A. G. Bell, \\\"sir\\\" <x>;y\" <sip:a@b>;tag=1", "A. G. Bell, \\\"sir\\\" <x>;y",
       "sip:a@b", "tag=1"},
      {"\"\" <sip:a@b>", "", "sip:a@b", ""},
      {"\"back\\\\\" <sip:a@b>", "back\\\\", "sip:a@b", ""},
      {"sip:a@b", "", "sip:a@b", ""},
      {"sip:a@b;tag=1", "", "sip:a@b", "tag=1"},  // §20: not the URI's parameter
      {"sip:a@b ; tag=1;q=\"<x>\"", "", "sip:a@b", "tag=1;q=\"<x>\""},
      {" \r\n <sip:a@b>\r\n ;tag=1 \r\n", "", "sip:a@b", "tag=1"},
      {"< sip:a@b >", "", "sip:a@b", ""},
      {"<tel:+15551234567>", "", "tel:+15551234567", ""},
      {"<urn:service:sos>", "", "urn:service:sos", ""},
      {"tel:+1555;tag=a", "", "tel:+1555", "tag=a"},
      {"M\xc3\xbcller, J. (home) <sip:a@b>", "M\xc3\xbcller, J. (home)", "sip:a@b", ""},
      {"\"phone\" <sip:webrtc_client2@1af019b2ba08>;tag=", "phone",
       "sip:webrtc_client2@1af019b2ba08", "tag="},
      {"<sip:#1277945860785916705@sip.example.com>", "", "sip:#1277945860785916705@sip.example.com",
       ""},
      {"<sip:a@b> junk;tag=1", "", "sip:a@b", "tag=1"},
      {"<sip:a@b>;;;", "", "sip:a@b", ";;"},
      {"sip:bob <sip:bob@h>", "sip:bob", "sip:bob@h", ""},
      {"<anonymous>;tag=1", "", "anonymous", "tag=1"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    const auto parsed = parseNameAddr(row.text);
    REQUIRE(parsed.has_value());
    CHECK(parsed->displayName == row.displayName);
    CHECK(parsed->uri == row.uri);
    CHECK(parsed->parameters == row.parameters);
  }
}

TEST_CASE("§20.10: texts that are no address are refused") {
  for (const std::string text :
       {"", " ", "*", "Bob", "Bob sip:a@b", "<>", "< >", "<sip:a@b", "sip:a@b>", "\"Bob <sip:a@b>",
        "\"Bob\\\" <sip:a@b>", "\"Bob\" sip:a@b", "<<sip:a@b>>", "sip:", ":", ";tag=1", "sip:a b@c",
        "sip:a@b \"x\""}) {
    CAPTURE(text);
    CHECK_FALSE(parseNameAddr(text).has_value());
  }
}

TEST_CASE(
    "§7.3.1: parameters are found without case, with spaces around '=' and quotes taken off") {
  constexpr std::string_view kText =
      "tag = 88 ;\r\n "
      "Expires=60;lr;+sip.instance=\"<urn:uuid:1;2=3>\";thinfo=\"VG8+abc=\";q=;Tag=second;"
      "esc=\"a\\\";b\"";
  CHECK(findParameter(kText, "TAG") == "88");
  CHECK(findParameter(kText, "expires") == "60");
  CHECK(findParameter(kText, "lr") == "");
  CHECK(findParameter(kText, "q") == "");
  CHECK(findParameter(kText, "+sip.instance") == "<urn:uuid:1;2=3>");
  CHECK(findParameter(kText, "thinfo") == "VG8+abc=");
  CHECK(findParameter(kText, "esc") == "a\\\";b");
  CHECK_FALSE(findParameter(kText, "ta").has_value());
  CHECK_FALSE(findParameter(kText, "2").has_value());
  CHECK_FALSE(findParameter("", "tag").has_value());
  CHECK(findParameter(";;tag=1", "tag") == "1");
  CHECK(findParameter("x=\"never closed;tag=1", "tag") == "1");
  CHECK(findParameter("x=\"never closed", "x") == "never closed");
  CHECK(findParameter("a=b=c", "a") == "b=c");
}

TEST_CASE("§7.3.1: a list is split at commas outside quotes and brackets") {
  using List = std::vector<std::string_view>;
  CHECK(splitList("a,b , c") == List{"a", "b", "c"});
  CHECK(splitList(" ,, a ,\r\n\t, ") == List{"a"});
  CHECK(splitList("").empty());
  CHECK(splitList("\"a,b\" <sip:x,y@z>;p=\"c,\\\"d\",e") ==
        List{"\"a,b\" <sip:x,y@z>;p=\"c,\\\"d\"", "e"});
  CHECK(splitList("399 host \"one, two\", 301 host \"three\"") ==
        List{"399 host \"one, two\"", "301 host \"three\""});
}

TEST_CASE("§7.3.1: a quote or bracket that never closes does not swallow the elements behind it") {
  using List = std::vector<std::string_view>;
  CHECK(splitList("\"a,b,c") == List{"\"a", "b", "c"});
  CHECK(splitList("<a,<b,c>,d") == List{"<a", "<b,c>", "d"});
  CHECK(splitList("<a,b") == List{"<a", "b"});
  CHECK(splitList("a\",b,\"c") == List{"a\",b,\"c"});
}

TEST_CASE("The field: one bad element of a Contact list does not cost the good ones") {
  const auto list = parseNameAddrList(
      "<sip:a@b>;expires=390, nonsense, <sip:broken, \"Bob\" <sip:c@d>;q=0.5,: <sip:e@f>, *");
  REQUIRE(list.size() == 3);
  CHECK(list[0].uri == "sip:a@b");
  CHECK(list[0].parameter("expires") == "390");
  CHECK(list[1].uri == "sip:c@d");
  CHECK(list[1].displayName == "Bob");
  CHECK(list[2].uri == "sip:e@f");
  CHECK(parseNameAddrList("*").empty());
}

TEST_CASE("§25.1 display-name: quoted with its escapes, or tokens") {
  CHECK(sip::parseDisplayName("Alice") == "Alice");
  CHECK(sip::parseDisplayName(" Alice B.  Cooper ") == "Alice B.  Cooper");
  CHECK(sip::parseDisplayName("J\xc3\xb6rg") == "J\xc3\xb6rg");
  CHECK(sip::parseDisplayName("\"A \\\" B\"") == "A \\\" B");
  CHECK(sip::parseDisplayName("\"\"") == "");
  for (const std::string_view text :
       {"", " ", "\"open", "\"a\" b", "\"a\\\"", "a@b", "a\"b", "<a>"}) {
    CHECK_FALSE(sip::parseDisplayName(text));
  }
}
