// MD5 (RFC 1321), for digest authentication only: most SIP servers still challenge with it (RFC
// 8760 §1).
#pragma once

#include <array>
#include <string_view>

namespace sip {

std::array<unsigned char, 16> md5(std::string_view bytes);

}  // namespace sip
