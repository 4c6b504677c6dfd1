// Small things about session descriptions and reasons that several verbs need.
#pragma once

#include <string>
#include <string_view>

#include "sip/message/message.hpp"

namespace sip::detail {

/// Does the message carry an offer or answer, as its body or in a part of it, rather than something
/// to show (RFC 3261 §20.11, RFC 5621)?
bool holdsDescription(const Message& message);
/// Its Content-Type, NUL, and its content, if the host cannot take the body and the Content-Type of
/// the message as they are; else nothing.
std::string descriptionApart(const Message& message);

/// "Reason: SIP;cause=488;text="..."" (RFC 3326); the text is the status's own when empty.
std::string reasonHeader(int cause, std::string_view text);

}  // namespace sip::detail
