#include "sip/message/uri_view.hpp"

#include <algorithm>
#include <cstddef>

#include "sip/message/char_class.hpp"
#include "sip/message/ip_address.hpp"

namespace sip {

namespace {

constexpr std::size_t kNone = std::string_view::npos;

std::string_view between(std::string_view text, std::size_t begin, std::size_t end) {
  return {text.data() + begin, end - begin};
}

/// ":port" at `at`, if a ':' is there; `at` ends up behind it.
bool scanPort(UriView& uri, std::size_t& at) {
  const std::string_view text = uri.text;
  if (at == text.size() || text[at] != ':') return true;
  const std::size_t begin = ++at;
  unsigned port = 0;
  for (; at < text.size() && detail::isChar(text[at], detail::kDigitChar); ++at) {
    port = port * 10 + static_cast<unsigned>(text[at] - '0');
    if (port > UINT16_MAX) return false;
  }
  uri.portText = between(text, begin, at);
  uri.port = static_cast<std::uint16_t>(port);
  uri.hasPort = true;
  return at > begin;
}

}  // namespace

std::optional<std::string_view> UriView::parameter(std::string_view name) const {
  UriPairs pairs(parameters, ';');
  while (const auto pair = pairs.next()) {
    if (equalsIgnoreCase(pair->name, name)) return pair->value;
  }
  return std::nullopt;
}

std::optional<UriPair> UriPairs::next() {
  while (!rest_.empty()) {
    const std::size_t end = std::min(rest_.find(delimiter_), rest_.size());
    const std::string_view element = between(rest_, 0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    if (element.empty()) continue;
    const std::size_t equals = std::min(element.find('='), element.size());
    const bool hasValue = equals < element.size();
    const std::size_t valueAt = hasValue ? equals + 1 : equals;
    return UriPair{between(element, 0, equals), between(element, valueAt, element.size()),
                   hasValue};
  }
  return std::nullopt;
}

std::optional<UriView> scanUri(std::string_view text) {
  using namespace detail;
  const std::size_t begin = skipChars(text, 0, kSchemeChar) + 1;
  if (begin >= text.size() || text[begin - 1] != ':' || !isChar(text[0], kAlphaChar)) {
    return std::nullopt;
  }
  std::optional<UriView> result(std::in_place);
  UriView& uri = *result;
  uri.text = text;
  uri.scheme = between(text, 0, begin - 1);

  // The user part may hold ';' and '?' unescaped but never '@', so the first '@' ends it (§25.1).
  std::size_t colon = kNone;
  std::size_t sign = kNone;
  std::size_t question = kNone;
  for (std::size_t at = begin;; ++at) {
    at = skipChars(text, at, kUriChar);
    if (at == text.size()) break;
    if (text[at] == ':') {
      if (colon == kNone) colon = at;
    } else if (text[at] == '?') {
      if (question == kNone) question = at;
    } else if (text[at] != '@') {
      return std::nullopt;
    } else if (sign == kNone) {
      sign = at;
      question = kNone;
    }
  }

  std::size_t at = begin;
  if (!uri.isSip()) {
    // The parameters of tel: are its own; what ';' means elsewhere is for the scheme to say.
    const std::size_t semicolon = uri.isTel() ? text.find(';', begin) : kNone;
    at = std::min(semicolon, text.size());
    question = kNone;
    uri.host = between(text, begin, at);
  } else {
    if (sign != kNone) {
      uri.hasUser = true;
      uri.hasPassword = colon < sign;
      const std::size_t userEnd = uri.hasPassword ? colon : sign;
      uri.user = between(text, begin, userEnd);
      if (uri.hasPassword) {
        uri.password = between(text, colon + 1, sign);
        if (uri.user.empty()) return std::nullopt;
      }
      at = sign + 1;
    }
    const std::string_view rest = text.substr(at);
    const std::size_t hostLength =
        rest.empty() || rest[0] != '[' ? skipChars(rest, 0, kHostChar) : ipv6ReferenceLength(rest);
    uri.host = between(text, at, at + hostLength);
    at += hostLength;
    if (!scanPort(uri, at)) return std::nullopt;
  }
  if (uri.host.empty()) return std::nullopt;

  const std::size_t parametersEnd = std::min(question, text.size());
  if (at < parametersEnd) {
    if (text[at] != ';') return std::nullopt;
    uri.parameters = between(text, at + 1, parametersEnd);
  }
  if (question != kNone) uri.headers = between(text, question + 1, text.size());
  return result;
}

}  // namespace sip
