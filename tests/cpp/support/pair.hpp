// Two phones joined in memory, on virtual time: a minute of a call takes a microsecond, and the
// same seed gives the same call. What the link does to messages is drawn from the seed too.
#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <utility>

#include "support/phone.hpp"

namespace sip::test {

/// A WebSocket loses nothing and keeps the order; a lost message is a connection that failed, and
/// the sender is told.
struct Network {
  DurationMs latencyMs = 20;
  DurationMs jitterMs = 0;
  unsigned failPercent = 0;       ///< the message is lost and its sender told
  unsigned duplicatePercent = 0;  ///< it arrives twice
  bool reorders = false;          ///< jitter may let one overtake another
};

class Pair {
 public:
  explicit Pair(std::uint32_t seed = 1);

  /// Lets time pass: what is on its way arrives, and timers fire, each at its own moment.
  void run(DurationMs duration);
  /// Until nothing is on its way; no timer is waited for.
  void deliver();
  /// Alice calls Bob, Bob answers, and both are in the call.
  void establish();
  /// Uniform below `limit`; the same with every compiler.
  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }
  /// The messages posted since the last call: "alice INVITE, bob 100 INVITE".
  std::string takeLadder() { return std::exchange(ladder_, {}); }

  TimeMs now = 0;
  Network network;
  Phone alice, bob;

 private:
  struct Parcel {
    Phone* to;
    Phone::Sent sent;
    bool failed;
  };
  void post(Phone& from, Phone& to, Phone::Sent sent);
  bool step(TimeMs until);

  std::mt19937 random_;
  std::uint64_t posted_ = 0;
  TimeMs lastArrival_ = 0;
  std::string ladder_;
  std::map<std::pair<TimeMs, std::uint64_t>, Parcel> onTheWay_;
};

}  // namespace sip::test
