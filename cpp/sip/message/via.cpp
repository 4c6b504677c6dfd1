#include "sip/message/via.hpp"

#include "sip/base/text.hpp"
#include "sip/message/char_class.hpp"
#include "sip/message/host_port.hpp"
#include "sip/message/name_addr.hpp"

namespace sip {

std::optional<ViaView> parseVia(std::string_view element) {
  using detail::kTokenChar;
  constexpr unsigned kSpace = detail::kBlankChar | detail::kBreakChar;
  ViaView via;
  std::size_t at = detail::skipChars(element, 0, kSpace);
  // sent-protocol = name SLASH version SLASH transport
  for (int part = 0; part < 3; ++part) {
    const std::size_t end = detail::skipChars(element, at, kTokenChar);
    if (end == at) return std::nullopt;
    via.transport = element.substr(at, end - at);
    at = detail::skipChars(element, end, kSpace);
    if (part == 2) {
      if (at == end) return std::nullopt;  // LWS parts the transport from sent-by
    } else {
      if (at == element.size() || element[at] != '/') return std::nullopt;
      at = detail::skipChars(element, at + 1, kSpace);
    }
  }
  const auto sentBy = detail::parseHostPort(element.substr(at));
  if (!sentBy) return std::nullopt;
  via.host = sentBy->host;
  via.port = sentBy->port;
  via.sentBy = sentBy->text;
  at = detail::skipChars(element, at + sentBy->text.size(), kSpace);
  if (at == element.size()) return via;
  if (element[at] != ';') return std::nullopt;
  via.parameters = trim(element.substr(at + 1));
  via.branch = findParameter(via.parameters, "branch").value_or(std::string_view());
  return via;
}

}  // namespace sip
