#include "sip/message/quoted_string.hpp"

#include <cstddef>

#include "sip/base/text.hpp"
#include "sip/message/delimited.hpp"

namespace sip {

std::optional<std::string> quotedString(std::string_view text) {
  if (holdsLineBreak(text)) return std::nullopt;
  std::string result = "\"";
  result.reserve(text.size() + 2);
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool isControl = (byte < ' ' && c != '\t') || byte == 0x7f;
    if (c == '"' || c == '\\' || isControl) result += '\\';
    result += c;
  }
  result += '"';
  return result;
}

std::string withoutQuotedPairs(std::string_view content) {
  std::string result = unfold(content);
  std::size_t kept = 0;
  for (std::size_t at = 0; at < result.size(); ++at) {
    if (result[at] == '\\' && at + 1 < result.size()) ++at;
    result[kept++] = result[at];
  }
  result.resize(kept);
  return result;
}

std::string unquotedString(std::string_view written) {
  written = trim(written);
  if (written.empty() || written[0] != '"') return unfold(written);
  return withoutQuotedPairs(detail::unquoted(written));
}

}  // namespace sip
