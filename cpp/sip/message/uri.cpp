#include "sip/message/uri.hpp"

#include <cstddef>

#include "sip/base/text.hpp"
#include "sip/message/char_class.hpp"
#include "sip/message/delimited.hpp"
#include "sip/message/host_port.hpp"

namespace sip {

namespace {

constexpr std::size_t kNone = std::string_view::npos;

/// What no URI may hold, escaped or not: it would end the URI, its brackets or the header that
/// carries it.
bool holdsForbidden(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= ' ' || byte == 0x7f || c == '<' || c == '>') return true;
  }
  return false;
}

Parameters parseParameters(std::string_view text, char delimiter) {
  Parameters result;
  detail::Delimited elements(text, delimiter);
  while (const auto element = elements.nextFilled()) {
    const std::size_t equals = element->find('=');
    auto& [name, value] = result.emplace_back(element->substr(0, equals), std::nullopt);
    if (equals != kNone) value = element->substr(equals + 1);
  }
  return result;
}

void append(std::string& out, const Parameters& parameters, char first, char delimiter) {
  char before = first;
  for (const auto& [name, value] : parameters) {
    out += before;
    out += name;
    if (value) {
      out += '=';
      out += *value;
    }
    before = delimiter;
  }
}

/// Everything behind "sip:" or "sips:" (§19.1.1).
bool parseSipParts(std::string_view rest, Uri& uri) {
  // The user part may hold ';' and '?' unescaped but never '@', so the first '@' ends it.
  const std::size_t at = rest.find('@');
  if (at != kNone) {
    const std::string_view userInfo = rest.substr(0, at);
    const std::size_t colon = userInfo.find(':');
    uri.user = userInfo.substr(0, colon);
    if (colon != kNone) uri.password = userInfo.substr(colon + 1);
    if (uri.user.empty() && uri.password) return false;
    rest.remove_prefix(at + 1);
  }
  const auto hostPort = detail::parseHostPort(rest);
  if (!hostPort) return false;
  uri.host = hostPort->host;
  uri.port = hostPort->port;
  rest.remove_prefix(hostPort->text.size());
  if (rest.empty()) return true;
  if (rest[0] != ';' && rest[0] != '?') return false;
  const std::size_t question = rest.find('?');
  uri.parameters = parseParameters(rest.substr(0, question), ';');
  if (question != kNone) uri.headers = parseParameters(rest.substr(question + 1), '&');
  return true;
}

}  // namespace

const std::string* Uri::parameter(std::string_view name) const {
  static const std::string kNoValue;
  for (const auto& [candidate, value] : parameters) {
    if (equalsIgnoreCase(candidate, name)) return value ? &*value : &kNoValue;
  }
  return nullptr;
}

bool Uri::hasParameter(std::string_view name) const {
  return parameter(name) != nullptr;
}

std::optional<Uri> parseUri(std::string_view text) {
  text = trim(text);
  const std::size_t colon = detail::skipChars(text, 0, detail::kSchemeChar);
  if (colon == 0 || colon + 1 >= text.size() || text[colon] != ':') return std::nullopt;
  if (!detail::isChar(text[0], detail::kAlphaChar) || holdsForbidden(text)) return std::nullopt;
  Uri uri;
  uri.scheme = toLower(text.substr(0, colon));
  const std::string_view rest = text.substr(colon + 1);
  if (uri.isSip()) {
    if (!parseSipParts(rest, uri)) return std::nullopt;
    return uri;
  }
  const std::size_t semicolon = rest.find(';');
  uri.host = rest.substr(0, semicolon);
  if (uri.host.empty()) return std::nullopt;
  if (semicolon != kNone) uri.parameters = parseParameters(rest.substr(semicolon), ';');
  return uri;
}

std::string toString(const Uri& uri) {
  std::string out = uri.scheme;
  out += ':';
  if (!uri.user.empty()) {
    out += uri.user;
    if (uri.password) {
      out += ':';
      out += *uri.password;
    }
    out += '@';
  }
  out += uri.host;
  if (uri.port) {
    out += ':';
    out += std::to_string(*uri.port);
  }
  append(out, uri.parameters, ';', ';');
  append(out, uri.headers, '?', '&');
  return out;
}

}  // namespace sip
