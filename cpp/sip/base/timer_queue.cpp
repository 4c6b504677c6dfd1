#include "sip/base/timer_queue.hpp"

namespace sip {

void TimerQueue::set(TimerKey key, TimeMs at) {
  clear(key);
  const Order order{at, next_++};
  queue_.emplace(order, key);
  at_.emplace(key, order);
}

void TimerQueue::clear(TimerKey key) {
  const auto found = at_.find(key);
  if (found == at_.end()) return;
  queue_.erase(found->second);
  at_.erase(found);
}

bool TimerQueue::isSet(TimerKey key) const {
  return at_.find(key) != at_.end();
}

std::optional<TimeMs> TimerQueue::deadline() const {
  if (queue_.empty()) return std::nullopt;
  return queue_.begin()->first.first;
}

std::optional<TimerKey> TimerQueue::takeDue(TimeMs now) {
  if (queue_.empty() || queue_.begin()->first.first > now) return std::nullopt;
  const TimerKey key = queue_.begin()->second;
  queue_.erase(queue_.begin());
  at_.erase(key);
  return key;
}

}  // namespace sip
