// Character classes of RFC 3261 §25.1 as one table: a byte costs one look-up, whatever the class.
// Bytes above 127 are UTF-8 in the wild and belong to no token, but are let through in hosts (§25.1
// UTF8-NONASCII has no place there; some servers write it all the same).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sip::detail {

enum CharClass : std::uint8_t {
  kTokenChar = 1,  ///< token: alphanum - . ! % * _ + ` ' ~
  kDigitChar = 2,
  kAlphaChar = 4,
  kSchemeChar = 8,  ///< alphanum + - .
  kHostChar = 16,   ///< alphanum - . _ and non-ASCII
  kBlankChar = 32,  ///< SP and HTAB
  kBreakChar = 64,  ///< CR and LF
  kUriChar = 128,   ///< what a URI may hold, but for the ':', '@' and '?' that part it
};

constexpr std::array<std::uint8_t, 256> makeCharTable() {
  std::array<std::uint8_t, 256> table{};
  const auto mark = [&table](std::string_view chars, unsigned bits) {
    for (const char c : chars) {
      auto& entry = table[static_cast<unsigned char>(c)];
      entry = static_cast<std::uint8_t>(entry | bits);
    }
  };
  mark("0123456789", kTokenChar | kDigitChar | kSchemeChar | kHostChar);
  mark("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
       kTokenChar | kAlphaChar | kSchemeChar | kHostChar);
  mark("-.!%*_+`'~", kTokenChar);
  mark("+-.", kSchemeChar);
  mark("-._", kHostChar);
  mark(" \t", kBlankChar);
  mark("\r\n", kBreakChar);
  for (std::size_t c = 0x80; c < table.size(); ++c) table[c] = kHostChar;
  // Controls, space and angle brackets would end the URI or the header that carries it. Everything
  // else is let through: users with '#' are in the field, and so is UTF-8 that nobody escaped.
  for (std::size_t c = '!'; c < table.size(); ++c) {
    if (std::string_view(":@?<>\x7f").find(static_cast<char>(c)) == std::string_view::npos) {
      table[c] = static_cast<std::uint8_t>(table[c] | kUriChar);
    }
  }
  return table;
}

inline constexpr std::array<std::uint8_t, 256> kCharTable = makeCharTable();

constexpr bool isChar(char c, unsigned classes) {
  return (kCharTable[static_cast<unsigned char>(c)] & classes) != 0;
}

/// The first place at or after `at` whose byte is of none of the classes; the text's size when all
/// are.
[[gnu::always_inline]] constexpr std::size_t skipChars(std::string_view text, std::size_t at,
                                                       unsigned classes) {
  while (at < text.size() && isChar(text[at], classes)) ++at;
  return at;
}

constexpr bool isToken(std::string_view text) {
  return !text.empty() && skipChars(text, 0, kTokenChar) == text.size();
}

}  // namespace sip::detail
