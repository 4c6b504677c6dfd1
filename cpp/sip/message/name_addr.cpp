#include "sip/message/name_addr.hpp"

#include "sip/base/text.hpp"
#include "sip/message/char_class.hpp"
#include "sip/message/delimited.hpp"

namespace sip {

namespace {

constexpr std::size_t kNone = std::string_view::npos;

/// scheme ":" at the start, which a bare addr-spec must have; "*" and plain words have not.
bool hasScheme(std::string_view text) {
  if (text.empty() || !detail::isChar(text[0], detail::kAlphaChar)) return false;
  const std::size_t end = detail::skipChars(text, 0, detail::kSchemeChar);
  return end + 1 < text.size() && text[end] == ':';
}

std::string_view behindSemicolon(std::string_view text) {
  const std::size_t semicolon = text.find(';');
  return semicolon == kNone ? std::string_view() : trim(text.substr(semicolon + 1));
}

/// addr-spec without brackets: all behind the first ';' belongs to the header, not to the URI
/// (§20).
std::optional<NameAddrView> parseBare(std::string_view text) {
  const std::string_view uri = trim(text.substr(0, text.find(';')));
  if (!hasScheme(uri) || uri.find_first_of(" \t\r\n<>\"") != kNone) return std::nullopt;
  return NameAddrView{{}, uri, behindSemicolon(text)};
}

}  // namespace

std::optional<std::string_view> NameAddrView::parameter(std::string_view name) const {
  return findParameter(parameters, name);
}

std::optional<std::string_view> parseDisplayName(std::string_view text) {
  text = trim(text);
  if (text.empty()) return std::nullopt;
  if (text.front() == '"') {
    if (detail::endOfQuoted(text, 0) != text.size()) return std::nullopt;
    return text.substr(1, text.size() - 2);
  }
  for (const char c : text) {
    if (!detail::isChar(c, detail::kTokenChar | detail::kBlankChar | detail::kBreakChar) &&
        static_cast<unsigned char>(c) < 0x80) {
      return std::nullopt;
    }
  }
  return text;
}

std::optional<NameAddrView> parseNameAddr(std::string_view text) {
  text = trim(text);
  const bool mayBeBare = hasScheme(text);
  std::size_t open = 0;
  while (open < text.size() && text[open] != '<') {
    if (text[open] == '"') {
      open = detail::endOfQuoted(text, open);
      if (open == kNone) return std::nullopt;
    } else if (text[open] == ';' && mayBeBare) {
      return parseBare(text);
    } else {
      ++open;
    }
  }
  if (open == text.size()) return parseBare(text);

  const std::size_t close = detail::bracketAt(text, open + 1);
  if (close == kNone || text[close] != '>') return std::nullopt;
  const std::string_view uri = trim(text.substr(open + 1, close - open - 1));
  if (uri.empty()) return std::nullopt;
  // Lenient: an unquoted display name may hold any character (people write "Müller, J." and "Bob
  // (home)").
  return NameAddrView{detail::unquoted(trim(text.substr(0, open))), uri,
                      behindSemicolon(text.substr(close + 1))};
}

std::vector<NameAddrView> parseNameAddrList(std::string_view text) {
  std::vector<NameAddrView> result;
  detail::Delimited elements(text, ',');
  while (const auto element = elements.nextFilled()) {
    if (const auto parsed = parseNameAddr(*element)) result.push_back(*parsed);
  }
  return result;
}

std::vector<std::string_view> splitList(std::string_view text) {
  std::vector<std::string_view> result;
  detail::Delimited elements(text, ',');
  while (const auto element = elements.nextFilled()) result.push_back(*element);
  return result;
}

std::optional<std::string_view> findParameter(std::string_view parameters, std::string_view name) {
  detail::Delimited elements(parameters, ';');
  while (const auto element = elements.next()) {
    const std::size_t equals = element->find('=');
    if (!equalsIgnoreCase(trim(element->substr(0, equals)), name)) continue;
    // Without '=' the empty view still says where a value would stand.
    if (equals == kNone) return element->substr(element->size());
    return detail::unquoted(trim(element->substr(equals + 1)));
  }
  return std::nullopt;
}

}  // namespace sip
