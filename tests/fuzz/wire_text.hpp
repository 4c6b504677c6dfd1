// A text of ours as a stranger's simplest parser sees it: lines that end in CRLF, up to an empty
// one. Written apart from the library's own walk over lines, so that the two can be compared.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace sip::fuzz {

struct WireText {
  std::string_view startLine;
  std::vector<std::string_view> headers;
  std::string_view body;

  /// How many header lines have that name, written in exactly this way.
  std::size_t count(std::string_view name) const {
    return static_cast<std::size_t>(
        std::count_if(headers.begin(), headers.end(), [name](std::string_view line) {
          return line.starts_with(name) && line.substr(name.size()).starts_with(':');
        }));
  }
};

/// Checks, too, that no line holds what another parser may take for a line end or a fold.
inline WireText wireText(std::string_view text) {
  WireText result;
  for (bool first = true;; first = false) {
    const std::size_t end = text.find("\r\n");
    REQUIRE(end != std::string_view::npos);
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 2);
    if (line.empty()) break;
    CAPTURE(line);
    CHECK(line.find_first_of("\r\n") == std::string_view::npos);
    // RFC 4475 §3.1.1.2: a quoted-pair may hide one.
    for (std::size_t nul = line.find('\0'); nul != line.npos; nul = line.find('\0', nul + 1)) {
      REQUIRE(nul > 0);
      CHECK(line[nul - 1] == '\\');
    }
    CHECK(line[0] != ' ');
    CHECK(line[0] != '\t');
    if (first) {
      result.startLine = line;
    } else {
      CHECK(line.find(':') != std::string_view::npos);
      result.headers.push_back(line);
    }
  }
  result.body = text;
  return result;
}

/// Is it the status line of an answer to a request that the parser refused? Such an answer repeats
/// what was broken, and lacks what was missing.
inline bool isRefusal(std::string_view startLine) {
  const std::string_view status = startLine.substr(0, 12);
  return status == "SIP/2.0 400 " || status == "SIP/2.0 501 " || status == "SIP/2.0 505 " ||
         status == "SIP/2.0 513 ";
}

}  // namespace sip::fuzz
