#include "sip/message/timestamp.hpp"

#include <doctest/doctest.h>

#include <string>

using sip::microsecondsOf;
using sip::parseTimestamp;
using sip::timestampOfAnswer;

TEST_CASE("§20.38, §25.1: a time and perhaps a delay, each with a fraction or without") {
  struct Row {
    const char* text;
    const char* time;
    const char* delay;
  };
  for (const Row& row : {Row{"54", "54", ""}, Row{"54.21", "54.21", ""}, Row{"54.", "54.", ""},
                         Row{"54.21 0.5", "54.21", "0.5"}, Row{"54 .5", "54", ".5"},
                         Row{"54\r\n 1.", "54", "1."}, Row{" 54\t7 ", "54", "7"}}) {
    CAPTURE(std::string(row.text));
    const auto timestamp = parseTimestamp(row.text);
    REQUIRE(timestamp.has_value());
    CHECK(timestamp->time == row.time);
    CHECK(timestamp->delay == row.delay);
  }
}

TEST_CASE("§25.1: what is no Timestamp is refused") {
  for (const std::string text :
       {"", " ", ".5", "x", "54x", "5.4.3", "54 5 6", "54 x", "-1", "+1", "1e3", "54.2.", "1,5"}) {
    CAPTURE(text);
    CHECK_FALSE(parseTimestamp(text).has_value());
  }
}

TEST_CASE("§25.1: decimal fractions become microseconds") {
  CHECK(microsecondsOf("54.21") == 54210000);
  CHECK(microsecondsOf("54.") == 54000000);
  CHECK(microsecondsOf("54") == 54000000);
  CHECK(microsecondsOf(".5") == 500000);
  CHECK(microsecondsOf("0.0000019") == 1);
  CHECK(microsecondsOf("4294967295.999999") == 4294967295999999);
  for (const std::string text : {"", ".", "x", "1.x", "1.2.3", "-1", "4294967296", " 1"}) {
    CAPTURE(text);
    CHECK_FALSE(microsecondsOf(text).has_value());
  }
}

TEST_CASE("§8.2.6.1: a 100 repeats the time and says how long the answer took") {
  CHECK(timestampOfAnswer("54.21", 0) == "54.21");
  CHECK(timestampOfAnswer("54.21", 7) == "54.21 0.007");
  CHECK(timestampOfAnswer(" 54 0.3", 12345) == "54 12.345");
  CHECK_FALSE(timestampOfAnswer("now", 7).has_value());
  CHECK_FALSE(timestampOfAnswer("54\r\nX: y", 7).has_value());
}
