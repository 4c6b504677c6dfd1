// One Via value (RFC 3261 §20.42): protocol, transport, sent-by and parameters.
#pragma once

#include <optional>
#include <string_view>

#include "sip/message/message.hpp"

namespace sip {

/// One element of a Via header. White space may stand around the slashes and the colon. Nothing
/// when the sent-protocol does not have three tokens or sent-by is no host; an absent branch is an
/// empty one (RFC 2543 peers send none).
std::optional<ViaView> parseVia(std::string_view element);

}  // namespace sip
