// Both sides re-INVITE at once, over links of many kinds. RFC 3261 §14.1; RFC 5407 §3.3.1.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "support/pair.hpp"

using namespace sip;
using namespace sip::test;

namespace {

std::ptrdiff_t answersTo(const Phone& phone, int status) {
  return std::count_if(phone.effects.begin(), phone.effects.end(), [&](const Effect& effect) {
    return effect.kind == EffectKind::Response && effect.d == static_cast<std::uint32_t>(status);
  });
}

}  // namespace

TEST_CASE("§14.1 re-INVITEs that cross: both get 491, and both succeed in the end, in turn") {
  for (std::uint32_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    Pair pair(seed);
    pair.network.latencyMs = 20 + pair.below(200);
    pair.establish();
    for (Phone* phone : {&pair.alice, &pair.bob}) phone->effects.clear();
    const OperationId first = pair.alice.reinvite();
    const OperationId second = pair.bob.reinvite();
    pair.run(30'000);
    CHECK(pair.alice.result(first) == "ok");
    CHECK(pair.bob.result(second) == "ok");
    CHECK(answersTo(pair.alice, 200) == 1);
    CHECK(answersTo(pair.bob, 200) == 1);
    CHECK(answersTo(pair.alice, 491) == 0);  // the wait is the core's own business
    CHECK(answersTo(pair.bob, 491) == 0);
    CHECK(pair.alice.state() == SessionState::Established);
    CHECK(pair.bob.state() == SessionState::Established);
  }
}

TEST_CASE("§14.1 after the crossing the callee is first: 0 to 2 s against 2.1 to 4 s") {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    Pair pair(seed);
    pair.establish();
    pair.alice.reinvite();
    pair.bob.reinvite();
    pair.deliver();
    for (Phone* phone : {&pair.alice, &pair.bob}) phone->takeTrace();
    pair.run(2'090);
    CHECK(pair.bob.takeTrace().find("send INVITE") != std::string::npos);
    CHECK(pair.alice.takeTrace().find("send INVITE") == std::string::npos);
  }
}

TEST_CASE("§14.1 crossing again and again, with duplicates and jitter, the call survives") {
  for (std::uint32_t seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    Pair pair(seed);
    pair.network.jitterMs = 300;
    pair.network.duplicatePercent = 30;
    pair.establish();
    for (int round = 0; round < 5; ++round) {
      const OperationId first = pair.alice.reinvite();
      const OperationId second = pair.bob.reinvite();
      pair.run(40'000);
      CHECK(pair.alice.result(first) == "ok");
      CHECK(pair.bob.result(second) == "ok");
    }
    CHECK(pair.alice.state() == SessionState::Established);
    CHECK(pair.bob.state() == SessionState::Established);
    pair.alice.bye();
    pair.run(40'000);
    CHECK(pair.bob.state() == SessionState::Terminated);
  }
}

TEST_CASE("RFC 5407 §3.3.1 re-INVITEs without offers that cross end well too") {
  Pair pair;
  pair.establish();
  for (Phone* phone : {&pair.alice, &pair.bob}) phone->effects.clear();
  pair.alice.reinvite({}, {.withoutDescription = true, .earlyMedia = false});
  pair.bob.reinvite({}, {.withoutDescription = true, .earlyMedia = false});
  pair.run(30'000);
  CHECK(answersTo(pair.alice, 200) == 1);
  CHECK(answersTo(pair.bob, 200) == 1);
}
