// One Via value (RFC 3261 §20.42): protocol, transport, sent-by and parameters.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "sip/message/message.hpp"

namespace sip {

/// A Via value as it is read, without its parameters.
struct ScannedVia {
  ViaView view;               ///< parameters and branch are left empty
  std::string_view protocol;  ///< "SIP"
  std::string_view portText;  ///< as written; empty when there is no port
  std::size_t end = 0;        ///< where in the text the sent-by ends
};

/// Reads a Via value that begins at `at`; what follows its sent-by is the caller's to judge. White
/// space may stand around the slashes and the colon. Nothing when the sent-protocol does not have
/// three tokens or sent-by is no host.
std::optional<ScannedVia> scanVia(std::string_view text, std::size_t at);

/// One element of a Via header. White space may stand around the slashes and the colon. Nothing
/// when the sent-protocol does not have three tokens or sent-by is no host; an absent branch is an
/// empty one (RFC 2543 peers send none).
std::optional<ViaView> parseVia(std::string_view element);

}  // namespace sip
