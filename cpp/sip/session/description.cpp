#include "sip/session/description.hpp"

#include "sip/message/outgoing.hpp"
#include "sip/message/session_body.hpp"

namespace sip::detail {

bool holdsDescription(const Message& message) {
  return readSessionBody(message).described();
}

std::string descriptionApart(const Message& message) {
  const SessionBody body = readSessionBody(message);
  const bool whole = body.content.size() == message.body().size();
  if (whole && body.contentType == message.header(HeaderName::ContentType)) return {};
  std::string text(body.contentType);
  text += '\0';
  return text += body.content;
}

std::string reasonHeader(int cause, std::string_view text) {
  std::string header = "Reason: SIP;cause=" + std::to_string(cause) + ";text=\"";
  header += text.empty() ? reasonPhraseOf(cause) : text;
  return header + "\"";
}

}  // namespace sip::detail
