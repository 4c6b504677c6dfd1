#include "sip/message/via.hpp"

#include "sip/base/text.hpp"
#include "sip/message/char_class.hpp"
#include "sip/message/host_port.hpp"
#include "sip/message/name_addr.hpp"

namespace sip {

namespace {

constexpr unsigned kSpace = detail::kBlankChar | detail::kBreakChar;

}  // namespace

std::optional<ScannedVia> scanVia(std::string_view text, std::size_t at) {
  ScannedVia via;
  at = detail::skipChars(text, at, kSpace);
  // sent-protocol = name SLASH version SLASH transport
  for (int part = 0; part < 3; ++part) {
    const std::size_t end = detail::skipChars(text, at, detail::kTokenChar);
    if (end == at) return std::nullopt;
    const std::string_view word = text.substr(at, end - at);
    if (part == 0) via.protocol = word;
    via.view.transport = word;
    at = detail::skipChars(text, end, kSpace);
    if (part == 2) {
      if (at == end) return std::nullopt;  // LWS parts the transport from sent-by
    } else {
      if (at == text.size() || text[at] != '/') return std::nullopt;
      at = detail::skipChars(text, at + 1, kSpace);
    }
  }
  const auto sentBy = detail::parseHostPort(text.substr(at));
  if (!sentBy) return std::nullopt;
  via.view.host = sentBy->host;
  via.view.port = sentBy->port;
  via.view.sentBy = sentBy->text;
  via.portText = sentBy->portText;
  via.end = at + sentBy->text.size();
  return via;
}

std::optional<ViaView> parseVia(std::string_view element) {
  const auto scanned = scanVia(element, 0);
  if (!scanned) return std::nullopt;
  ViaView via = scanned->view;
  const std::size_t at = detail::skipChars(element, scanned->end, kSpace);
  if (at == element.size()) return via;
  if (element[at] != ';') return std::nullopt;
  via.parameters = trim(element.substr(at + 1));
  via.branch = findParameter(via.parameters, "branch").value_or(std::string_view());
  return via;
}

}  // namespace sip
