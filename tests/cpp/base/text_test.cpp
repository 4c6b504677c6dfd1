#include "sip/base/text.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace std::string_view_literals;

TEST_CASE("§7.3.1: tokens compare without case, in ASCII only") {
  CHECK(sip::equalsIgnoreCase("Call-ID", "cALL-id"));
  CHECK(sip::equalsIgnoreCase("", ""));
  CHECK_FALSE(sip::equalsIgnoreCase("Via", "Vi"));
  CHECK_FALSE(sip::equalsIgnoreCase("Via", "Viab"));
  CHECK_FALSE(sip::equalsIgnoreCase("[", "{"));  // 0x20 apart, but no letters
  CHECK_FALSE(sip::equalsIgnoreCase("@", "`"));
  CHECK_FALSE(sip::equalsIgnoreCase("\xc4", "\xe4"));
  CHECK(sip::startsWithIgnoreCase("SIP/2.0", "sip/"));
  CHECK(sip::startsWithIgnoreCase("x", ""));
  CHECK_FALSE(sip::startsWithIgnoreCase("SI", "SIP"));
  CHECK(sip::toLower("AbZ[\xc4") == "abz[\xc4");
}

TEST_CASE("trim takes SP, HTAB, CR and LF off both ends and nothing else") {
  CHECK(sip::trim(" \t\r\n a b \r\n\t") == "a b");
  CHECK(sip::trim("a\r\n b") == "a\r\n b");
  CHECK(sip::trim("\0x\0"sv) == "\0x\0"sv);
  CHECK(sip::trim(" \r\n").empty());
  CHECK(sip::trim("").empty());
}

TEST_CASE("§7.3.1: a fold becomes one space, other white space stays") {
  CHECK(sip::unfold("I know\r\n   you are\r\n\tthere") == "I know you are there");
  CHECK(sip::unfold("a  \t\r\n\r\n  b") == "a b");
  CHECK(sip::unfold("a\n b") == "a b");
  CHECK(sip::unfold("two  spaces\tand a tab") == "two  spaces\tand a tab");
  CHECK(sip::unfold("a\rb\nc") == "a b c");
  CHECK(sip::unfold("").empty());
}

TEST_CASE("Numbers are decimal digits alone, up to 2^32 - 1") {
  CHECK(sip::parseUint32("0") == 0U);
  CHECK(sip::parseUint32("00003600") == 3600U);
  CHECK(sip::parseUint32("4294967295") == 4294967295U);
  CHECK(sip::parseUint32("00000000000000000000000000000000000007") == 7U);
  for (const std::string text : {"", "4294967296", "99999999999999999999999", "-1", "+1", " 1",
                                 "1 ", "1.0", "0x10", "1e3", "\xd9\xa1"}) {
    CAPTURE(text);
    CHECK_FALSE(sip::parseUint32(text).has_value());
  }
}

TEST_CASE("A line break is CR, LF or NUL, anywhere") {
  CHECK(sip::holdsLineBreak("a\rb"));
  CHECK(sip::holdsLineBreak("a\n"));
  CHECK(sip::holdsLineBreak("\0"sv));
  CHECK(sip::holdsLineBreak("a\0b"sv));
  CHECK_FALSE(sip::holdsLineBreak(""));
  CHECK_FALSE(sip::holdsLineBreak("tab\t and \x01 and \xff"));
}

TEST_CASE("A list holds a token only as a whole element") {
  CHECK(sip::listHolds("100rel, timer", "timer"));
  CHECK(sip::listHolds("100rel,TIMER", "timer"));
  CHECK(sip::listHolds("100rel\r\n ,\t timer \r\n", "timer"));
  CHECK(sip::listHolds(",, ,timer", "timer"));
  CHECK_FALSE(sip::listHolds("timers", "timer"));
  CHECK_FALSE(sip::listHolds("a timer", "timer"));
  CHECK_FALSE(sip::listHolds("", "timer"));
}

TEST_CASE("Hex is lower case, two digits a byte") {
  CHECK(sip::toHex("\0\x09\xaf\xff"sv) == "0009afff");
  CHECK(sip::toHex("").empty());
}
