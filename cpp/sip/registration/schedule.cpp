#include "sip/registration/schedule.hpp"

#include <algorithm>

namespace sip {
namespace {

constexpr DurationMs kSecond = 1000;
constexpr DurationMs kAnswerMargin = 5 * kSecond;
constexpr DurationMs kLeastRefresh = 1 * kSecond;

constexpr std::uint32_t kLeastRetryAfterSeconds = 5;
constexpr std::uint32_t kMostRetryAfterSeconds = 24 * 60 * 60;
constexpr std::uint32_t kFirstBackOffMs = 30 * 1000;
constexpr std::uint32_t kMostBackOffMs = 30 * 60 * 1000;

}  // namespace

DurationMs refreshDelay(std::uint32_t grantedSeconds, std::uint32_t refreshPercent) {
  const DurationMs granted = DurationMs{grantedSeconds} * kSecond;
  const DurationMs wanted = granted * refreshPercent / 100;
  const DurationMs latest = std::max(granted - kAnswerMargin, granted / 2);
  return std::max(std::min(wanted, latest), kLeastRefresh);
}

bool isPassingFailure(int status) {
  switch (status) {
    case 408:  // Request Timeout
    case 430:  // Flow Failed, RFC 5626 §11.5
    case 480:  // Temporarily Unavailable
    case 500:  // Server Internal Error
    case 502:  // Bad Gateway
    case 503:  // Service Unavailable, and what a transport failure is reported as (§8.1.3.1)
    case 504:  // Server Time-out
      return true;
    default:
      return false;
  }
}

DelayRange retryDelay(std::uint32_t failures, std::optional<std::uint32_t> retryAfterSeconds) {
  if (retryAfterSeconds) {
    const std::uint32_t least =
        std::clamp(*retryAfterSeconds, kLeastRetryAfterSeconds, kMostRetryAfterSeconds) * 1000;
    return {least, least + least / 10};
  }
  std::uint32_t bound = kFirstBackOffMs;
  for (std::uint32_t i = 1; i < failures && bound < kMostBackOffMs; ++i) bound *= 2;
  bound = std::min(bound, kMostBackOffMs);
  return {bound / 2, bound};
}

}  // namespace sip
