#include "sip/base/timer_queue.hpp"

#include <algorithm>
#include <utility>

namespace sip {

bool TimerQueue::later(const Entry& a, const Entry& b) {
  return a.at != b.at ? a.at > b.at : a.order > b.order;
}

void TimerQueue::set(TimerKey key, TimeMs at) {
  if (++lastOrder_ == 0) ++lastOrder_;  // zero means "not set"
  orders_.assign(packed(key), lastOrder_);
  push({at, lastOrder_, key});
  dropStale();
}

void TimerQueue::clear(TimerKey key) {
  const std::uint64_t id = packed(key);
  if (orders_.erase(id, orders_.find(id))) dropStale();
}

bool TimerQueue::isSet(TimerKey key) const {
  return orders_.find(packed(key)) != 0;
}

std::optional<TimeMs> TimerQueue::deadline() const {
  if (heap_.empty()) return std::nullopt;
  return heap_.front().at;
}

std::optional<TimerKey> TimerQueue::takeDue(TimeMs now) {
  if (heap_.empty() || heap_.front().at > now) return std::nullopt;
  const TimerKey key = heap_.front().key;
  clear(key);
  return key;
}

void TimerQueue::push(const Entry& entry) {
  heap_.push_back(entry);
  std::push_heap(heap_.begin(), heap_.end(), later);
}

void TimerQueue::dropStale() {
  while (!heap_.empty() && isStale(heap_.front())) {
    std::pop_heap(heap_.begin(), heap_.end(), later);
    heap_.pop_back();
  }
  // Calls set timers of half a minute and clear them within milliseconds: mostly stale, rebuild.
  constexpr std::size_t kFew = 64;
  if (heap_.size() > 2 * orders_.size() + kFew) {
    for (const Entry& entry : std::exchange(heap_, {})) {
      if (!isStale(entry)) push(entry);
    }
  }
}

}  // namespace sip
