// Percent escapes of URIs (RFC 3261 §25.1 escaped, RFC 3986 §2.1), both ways.
#pragma once

#include <string>
#include <string_view>

namespace sip {

/// 0 to 15 for a hexadecimal digit of either case, else -1.
constexpr int hexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char letter = static_cast<char>(c | 0x20);
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

/// The byte that the text's first three characters escape ("%41" is 65); -1 when they do not.
constexpr int escapedValue(std::string_view text) {
  if (text.size() < 3 || text[0] != '%') return -1;
  const int high = hexValue(text[1]);
  const int low = hexValue(text[2]);
  return high < 0 || low < 0 ? -1 : high << 4 | low;
}

/// Where in a sip: or sips: URI a text is to stand: each part lets other characters be (§25.1).
enum class UriPart {
  User,       ///< user-unreserved: & = + $ , ; ? /
  Password,   ///< & = + $ ,
  Parameter,  ///< a name or a value; param-unreserved: [ ] / : & + $
  Header,     ///< a name or a value; hnv-unreserved: [ ] / ? : + $
};

/// The text with every byte escaped that must not stand in the part as it is: all but letters,
/// digits, the marks - _ . ! ~ * ' ( ) and the part's own. A '%' is taken for itself and becomes
/// "%25": text that is escaped already is not for this. Hexadecimal digits come out in upper case.
/// CR, LF and NUL are escaped as well, so the result is fit for any header.
std::string escaped(std::string_view text, UriPart part);

/// The text with its escapes decoded, to any byte: the result may hold CR, LF and NUL, and bytes
/// that are no UTF-8. A '%' that starts no escape stays.
std::string unescaped(std::string_view text);

}  // namespace sip
