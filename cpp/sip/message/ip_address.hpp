// IPv6 addresses as text (RFC 4291 §2.2, RFC 5952), where URIs and Via have them in brackets.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace sip::detail {

/// The eight groups of an address, most significant first.
using Ipv6Address = std::array<std::uint16_t, 8>;

/// An address without brackets and zone, in any form of RFC 4291 §2.2. ":::" is taken for "::", as
/// RFC 5118 §4.10 asks: the grammar of RFC 3261 made people write it.
std::optional<Ipv6Address> parseIpv6(std::string_view text);

/// How long the IPv6 reference is that the text starts with: "[", an address, perhaps '%' and a
/// zone (RFC 6874; the '%' may be written "%25" or bare), "]". 0 when there is none.
std::size_t ipv6ReferenceLength(std::string_view text);

}  // namespace sip::detail
