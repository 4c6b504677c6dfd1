// SHA-512/256 (FIPS 180-4 §6.7), the strongest algorithm of digest authentication (RFC 7616 §6.1,
// RFC 8760).
#pragma once

#include <array>
#include <string_view>

namespace sip {

std::array<unsigned char, 32> sha512_256(std::string_view bytes);

}  // namespace sip
