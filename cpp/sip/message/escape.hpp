// Percent escapes of URIs (RFC 3261 §25.1 escaped, RFC 3986 §2.1).
#pragma once

namespace sip {

/// 0 to 15 for a hexadecimal digit of either case, else -1.
constexpr int hexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char letter = static_cast<char>(c | 0x20);
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

}  // namespace sip
