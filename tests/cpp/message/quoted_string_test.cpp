#include "sip/message/quoted_string.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "sip/message/name_addr.hpp"

using sip::quotedString;
using sip::unquotedString;
using sip::withoutQuotedPairs;

TEST_CASE("§25.1: quotes, backslashes and controls become quoted-pairs; all else stays") {
  CHECK(quotedString("Bob") == "\"Bob\"");
  CHECK(quotedString("") == "\"\"");
  CHECK(quotedString("A. \"Lice\" \\o/") == "\"A. \\\"Lice\\\" \\\\o/\"");
  CHECK(quotedString("a\tb") == "\"a\tb\"");
  CHECK(quotedString("a\x01\x7f") == "\"a\\\x01\\\x7f\"");
  CHECK(quotedString("J\xc3\xbcrgen <x>;,") == "\"J\xc3\xbcrgen <x>;,\"");
  CHECK(quotedString("\xff\xc3") == "\"\xff\xc3\"");  // no UTF-8: kept raw
}

TEST_CASE("§7.3.1: what would end the header cannot be quoted") {
  using namespace std::string_view_literals;
  for (const std::string_view text : {"a\rb"sv, "a\nb"sv, "\r\nVia: x"sv, "a\0b"sv}) {
    CHECK_FALSE(quotedString(text).has_value());
  }
}

TEST_CASE("§25.1: a quoted-string loses its quotes, its quoted-pairs and its folds") {
  CHECK(unquotedString("\"Bob\"") == "Bob");
  CHECK(unquotedString(" \"Bob\" ") == "Bob");
  CHECK(unquotedString("\"\"") == "");
  CHECK(unquotedString("\"  two  spaces  \"") == "  two  spaces  ");
  CHECK(unquotedString("\"A. \\\"Lice\\\" \\\\o/\"") == "A. \"Lice\" \\o/");
  CHECK(unquotedString("\"\\a\\b\"") == "ab");
  CHECK(unquotedString("\"one\r\n\t two\"") == "one two");
  CHECK(unquotedString("\"\xff\\\xc3\"") == "\xff\xc3");
  CHECK(unquotedString("\"\\\"") == "\"");  // never closed
  CHECK(withoutQuotedPairs("a\\") == "a\\");
  CHECK(withoutQuotedPairs("a\\\\") == "a\\");
}

TEST_CASE("§25.1: bare words are taken as they stand") {
  CHECK(unquotedString("Anna Maria") == "Anna Maria");
  CHECK(unquotedString(" Anna\r\n Maria ") == "Anna Maria");
  CHECK(unquotedString("M\xc3\xbcller, J. \\(home)") == "M\xc3\xbcller, J. \\(home)");
  CHECK(unquotedString("") == "");
}

TEST_CASE("§25.1: every text without a line break comes back from its quoted-string") {
  std::string all;
  for (int byte = 1; byte < 256; ++byte) {
    if (byte == '\r' || byte == '\n') continue;
    all += static_cast<char>(byte);
    for (const std::string& text :
         {all, std::string(1, static_cast<char>(byte)), std::string(3, static_cast<char>(byte))}) {
      const auto quoted = quotedString(text);
      REQUIRE(quoted.has_value());
      REQUIRE(unquotedString(*quoted) == text);
      const std::string header = *quoted + " <sip:a@b>;tag=1";
      const auto address = sip::parseNameAddr(header);
      REQUIRE(address.has_value());
      REQUIRE(address->uri == "sip:a@b");
      REQUIRE(withoutQuotedPairs(address->displayName) == text);
    }
  }
}
