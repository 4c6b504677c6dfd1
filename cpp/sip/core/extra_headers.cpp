#include "sip/core/extra_headers.hpp"

#include "sip/base/text.hpp"

namespace sip::detail {

void addUnlessThere(std::vector<std::string>& lines, HeaderName header, std::string_view value) {
  if (value.empty()) return;
  for (const std::string_view line : lines) {
    if (headerNameOf(trim(line.substr(0, line.find(':')))) == header) return;
  }
  std::string line(nameOf(header));
  line += ": ";
  line += value;
  lines.push_back(std::move(line));
}

}  // namespace sip::detail
