// Small things about session descriptions and reasons that several verbs need.
#pragma once

#include <string>
#include <string_view>

#include "sip/message/message.hpp"

namespace sip::detail {

/// Does the message carry an offer or answer, rather than something to show (RFC 3261 §20.11)?
bool holdsDescription(const Message& message);

/// What goes with a 415 (RFC 3261 §21.4.13).
inline constexpr std::string_view kAcceptHeader = "Accept: application/sdp";

/// "Reason: SIP;cause=488;text="..."" (RFC 3326); the text is the status's own when empty.
std::string reasonHeader(int cause, std::string_view text);

}  // namespace sip::detail
