#include "sip/message/escape.hpp"

#include "sip/message/char_class.hpp"

namespace sip {

namespace {

constexpr std::string_view kMarks = "-_.!~*'()";

constexpr std::string_view unreservedOf(UriPart part) {
  switch (part) {
    case UriPart::User:
      return "&=+$,;?/";
    case UriPart::Password:
      return "&=+$,";
    case UriPart::Parameter:
      return "[]/:&+$";
    case UriPart::Header:
      return "[]/?:+$";
  }
  return {};
}

}  // namespace

std::string escaped(std::string_view text, UriPart part) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const std::string_view own = unreservedOf(part);
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    if (detail::isChar(c, detail::kAlphaChar | detail::kDigitChar) ||
        kMarks.find(c) != std::string_view::npos || own.find(c) != std::string_view::npos) {
      result += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      result += '%';
      result += kDigits[byte >> 4];
      result += kDigits[byte & 15];
    }
  }
  return result;
}

std::string unescaped(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const int value = escapedValue(text);
    result += value < 0 ? text[0] : static_cast<char>(value);
    text.remove_prefix(value < 0 ? 1 : 3);
  }
  return result;
}

}  // namespace sip
