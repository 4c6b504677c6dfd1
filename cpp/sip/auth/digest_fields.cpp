#include "sip/auth/digest_fields.hpp"

#include <algorithm>

#include "sip/base/text.hpp"

namespace sip::detail {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

/// Reads one parameter value at `at`, moves behind it, and takes quotes, escapes and folds off.
/// Nothing for an open quote.
std::optional<std::string> readValue(std::string_view text, std::size_t& at) {
  if (at >= text.size() || text[at] != '"') {
    const std::size_t end = std::min(text.find(',', at), text.size());
    const std::string_view token = trim(text.substr(at, end - at));
    at = end;
    return std::string(token);
  }
  std::string value;
  for (++at; at < text.size(); ++at) {
    char c = text[at];
    if (c == '"') {
      at = std::min(text.find(',', at), text.size());
      return value;
    }
    if (c == '\\' && at + 1 < text.size()) c = text[++at];
    if (c == '\r' || c == '\n')
      continue;  // §7.3.1: a fold is white space, and the white space is what follows it
    value += c;
  }
  return std::nullopt;
}

}  // namespace

std::optional<DigestFields> DigestFields::parse(std::string_view value) {
  constexpr std::string_view kScheme = "Digest";
  value = trim(value);
  // A NUL may stand behind a backslash, but no answer may repeat it.
  if (!startsWithIgnoreCase(value, kScheme) || value.find('\0') != value.npos) return std::nullopt;
  value.remove_prefix(kScheme.size());
  if (value.empty() || kSpace.find(value.front()) == std::string_view::npos) return std::nullopt;
  return DigestFields(value);
}

std::optional<std::string> DigestFields::find(std::string_view wanted) const {
  std::size_t at = 0;
  while (at < text_.size()) {
    const std::size_t nameEnd = text_.find_first_of("=,", at);
    if (nameEnd == std::string_view::npos) break;
    const std::string_view name = trim(text_.substr(at, nameEnd - at));
    at = nameEnd + 1;
    if (text_[nameEnd] == ',') continue;  // no '=': not a parameter
    // RFC 7235 §4.1 lets `Digest a=1, Digest a=2` share a line; in SIP each has its own (§7.3.1),
    // so the first one counts.
    if (name.find_first_of(kSpace) != std::string_view::npos) break;
    at = std::min(text_.find_first_not_of(kSpace, at), text_.size());
    std::optional<std::string> read = readValue(text_, at);
    if (!read || equalsIgnoreCase(name, wanted)) return read;
    ++at;  // behind the comma
  }
  return std::nullopt;
}

std::string DigestFields::valueOf(std::string_view name) const {
  return find(name).value_or("");
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '\r' || c == '\n' || c == '\0') continue;
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  result += '"';
  return result;
}

}  // namespace sip::detail
