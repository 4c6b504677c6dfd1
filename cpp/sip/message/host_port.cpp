#include "sip/message/host_port.hpp"

#include <cstddef>

#include "sip/base/text.hpp"
#include "sip/message/char_class.hpp"
#include "sip/message/ip_address.hpp"

namespace sip::detail {

namespace {

/// [IPv6address], with IPv4 in its tail and a zone let through. 0 when it is none.
std::size_t bracketedLength(std::string_view text) {
  std::size_t at = 1;
  while (at < text.size() &&
         (isChar(text[at], kSchemeChar) || text[at] == ':' || text[at] == '%')) {
    ++at;
  }
  return at > 1 && at < text.size() && text[at] == ']' ? at + 1 : 0;
}

/// dec-octet "." dec-octet "." dec-octet "." dec-octet (RFC 3986 §3.2.2, but leading zeros pass).
bool isIpv4(std::string_view text) {
  for (int octet = 0; octet < 4; ++octet) {
    const std::size_t end = skipChars(text, 0, kDigitChar);
    const auto value = parseUint32(text.substr(0, end));
    if (end > 3 || !value || *value > UINT8_MAX) return false;
    if (octet == 3) return end == text.size();
    if (end == text.size() || text[end] != '.') return false;
    text.remove_prefix(end + 1);
  }
  return false;
}

}  // namespace

std::optional<HostPort> parseHostPort(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const std::size_t end = text[0] == '[' ? bracketedLength(text) : skipChars(text, 0, kHostChar);
  if (end == 0) return std::nullopt;
  HostPort result{text.substr(0, end), std::nullopt, {}, text.substr(0, end)};
  std::size_t at = skipChars(text, end, kBlankChar | kBreakChar);
  if (at == text.size() || text[at] != ':') return result;
  at = skipChars(text, at + 1, kBlankChar | kBreakChar);
  const std::size_t portEnd = skipChars(text, at, kDigitChar);
  result.portText = text.substr(at, portEnd - at);
  const auto port = parseUint32(result.portText);
  if (!port || *port > UINT16_MAX) return std::nullopt;
  result.port = static_cast<std::uint16_t>(*port);
  result.text = text.substr(0, portEnd);
  return result;
}

HostKind hostKind(std::string_view text) {
  if (text.empty()) return HostKind::None;
  if (text.front() == '[') {
    return ipv6ReferenceLength(text) == text.size() ? HostKind::Ipv6 : HostKind::None;
  }
  if (isIpv4(text)) return HostKind::Ipv4;
  const bool isNumeric = text.find_first_not_of("0123456789.") == std::string_view::npos;
  const bool isName = text.front() != '.' && text.find("..") == std::string_view::npos &&
                      skipChars(text, 0, kHostChar) == text.size();
  return isName && !isNumeric ? HostKind::Domain : HostKind::None;
}

}  // namespace sip::detail
