// All timers of one core in one table, so that a throttled browser tab fires them late but in
// order. Nothing here waits: the host asks for deadline(), sleeps, and calls Core::advance(), which
// takes due timers one at a time.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

#include "sip/base/time.hpp"

namespace sip {

/// What fires: kind says which machine and which of its timers, owner is that machine's id.
struct TimerKey {
  std::uint32_t kind = 0;
  std::uint32_t owner = 0;

  bool operator==(const TimerKey&) const = default;
};

class TimerQueue {
 public:
  /// Starts the timer or, if it runs already, moves it.
  void set(TimerKey key, TimeMs at);
  void clear(TimerKey key);
  bool isSet(TimerKey key) const;
  /// When the earliest timer is due; nothing when none runs.
  std::optional<TimeMs> deadline() const;
  /// Takes the earliest timer due at `now`. Timers due at the same time come in the order in which
  /// they were set.
  std::optional<TimerKey> takeDue(TimeMs now);
  std::size_t size() const { return at_.size(); }

 private:
  using Order = std::pair<TimeMs, std::uint64_t>;  // due, then order of setting
  struct Hash {
    std::size_t operator()(TimerKey key) const noexcept {
      return (static_cast<std::size_t>(key.kind) << 24) ^ key.owner;
    }
  };
  std::map<Order, TimerKey> queue_;
  std::unordered_map<TimerKey, Order, Hash> at_;
  std::uint64_t next_ = 0;
};

}  // namespace sip
