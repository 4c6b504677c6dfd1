// 64 kB of any one thing, anywhere, is read in time proportional to its length, and gets the
// verdict that one of it gets. The quick form covers everything once; the growth is measured in the
// long form (npm test -- --long, or SIP_LONG_TESTS=1), since a measurement needs time.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <string>

#include "message/hostile.hpp"

using namespace sip::message_test;

namespace {

constexpr std::size_t kSize = 64 * 1024;

bool endsLines(const std::string& unit) {
  return unit.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos;
}

/// Milliseconds of CPU time, so that a busy machine does not count.
double millisecondsOf(const std::string& text) {
  const std::clock_t begin = std::clock();
  readAll(text);
  return 1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

double best(const std::string& text, int rounds) {
  double result = millisecondsOf(text);
  while (--rounds > 0) result = std::min(result, millisecondsOf(text));
  return result;
}

}  // namespace

TEST_CASE(
    "§7: 64 kB of any byte or construct in any place are read at once, and judged as few are") {
  for (const HostilePlace& place : hostilePlaces()) {
    CAPTURE(place.name);
    for (const std::string& unit : fewHostileUnits()) {
      CAPTURE(unit);
      const std::string text = hostileText(place, unit, kSize);
      const std::clock_t start = std::clock();
      const bool accepted = readAll(text);
      CHECK((std::clock() - start) / CLOCKS_PER_SEC < 2);  // looking at each pair would be more
      if (place.isHarmless && !endsLines(unit)) CHECK(accepted);
    }
  }
}

TEST_CASE("§7: four times the length takes four times as long, whatever it is" *
          doctest::skip(std::getenv("SIP_LONG_TESTS") == nullptr)) {
  for (const HostilePlace& place : hostilePlaces()) {
    CAPTURE(place.name);
    for (const std::string& unit : hostileUnits()) {
      CAPTURE(unit);
      const std::string once = hostileText(place, unit, kSize);
      const std::string twice = hostileText(place, unit, 2 * kSize);
      const std::string four = hostileText(place, unit, 4 * kSize);
      // Two times the share of a linear one, above what the clock can tell apart; a quadratic one
      // has four times its share. What exceeds it is measured again before it counts.
      const auto linear = [&](int rounds) {
        const double unitTime = std::max(best(once, rounds), 1.5);
        return best(twice, rounds) < 2 * 2 * unitTime && best(four, rounds) < 2 * 4 * unitTime;
      };
      CHECK((linear(1) || linear(5)));
    }
  }
}
