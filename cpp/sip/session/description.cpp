#include "sip/session/description.hpp"

#include "sip/message/outgoing.hpp"

namespace sip::detail {

bool holdsDescription(const Message& message) {
  return !message.body().empty() && message.contentDisposition() == "session";
}

std::string reasonHeader(int cause, std::string_view text) {
  std::string header = "Reason: SIP;cause=" + std::to_string(cause) + ";text=\"";
  header += text.empty() ? reasonPhraseOf(cause) : text;
  return header + "\"";
}

}  // namespace sip::detail
