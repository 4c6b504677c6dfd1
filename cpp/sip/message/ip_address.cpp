#include "sip/message/ip_address.hpp"

#include <algorithm>
#include <cstddef>

#include "sip/message/char_class.hpp"
#include "sip/message/escape.hpp"

namespace sip::detail {

namespace {

/// Four decimal numbers up to 255 with dots between them, and nothing else.
std::optional<std::uint32_t> parseIpv4(std::string_view text) {
  std::uint32_t address = 0;
  std::size_t at = 0;
  for (int part = 0; part < 4; ++part) {
    if (part > 0 && (at == text.size() || text[at++] != '.')) return std::nullopt;
    const std::size_t begin = at;
    std::uint32_t value = 0;
    while (at < text.size() && at < begin + 3 && isChar(text[at], kDigitChar)) {
      value = value * 10 + static_cast<std::uint32_t>(text[at++] - '0');
    }
    if (at == begin || value > 255) return std::nullopt;
    address = address << 8 | value;
  }
  return at == text.size() ? std::optional(address) : std::nullopt;
}

}  // namespace

std::optional<Ipv6Address> parseIpv6(std::string_view text) {
  Ipv6Address groups{};
  std::size_t count = 0;
  constexpr std::size_t kNone = std::string_view::npos;
  std::size_t gap = kNone;  // which group "::" stands before
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ':') {
      if (gap != kNone || at + 1 == text.size() || text[at + 1] != ':') return std::nullopt;
      gap = count;
      at += at + 2 < text.size() && text[at + 2] == ':' ? 3 : 2;
      continue;
    }
    const std::size_t begin = at;
    unsigned value = 0;
    for (int digit; at < text.size() && at < begin + 4 && (digit = hexValue(text[at])) >= 0; ++at) {
      value = value << 4 | static_cast<unsigned>(digit);
    }
    if (at < text.size() && text[at] == '.') {
      const auto ipv4 = parseIpv4(text.substr(begin));
      if (!ipv4 || count > 6) return std::nullopt;
      groups[count++] = static_cast<std::uint16_t>(*ipv4 >> 16);
      groups[count++] = static_cast<std::uint16_t>(*ipv4);
      break;
    }
    if (at == begin || count == groups.size()) return std::nullopt;
    groups[count++] = static_cast<std::uint16_t>(value);
    if (at == text.size()) break;
    if (text[at] != ':' || at + 1 == text.size()) return std::nullopt;
    if (text[at + 1] != ':') ++at;  // two colons are for the next round
  }
  if (gap == kNone) return count == groups.size() ? std::optional(groups) : std::nullopt;
  if (count == groups.size()) return std::nullopt;
  std::rotate(groups.begin() + static_cast<std::ptrdiff_t>(gap),
              groups.begin() + static_cast<std::ptrdiff_t>(count), groups.end());
  return groups;
}

std::size_t ipv6ReferenceLength(std::string_view text) {
  const std::size_t close = text.find(']');
  if (close == std::string_view::npos || text[0] != '[') return 0;
  const std::string_view inside = text.substr(1, close - 1);
  const std::size_t zone = inside.find('%');
  if (!parseIpv6(inside.substr(0, zone))) return 0;
  const bool zoneIsFit =
      zone == std::string_view::npos ||
      (zone + 1 < inside.size() && skipChars(inside, zone, kTokenChar) == inside.size());
  return zoneIsFit ? close + 1 : 0;
}

}  // namespace sip::detail
