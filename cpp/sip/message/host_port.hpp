// host[:port] as URIs (RFC 3261 §19.1.1) and Via's sent-by (§20.42) have it. Hosts are lenient:
// underscores, a leading digit, a trailing dot; an IPv6 address needs its brackets (RFC 5118 §4.2).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace sip::detail {

struct HostPort {
  std::string_view host;  ///< IPv6 with its brackets
  std::optional<std::uint16_t> port;
  std::string_view portText;  ///< as written; empty when there is no port
  std::string_view text;      ///< from the host's first to the port's last byte, as written
};

/// Reads from the start of the text; what follows is the caller's to judge. White space may stand
/// around the colon, as in Via. Nothing without a host, and nothing for a colon without a port from
/// 0 to 65535.
std::optional<HostPort> parseHostPort(std::string_view text);

enum class HostKind : std::uint8_t { None, Domain, Ipv4, Ipv6 };

/// What a text is as a host: an IPv6 reference in brackets, an IPv4 address, or a name. Names are
/// lenient as above, but four numbers that are no address are no name either.
HostKind hostKind(std::string_view text);

}  // namespace sip::detail
