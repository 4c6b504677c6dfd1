#include "sip/message/start_line.hpp"

#include <cstddef>

#include "sip/base/text.hpp"

namespace sip::detail {

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

bool startsWithSip(std::string_view text) {
  return startsWithIgnoreCase(text, "SIP/");
}

bool isSupportedVersion(std::string_view version) {
  return equalsIgnoreCase(version, "SIP/2.0");
}

}  // namespace sip::detail
