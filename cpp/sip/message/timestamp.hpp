// Timestamp values: when the client sent a request, and how long the server took to answer (RFC
// 3261 §20.38, §8.2.6.1).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sip {

/// Views into the value that it was parsed from. The unit and zero of `time` are the client's own.
struct TimestampView {
  std::string_view time;
  std::string_view delay;  ///< seconds; empty when there is none
};

/// 1*DIGIT ["." *DIGIT] [LWS *DIGIT ["." *DIGIT]] (§25.1). Nothing for another text.
std::optional<TimestampView> parseTimestamp(std::string_view text);

/// A decimal fraction of seconds ("54.21", "54.", ".5") in whole microseconds, rounded down.
/// Nothing when it holds no digit, anything but digits and one dot, or more than 2^32 - 1 seconds.
std::optional<std::uint64_t> microsecondsOf(std::string_view decimal);

/// What a 100 to the request says: its time as it was, and the delay, which is left out when it is
/// 0 (§8.2.6.1). Nothing for a value that does not parse.
std::optional<std::string> timestampOfAnswer(std::string_view received,
                                             std::uint32_t delayMilliseconds);

}  // namespace sip
