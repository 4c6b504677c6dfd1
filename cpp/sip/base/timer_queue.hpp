// All timers of one core in one table, so that a throttled browser tab fires them late but in
// order. Nothing here waits: the host asks for deadline(), sleeps, and calls Core::advance(), which
// takes due timers one at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sip/base/index_table.hpp"
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
  std::size_t size() const { return orders_.size(); }

 private:
  /// Stays in the heap when its timer is cleared or moved; it is then stale, which its order tells.
  struct Entry {
    TimeMs at = 0;
    std::uint32_t order = 0;
    TimerKey key;
  };
  static bool later(const Entry& a, const Entry& b);
  static std::uint64_t packed(TimerKey key) { return std::uint64_t{key.kind} << 32 | key.owner; }
  bool isStale(const Entry& entry) const { return orders_.find(packed(entry.key)) != entry.order; }
  void push(const Entry& entry);
  void dropStale();

  std::vector<Entry> heap_;  ///< the earliest first, never a stale one
  IndexTable orders_;        ///< of each running timer, the order of its last setting
  std::uint32_t lastOrder_ = 0;
};

}  // namespace sip
