// SIP-date (RFC 3261 §20.17, §25.1): the format of RFC 1123, always in GMT.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sip {

/// "Sat, 13 Nov 2010 23:29:00 GMT" as seconds since 1970-01-01 00:00:00 UTC, without leap seconds;
/// negative before that. Names and GMT in any case, and any white space, folds too, where the
/// grammar has a space. Every day must exist in its month and year (Gregorian, from year 0 on). The
/// weekday must be one, but another than the date's is let through: it says nothing that the date
/// does not say. Nothing for other formats and zones and for a second 60.
std::optional<std::int64_t> parseSipDate(std::string_view text);

/// The inverse; nothing for a year below 0 or above 9999.
std::optional<std::string> formatSipDate(std::int64_t secondsSince1970);

}  // namespace sip
