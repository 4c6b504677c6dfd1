#include "sip/message/tel_uri.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "sip/message/char_class.hpp"

namespace sip {

namespace {

constexpr std::string_view kSeparators = "-.()";

/// Takes one character off the text, its escape decoded.
char takeCharacter(std::string_view& text) {
  const int escape = escapedValue(text);
  const char c = escape < 0 ? text[0] : static_cast<char>(escape);
  text.remove_prefix(escape < 0 ? 1 : 3);
  return c;
}

/// global-number-digits or local-number-digits (RFC 3966 §3).
bool isNumber(std::string_view text) {
  std::string_view behindFirst = text;
  const bool isGlobal = !text.empty() && takeCharacter(behindFirst) == '+';
  if (isGlobal) text = behindFirst;
  bool hasDigit = false;
  while (!text.empty()) {
    const char c = takeCharacter(text);
    if (kSeparators.find(c) != std::string_view::npos) continue;
    if (isGlobal ? !detail::isChar(c, detail::kDigitChar)
                 : hexValue(c) < 0 && c != '*' && c != '#') {
      return false;
    }
    hasDigit = true;
  }
  return hasDigit;
}

/// Lower case, and what may not stand in a user part escaped; escapes stay.
void appendFolded(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = escapedValue(text) < 0 ? 1 : 3;
    const std::string folded = toLower(text.substr(0, length));
    out += length == 3 ? folded : escaped(folded, UriPart::User);
    text.remove_prefix(length);
  }
}

/// Where a parameter stands among the others (§19.1.6); below 2 it is one of the two that lead.
int rankOf(std::string_view name) {
  return name == "isub" ? 0 : name == "postd" ? 1 : 2;
}

}  // namespace

bool TelView::isComplete() const {
  if (isGlobal()) return true;
  if (context.empty()) return false;
  if (context[0] == '+') return isNumber(context);
  return detail::skipChars(context, 0, detail::kHostChar) == context.size();
}

std::optional<TelView> telOf(const UriView& uri) {
  TelView tel;
  if (uri.isTel()) {
    tel.number = uri.host;
    tel.parameters = uri.parameters;
  } else if (uri.isSip() && equalsIgnoreCase(uri.parameter("user").value_or(""), "phone")) {
    const std::size_t semicolon = std::min(uri.user.find(';'), uri.user.size());
    tel.number = uri.user.substr(0, semicolon);
    tel.parameters = uri.user.substr(std::min(semicolon + 1, uri.user.size()));
  }
  if (!isNumber(tel.number)) return std::nullopt;
  UriPairs pairs(tel.parameters, ';');
  while (const auto pair = pairs.next()) {
    if (equalsIgnoreCase(pair->name, "phone-context")) tel.context = pair->value;
    if (equalsIgnoreCase(pair->name, "ext")) tel.extension = pair->value;
    if (equalsIgnoreCase(pair->name, "isub")) tel.subaddress = pair->value;
  }
  return tel;
}

std::string dialledNumber(const TelView& tel) {
  std::string result;
  for (std::string_view rest = tel.number; !rest.empty();) {
    const char c = takeCharacter(rest);
    if (kSeparators.find(c) != std::string_view::npos) continue;
    result += c >= 'a' && c <= 'z' ? static_cast<char>(c & ~0x20) : c;
  }
  return result;
}

std::optional<std::string> sipUriOf(const UriView& uri, std::string_view hostPort) {
  const auto tel = telOf(uri);
  if (!tel) return std::nullopt;
  std::vector<std::pair<std::string, std::string_view>> parameters;  // name, all of it
  UriPairs pairs(tel->parameters, ';');
  while (const auto pair = pairs.next()) {
    const std::size_t length = pair->name.size() + pair->value.size() + (pair->hasValue ? 1 : 0);
    parameters.emplace_back(toLower(pair->name), std::string_view(pair->name.data(), length));
  }
  std::stable_sort(parameters.begin(), parameters.end(), [](const auto& a, const auto& b) {
    const int rankA = rankOf(a.first);
    const int rankB = rankOf(b.first);
    return rankA != rankB ? rankA < rankB : a.first < b.first;
  });
  std::string result = "sip:";
  appendFolded(result, tel->number);
  for (const auto& [name, parameter] : parameters) {
    result += ';';
    appendFolded(result, parameter);
  }
  result += '@';
  const std::size_t hostAt = result.size();
  result += hostPort;
  const std::size_t hostEnd = result.size();
  result += ";user=phone";
  const auto made = scanUri(result);
  const bool hostIsAll = made && made->host.data() == result.data() + hostAt &&
                         made->parameters.data() == result.data() + hostEnd + 1;
  return hostIsAll ? std::optional(std::move(result)) : std::nullopt;
}

}  // namespace sip
