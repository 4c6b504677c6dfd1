#include "sip/message/uri.hpp"

#include <algorithm>
#include <cstddef>

#include "sip/base/text.hpp"

namespace sip {

namespace {

/// Empty elements are kept, so that what was read can be written again.
Parameters parseParameters(std::string_view text, char delimiter) {
  Parameters result;
  if (text.data() == nullptr) return result;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(delimiter, begin), text.size());
    const std::string_view element = text.substr(begin, end - begin);
    const std::size_t equals = element.find('=');
    auto& [name, value] = result.emplace_back(element.substr(0, equals), std::nullopt);
    if (equals != std::string_view::npos) value = element.substr(equals + 1);
    begin = end + 1;
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
  const auto view = scanUri(text);
  if (!view) return std::nullopt;
  Uri uri;
  uri.scheme = view->scheme;
  if (view->hasUser) uri.user = view->user;
  if (view->hasPassword) uri.password = view->password;
  uri.host = view->host;
  if (view->hasPort) uri.port = view->port;
  uri.portText = view->portText;
  uri.parameters = parseParameters(view->parameters, ';');
  uri.headers = parseParameters(view->headers, '&');
  return uri;
}

std::string toString(const Uri& uri) {
  std::string out = uri.scheme;
  out += ':';
  if (uri.user) {
    out += *uri.user;
    if (uri.password) {
      out += ':';
      out += *uri.password;
    }
    out += '@';
  }
  out += uri.host;
  if (uri.port) {
    out += ':';
    out += parseUint32(uri.portText) == *uri.port ? uri.portText : std::to_string(*uri.port);
  }
  append(out, uri.parameters, ';', ';');
  append(out, uri.headers, '?', '&');
  return out;
}

bool equivalent(const Uri& a, const Uri& b) {
  const std::string textA = toString(a);
  const std::string textB = toString(b);
  const auto viewA = scanUri(textA);
  const auto viewB = scanUri(textB);
  return viewA && viewB ? equivalent(*viewA, *viewB) : textA == textB;
}

}  // namespace sip
