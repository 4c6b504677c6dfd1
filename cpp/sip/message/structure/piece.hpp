// What a structured header value is made of. A value becomes a flat list of pieces in the order in
// which they stand, each a span of the text: no tree, no strings, so that C++ reads it where it
// lies and JavaScript slices the string it already has.
#pragma once

#include <cstdint>
#include <vector>

namespace sip {

/// A word wide, so that a list of pieces is an array of words (bindings/).
enum class Part : std::uint32_t {
  /// Begins a header line where the pieces of many stand together: `length` is how many pieces the
  /// line has, 0 for one that does not parse.
  Line,
  Element,  ///< begins a value: one of a list, or the only one. All of it, parameters included
  /// The value itself where the element is more than it: a token, number, media type, Call-ID,
  /// authentication scheme. An element without further pieces is its own value.
  Value,
  Number,       ///< decimal digits: CSeq, RAck (two), Timestamp (two, with fractions), Warning
  Method,       ///< of CSeq and RAck
  Text,         ///< quoted text of a Warning, comment of a Retry-After; without its delimiters
  Time,         ///< of a Date: `at` holds the seconds since 1970-01-01 UTC, nothing is spanned
  DisplayName,  ///< without quotes, with its backslash escapes
  Uri,          ///< of an address, without brackets; its parts follow
  Scheme,
  User,
  Password,
  Host,  ///< of a Via: sent-by. Of a URI that is not sip: or sips:, all behind the scheme up to ';'
  Port,
  UriParameter,  ///< its name; its value, if it has one, is the next piece
  UriParameterValue,
  UriHeader,
  UriHeaderValue,
  Protocol,        ///< of a Via: "SIP"
  Transport,       ///< of a Via: "WSS"
  Parameter,       ///< its name; its value, if it has one, is the next piece
  ParameterValue,  ///< as written, quotes kept
};

struct Piece {
  Part part;
  std::uint32_t at = 0;  ///< byte offset into the text that the value is part of
  std::uint32_t length = 0;
};

using Pieces = std::vector<Piece>;

}  // namespace sip
