#include "sip/base/timer_queue.hpp"

#include <doctest/doctest.h>

#include <vector>

using sip::TimerKey;
using sip::TimerQueue;

namespace {

std::vector<std::uint32_t> takeAll(TimerQueue& queue, sip::TimeMs now) {
  std::vector<std::uint32_t> owners;
  while (const auto key = queue.takeDue(now)) owners.push_back(key->owner);
  return owners;
}

}  // namespace

TEST_CASE("Timers come in the order in which they are due, however late one asks") {
  TimerQueue queue;
  queue.set({1, 30}, 3000);
  queue.set({1, 10}, 1000);
  queue.set({2, 20}, 2000);
  CHECK(takeAll(queue, 999).empty());
  CHECK(queue.size() == 3);
  CHECK(takeAll(queue, 60000) == std::vector<std::uint32_t>{10, 20, 30});
  CHECK(queue.size() == 0);
}

TEST_CASE("Timers due at the same time come in the order in which they were set") {
  TimerQueue queue;
  for (std::uint32_t owner = 1; owner <= 5; ++owner) queue.set({1, owner}, 500);
  queue.set({1, 2}, 500);  // set again: now the last
  CHECK(takeAll(queue, 500) == std::vector<std::uint32_t>{1, 3, 4, 5, 2});
}

TEST_CASE("A timer that is set again moves, earlier or later, and fires once") {
  TimerQueue queue;
  queue.set({1, 1}, 1000);
  queue.set({1, 1}, 5000);
  CHECK(queue.size() == 1);
  CHECK(queue.deadline() == 5000);
  queue.set({1, 1}, 200);
  CHECK(queue.deadline() == 200);
  CHECK(takeAll(queue, 10000) == std::vector<std::uint32_t>{1});
}

TEST_CASE("Kind and owner together name a timer") {
  TimerQueue queue;
  queue.set({1, 7}, 100);
  queue.set({2, 7}, 200);
  queue.clear({1, 7});
  CHECK_FALSE(queue.isSet({1, 7}));
  CHECK(queue.isSet({2, 7}));
  CHECK(queue.deadline() == 200);
  queue.clear({9, 9});  // never set: nothing happens
  CHECK(queue.size() == 1);
}

TEST_CASE("The deadline is nothing when no timer runs, and may lie in the past") {
  TimerQueue queue;
  CHECK_FALSE(queue.deadline().has_value());
  CHECK_FALSE(queue.takeDue(1'000'000).has_value());
  queue.set({1, 1}, -50);
  CHECK(queue.deadline() == -50);
  CHECK(queue.takeDue(-50) == TimerKey{1, 1});
  CHECK_FALSE(queue.deadline().has_value());
}

TEST_CASE("A timer taken may be set again at once for the same instant and is due again") {
  TimerQueue queue;
  queue.set({1, 1}, 100);
  queue.set({1, 2}, 100);
  CHECK(queue.takeDue(100) == TimerKey{1, 1});
  queue.set({1, 1}, 100);
  CHECK(takeAll(queue, 100) == std::vector<std::uint32_t>{2, 1});
}
