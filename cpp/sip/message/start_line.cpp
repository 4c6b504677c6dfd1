#include "sip/message/start_line.hpp"

#include <cstddef>

#include "sip/base/text.hpp"
#include "sip/message/char_class.hpp"

namespace sip::detail {

namespace {

/// "SIP" "/" 1*DIGIT "." 1*DIGIT
bool isVersion(std::string_view text) {
  if (!startsWithSip(text)) return false;
  const std::size_t dot = skipChars(text, 4, kDigitChar);
  return dot > 4 && dot + 1 < text.size() && text[dot] == '.' &&
         skipChars(text, dot + 1, kDigitChar) == text.size();
}

}  // namespace

RequestLine splitRequestLine(std::string_view line) {
  RequestLine result;
  line = trim(line);
  const std::size_t first = line.find(' ');
  result.method = line.substr(0, first);
  if (first == std::string_view::npos) return result;
  const std::string_view rest = trim(line.substr(first));
  const std::size_t last = rest.rfind(' ');
  if (last == std::string_view::npos) {
    result.uri = rest;
    return result;
  }
  result.uri = trim(rest.substr(0, last));
  result.version = rest.substr(last + 1);
  return result;
}

std::optional<StartLine> parseStartLine(std::string_view line) {
  const std::size_t first = line.find(' ');
  if (first == std::string_view::npos || line.find_first_of("\r\n") != std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view head = line.substr(0, first);
  const std::string_view rest = line.substr(first + 1);
  const std::size_t second = rest.find(' ');
  if (second == std::string_view::npos) return std::nullopt;
  const std::string_view middle = rest.substr(0, second);
  const std::string_view last = rest.substr(second + 1);
  StartLine result;
  if (isVersion(head)) {
    if (middle.size() != 3 || skipChars(middle, 0, kDigitChar) != 3 || middle[0] == '0') {
      return std::nullopt;
    }
    result.version = head;
    result.statusCode = middle;
    result.reason = last;
    return result;
  }
  if (!isToken(head) || middle.empty() || !isVersion(last)) return std::nullopt;
  result.method = head;
  result.uri = middle;
  result.version = last;
  return result;
}

StatusLine splitStatusLine(std::string_view line) {
  StatusLine result;
  const std::size_t versionEnd = line.find(' ');
  result.version = line.substr(0, versionEnd);
  const std::string_view rest = trim(line.substr(result.version.size()));
  const std::size_t digits = skipChars(rest, 0, kDigitChar);
  const std::uint32_t code = parseUint32(rest.substr(0, digits)).value_or(0);
  const bool ends = digits == rest.size() || rest[digits] == ' ';
  if (digits == 3 && code >= 100 && code <= 699 && ends) result.statusCode = static_cast<int>(code);
  result.reasonPhrase = trim(rest.substr(digits));
  return result;
}

bool startsWithSip(std::string_view text) {
  return startsWithIgnoreCase(text, "SIP/");
}

bool isSupportedVersion(std::string_view version) {
  return equalsIgnoreCase(version, "SIP/2.0");
}

}  // namespace sip::detail
