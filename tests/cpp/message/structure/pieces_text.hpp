// Pieces as text, for tests: "DisplayName Bob" a line each.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sip/message/structure/structure.hpp"

namespace sip::test {

/// In the order of sip::Part.
inline constexpr std::string_view kPartNames[] = {
    "Line",      "Element",        "Value",        "Number",
    "Method",    "Text",           "Time",         "DisplayName",
    "Uri",       "Scheme",         "User",         "Password",
    "Host",      "Port",           "UriParameter", "UriParameterValue",
    "UriHeader", "UriHeaderValue", "Protocol",     "Transport",
    "Parameter", "ParameterValue"};

struct Structured {
  std::vector<std::string> pieces;
  HeaderProblem problem;
};

/// The value's pieces. Each span is checked to lie in the value.
inline Structured structured(HeaderName header, std::string_view value) {
  // Behind other text, as in a message: offsets are those of the whole text.
  const std::string text = "Name: " + std::string(value);
  Pieces pieces;
  Structured result;
  result.problem = structure(header, text, 6, pieces);
  if (result.problem) result.problem.offset -= 6;
  for (const Piece& piece : pieces) {
    std::string line(kPartNames[static_cast<std::size_t>(piece.part)]);
    line += ' ';
    if (piece.part == Part::Time) {
      line += std::to_string(piece.at);
    } else if (piece.at >= 6 && piece.at + piece.length <= text.size()) {
      line += text.substr(piece.at, piece.length);
    } else {
      line += "lies outside of the value";
    }
    result.pieces.push_back(line);
  }
  return result;
}

inline std::vector<std::string> piecesOf(HeaderName header, std::string_view value) {
  return structured(header, value).pieces;
}

}  // namespace sip::test
