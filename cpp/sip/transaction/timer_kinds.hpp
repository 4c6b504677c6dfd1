// The part of the timer table that is the transaction layer's: kinds 0x100 to 0x1ff. Client and
// server transactions count their ids apart, so they count their kinds apart too.
#pragma once

#include <cstdint>

#include "sip/base/timer_queue.hpp"
#include "sip/transaction/outputs.hpp"

namespace sip::detail {

constexpr std::uint32_t kClientTimers = 0x100;
constexpr std::uint32_t kServerTimers = 0x180;
constexpr std::uint32_t kTimerKindsEnd = 0x200;

constexpr TimerKey timerKey(std::uint32_t kinds, Timer timer, std::uint32_t owner) {
  return {kinds | static_cast<std::uint32_t>(timer), owner};
}
constexpr Timer timerOf(TimerKey key) {
  return static_cast<Timer>(key.kind & 0x7f);
}

/// All of the layer's timers, for clearing them when a transaction ends.
constexpr Timer kAllTimers[] = {Timer::B, Timer::F, Timer::H, Timer::L, Timer::M, Timer::Ringing};

}  // namespace sip::detail
