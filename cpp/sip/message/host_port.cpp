#include "sip/message/host_port.hpp"

#include <cstddef>

#include "sip/base/text.hpp"
#include "sip/message/char_class.hpp"

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

}  // namespace sip::detail
