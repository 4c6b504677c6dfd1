// Which expiry counts in a 2xx to REGISTER (RFC 3261 §10.2.4, §10.3 step 8).
//
// The response lists every binding of the address of record, other phones' too, so ours must be
// found first:
//   1. by +sip.instance and reg-id, where both sides have them (RFC 5626 §4.2);
//   2. by the Contact URI (§19.1.4);
//   3. by its user part, if just one listed contact has it: proxies that repair addresses rewrite
//      the host, which for a browser was an invented name anyway (RFC 7118 §5).
// Its time is the contact's own expires parameter, else the Expires header, else what we asked for.
//
// Deviation (§10.3 step 8, "MUST contain Contact"): a 2xx without any readable Contact comes from a
// registrar that does not list bindings, and is taken as a grant. SIP.js takes it as a failure.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "sip/message/message.hpp"

namespace sip {

/// Seconds from now, 0 for a binding that was removed at once; nothing when the list of bindings
/// does not hold ours. `ownContact` is the Contact value that was sent, parameters included.
std::optional<std::uint32_t> grantedExpiry(const Message& response, std::string_view ownContact,
                                           std::uint32_t askedSeconds);

}  // namespace sip
