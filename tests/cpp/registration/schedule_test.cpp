// When the next REGISTER goes out: cpp/sip/registration/schedule.hpp.
#include "sip/registration/schedule.hpp"

#include <doctest/doctest.h>

namespace sip::registration_test {

TEST_CASE("§10.2.4 a refresh goes out at the wanted part of the granted time") {
  CHECK(refreshDelay(600, 99) == 594'000);
  CHECK(refreshDelay(600, 50) == 300'000);
  CHECK(refreshDelay(3600, 75) == 2'700'000);
}

TEST_CASE("§10.2.4 a refresh leaves 5 s for its answer, or half of a short grant") {
  CHECK(refreshDelay(60, 99) == 55'000);
  CHECK(refreshDelay(10, 99) == 5'000);
  CHECK(refreshDelay(8, 99) == 4'000);
  CHECK(refreshDelay(3, 99) == 1'500);
}

TEST_CASE("A tiny grant never makes refreshes more frequent than one a second") {
  CHECK(refreshDelay(1, 99) == 1'000);
  CHECK(refreshDelay(1, 50) == 1'000);
  CHECK(refreshDelay(0, 99) == 1'000);
}

TEST_CASE("§20.19 the longest grant does not overflow the milliseconds") {
  CHECK(refreshDelay(4294967295U, 99) == 4'252'017'622'050);
}

TEST_CASE("Timeouts, unavailable servers and broken flows pass; refusals do not") {
  for (const int status : {408, 430, 480, 500, 502, 503, 504}) {
    CAPTURE(status);
    CHECK(isPassingFailure(status));
  }
  for (const int status :
       {400, 401, 403, 404, 405, 407, 420, 423, 482, 483, 501, 505, 513, 600, 603}) {
    CAPTURE(status);
    CHECK_FALSE(isPassingFailure(status));
  }
}

TEST_CASE("RFC 5626 §4.5 the back-off starts under 30 s and doubles up to 30 minutes") {
  const std::uint32_t bounds[] = {30, 60, 120, 240, 480, 960, 1800, 1800};
  std::uint32_t failures = 0;
  for (const std::uint32_t seconds : bounds) {
    const DelayRange range = retryDelay(++failures, std::nullopt);
    CAPTURE(failures);
    CHECK(range.most == seconds * 1000);
    CHECK(range.least == seconds * 500);
  }
  CHECK(retryDelay(4'000'000'000U, std::nullopt).most == 1'800'000);
}

TEST_CASE("§20.33 Retry-After is the least to wait, and clients are spread over a tenth more") {
  CHECK(retryDelay(1, 60).least == 60'000);
  CHECK(retryDelay(1, 60).most == 66'000);
  CHECK(retryDelay(9, 60).least == 60'000);
}

TEST_CASE("A Retry-After of nothing or of years is kept within 5 s and a day") {
  CHECK(retryDelay(1, 0).least == 5'000);
  CHECK(retryDelay(1, 4294967295U).least == 86'400'000);
  CHECK(retryDelay(1, 4294967295U).most == 95'040'000);
}

}  // namespace sip::registration_test
