// Calls played at random: commands, answers, failures and time in any order, over links of all
// kinds. Nobody says what should happen; what must hold is checked by Phone at each effect and here
// at the end. A seed that fails fails again.
#include <doctest/doctest.h>

#include <string>

#include "support/pair.hpp"

using namespace sip;
using namespace sip::test;

namespace {

SessionId anySession(Pair& pair, const Phone& phone) {
  const auto live = phone.live();
  // Now and then one that has ended, or never was.
  if (live.empty() || pair.below(10) == 0) return SessionId{1 + pair.below(5)};
  return live[pair.below(static_cast<std::uint32_t>(live.size()))];
}

void act(Pair& pair, Phone& phone) {
  const SessionId session = anySession(pair, phone);
  const InviteOptions options{.withoutDescription = pair.below(3) == 0,
                              .earlyMedia = pair.below(2) == 0};
  switch (pair.below(22)) {
    case 0:
    case 1:
      if (phone.live().size() < 4) phone.dial(options);
      break;
    case 2:
    case 3:
    case 4:
    case 5:
      phone.accept(session);
      break;
    case 6:
      phone.reject(static_cast<int>(300 + pair.below(400)), session);
      break;
    case 7:
      phone.progress(pair.below(2) == 0 ? 183 : 180, session);
      break;
    case 8:
      phone.cancel(session);
      break;
    case 9:
      phone.bye(session);
      break;
    case 10:
    case 11:
      phone.reinvite(session, options);
      break;
    case 12:
      phone.request(pair.below(2) == 0 ? "INFO" : "MESSAGE", session);
      break;
    case 13:
      phone.dispose(session);
      break;
    case 14:
    case 15:
      if (!phone.questions.empty()) phone.answer();
      break;
    case 16:
      if (!phone.questions.empty()) {
        phone.fail(static_cast<DescriptionFailure>(pair.below(2)));
      }
      break;
    case 17:
      phone.habits.describes = !phone.habits.describes;
      break;
    case 18:
      phone.habits.answers = !phone.habits.answers;
      break;
    case 19:
      phone.input([](Core& core) { core.transportDown(); });
      break;
    case 20:
      phone.input([&](Core& core) { (void)core.cancel(RequestId{1 + pair.below(30)}, {}); });
      break;
    case 21:
      phone.habits.listens = pair.below(4) != 0;
      break;
  }
}

void play(std::uint32_t seed) {
  Pair pair(seed);
  pair.network.latencyMs = 1 + pair.below(100);
  pair.network.jitterMs = pair.below(2) == 0 ? 0 : 400;
  pair.network.duplicatePercent = pair.below(3) == 0 ? 20 : 0;
  pair.network.failPercent = pair.below(3) == 0 ? 10 : 0;
  pair.network.reorders = pair.below(4) == 0;
  for (int step = 0; step < 60; ++step) {
    act(pair, pair.below(2) == 0 ? pair.alice : pair.bob);
    switch (pair.below(5)) {
      case 0:
        break;
      case 1:
        pair.deliver();
        break;
      case 2:
        pair.run(pair.below(50));
        break;
      case 3:
        pair.run(pair.below(3'000));
        break;
      case 4:
        if (pair.below(6) == 0) {
          pair.now += 5 * 60'000;  // a laptop that slept: everything is late
        } else {
          pair.run(pair.below(40'000));
        }
        break;
    }
  }

  // The storm is over: the link works, media handlers answer, and everybody hangs up.
  pair.network.failPercent = 0;
  for (Phone* phone : {&pair.alice, &pair.bob}) {
    phone->habits = {};
    while (!phone->questions.empty()) phone->answer();
  }
  pair.run(200'000);
  for (Phone* phone : {&pair.alice, &pair.bob}) {
    for (const SessionId session : phone->live()) phone->dispose(session);
  }
  pair.run(200'000);
  for (Phone* phone : {&pair.alice, &pair.bob}) {
    CHECK(phone->openOperations() == 0);
    CHECK(phone->live().empty());
    const Load load = phone->core.load();
    CHECK(load.sessions == 0);
    CHECK(load.transactions == 0);
    CHECK(load.requests == 0);
    CHECK(load.questions == 0);
    CHECK(load.timers == 0);
  }
}

}  // namespace

TEST_CASE("whatever happens in whatever order, operations settle, calls end and nothing is left") {
  for (std::uint32_t seed = 1; seed <= 400; ++seed) {
    CAPTURE(seed);
    play(seed);
  }
}
