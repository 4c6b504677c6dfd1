#include "sip/message/date.hpp"

#include <doctest/doctest.h>

#include <ctime>
#include <string>

using sip::formatSipDate;
using sip::parseSipDate;

namespace {

struct Row {
  const char* text;
  std::int64_t seconds;
};

}  // namespace

TEST_CASE("§20.17: a date and the second that it names, both ways") {
  for (const Row& row : {
           Row{"Sat, 13 Nov 2010 23:29:00 GMT", 1289690940},  // §20.17's own
           Row{"Thu, 21 Feb 2002 13:02:03 GMT", 1014296523},
           Row{"Thu, 01 Jan 1970 00:00:00 GMT", 0},
           Row{"Wed, 31 Dec 1969 23:59:59 GMT", -1},
           Row{"Tue, 19 Jan 2038 03:14:08 GMT", 2147483648},
           Row{"Sun, 07 Feb 2106 06:28:16 GMT", 4294967296},
           Row{"Tue, 29 Feb 2000 12:00:00 GMT", 951825600},
           Row{"Thu, 29 Feb 2024 23:59:59 GMT", 1709251199},
           Row{"Fri, 01 Mar 2024 00:00:00 GMT", 1709251200},
           Row{"Mon, 01 Mar 1900 00:00:00 GMT", -2203891200},
           Row{"Thu, 01 Mar 1900 00:00:00 GMT", -2203891200},
           Row{"Sat, 01 Jan 0000 00:00:00 GMT", -62167219200},
           Row{"Fri, 31 Dec 9999 23:59:59 GMT", 253402300799},
       }) {
    CAPTURE(std::string(row.text));
    CHECK(parseSipDate(row.text) == row.seconds);
    const auto written = formatSipDate(row.seconds);
    REQUIRE(written.has_value());
    CHECK(written->substr(3) == std::string(row.text).substr(3));
  }
  CHECK(formatSipDate(1289690940) == "Sat, 13 Nov 2010 23:29:00 GMT");
  CHECK(formatSipDate(-2203891200) == "Thu, 01 Mar 1900 00:00:00 GMT");
}

TEST_CASE("§20.17: dates are the system's calendar's, day by day over three centuries") {
  for (std::int64_t day = -40000; day < 80000; ++day) {
    const std::time_t seconds = day * 86400 + day % 43200 + 43199;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char expected[40];
    std::strftime(expected, sizeof expected, "%a, %d %b %Y %H:%M:%S GMT", &parts);
    const auto written = formatSipDate(seconds);
    REQUIRE(written == expected);
    REQUIRE(parseSipDate(*written) == seconds);
  }
}

TEST_CASE("§25.1: names have no case, and a fold is a space") {
  CHECK(parseSipDate("sat, 13 NOV 2010 23:29:00 gmt") == 1289690940);
  CHECK(parseSipDate(" Sat,  13 Nov\t2010\r\n 23:29:00 GMT \r\n") == 1289690940);
}

TEST_CASE("§20.17: a wrong weekday is let through, for the date says everything without it") {
  CHECK(parseSipDate("Mon, 13 Nov 2010 23:29:00 GMT") == 1289690940);
}

TEST_CASE("§20.17: what is no date of RFC 1123 in GMT is refused") {
  for (const std::string text : {
           "",
           " ",
           "Sat",
           "Sat, 13 Nov 2010 23:29:00",
           "Sat, 13 Nov 2010 23:29:00 EST",  // RFC 4475 §3.1.2.12
           "Fri, 01 Jan 2010 16:00:00 UTC",
           "Sat, 13 Nov 2010 23:29:00 +0000",
           "Sat, 13 Nov 2010 23:29:00 GMT+1",
           "Sat, 13 Nov 2010 23:29:00 GMT x",
           "Sat 13 Nov 2010 23:29:00 GMT",
           "Sat,13 Nov 2010 23:29:00 GMT",
           "13 Nov 2010 23:29:00 GMT",
           "Xyz, 13 Nov 2010 23:29:00 GMT",
           "atM, 13 Nov 2010 23:29:00 GMT",
           "Sat, 3 Nov 2010 23:29:00 GMT",
           "Sat, 013 Nov 2010 23:29:00 GMT",
           "Sat, -1 Nov 2010 23:29:00 GMT",
           "Sat, 13 Nov 10 23:29:00 GMT",
           "Sat, 13 November 2010 23:29:00 GMT",
           "Sat, 13 11 2010 23:29:00 GMT",
           "Sat, 13-Nov-2010 23:29:00 GMT",
           "Saturday, 13-Nov-10 23:29:00 GMT",  // RFC 850
           "Sat Nov 13 23:29:00 2010",          // asctime
           "2010-11-13T23:29:00Z",
           "Sat, 13 Nov 2010 24:00:00 GMT",
           "Sat, 13 Nov 2010 23:60:00 GMT",
           "Sat, 13 Nov 2010 23:29:60 GMT",
           "Sat, 13 Nov 2010 3:29:00 GMT",
           "Sat, 13 Nov 2010 23:29 GMT",
           "Sat, 00 Nov 2010 23:29:00 GMT",
           "Sat, 31 Nov 2010 23:29:00 GMT",
           "Sat, 32 Dec 2010 23:29:00 GMT",
           "Sat, 30 Feb 2024 23:29:00 GMT",
           "Sat, 29 Feb 2023 23:29:00 GMT",
           "Sat, 29 Feb 1900 23:29:00 GMT",
           "Sat, 31 Apr 2010 23:29:00 GMT",
       }) {
    CAPTURE(text);
    CHECK_FALSE(parseSipDate(text).has_value());
  }
}

TEST_CASE("§25.1: a year has four digits, so others are not written") {
  CHECK_FALSE(formatSipDate(-62167219201).has_value());
  CHECK_FALSE(formatSipDate(253402300800).has_value());
  CHECK_FALSE(formatSipDate(INT64_MAX).has_value());
  CHECK_FALSE(formatSipDate(INT64_MIN).has_value());
}
