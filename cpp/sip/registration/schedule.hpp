// When the next REGISTER goes out: a refresh before the binding expires (RFC 3261 §10.2.4), or a
// retry after a refresh failed (§20.33 Retry-After, RFC 5626 §4.5 back-off).
#pragma once

#include <cstdint>
#include <optional>

#include "sip/base/time.hpp"

namespace sip {

/// From the grant to the refresh: `refreshPercent` of the granted time, but 5 s before it ends so
/// that an answer can still come, and not before half of it has passed. Never under 1 s, whatever
/// a registrar grants: a binding of one second costs one REGISTER a second, not a storm of them.
DurationMs refreshDelay(std::uint32_t grantedSeconds, std::uint32_t refreshPercent);

/// Can the same REGISTER succeed later? Timeouts, an unavailable or overloaded server, a broken
/// flow; not a refusal of this user, this request or this version.
bool isPassingFailure(int status);

/// The least and the most to wait, in milliseconds; the caller draws between them.
struct DelayRange {
  std::uint32_t least = 0;
  std::uint32_t most = 0;
};

/// `failures` counts the REGISTERs that failed in a row, this one included, from 1. The server's
/// Retry-After is honoured between 5 s and a day, plus up to a tenth so that its clients do not
/// come back together. Without one the upper bound starts at 30 s and doubles up to 30 minutes, and
/// the wait is at least half of it.
DelayRange retryDelay(std::uint32_t failures, std::optional<std::uint32_t> retryAfterSeconds);

}  // namespace sip
