// Time as the core sees it: milliseconds of a monotonic clock whose zero is the host's business.
// The core never reads a clock; every input says what time it is.
#pragma once

#include <cstdint>

namespace sip {

/// A point on the host's monotonic clock, in milliseconds.
using TimeMs = std::int64_t;
/// A span in milliseconds. SIP headers (Expires, Retry-After) count seconds; names say so.
using DurationMs = std::int64_t;

}  // namespace sip
