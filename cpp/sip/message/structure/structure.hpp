// Structured access to every header the library knows: a value goes in, its pieces come out
// (RFC 3261 §20, §25.1 and the extensions' RFCs). Nothing is structured before it is asked for,
// and a bad value costs only itself.
#pragma once

#include <cstdint>
#include <string_view>

#include "sip/message/header_name.hpp"
#include "sip/message/message.hpp"
#include "sip/message/structure/piece.hpp"

namespace sip {

/// What is wrong with a value; no rule when nothing is.
struct HeaderProblem {
  std::uint32_t offset = 0;  ///< byte offset into the text at which it shows
  std::string_view rule;     ///< one phrase for people (static text)

  explicit operator bool() const { return !rule.empty(); }
};

/// Appends the pieces of the value that begins at `at` and ends with the text. In a list, elements
/// that do not parse are left out and the good ones kept; the problem is the first one's. A value
/// that is no list and does not parse appends nothing. Linear in the length of the value; folds
/// count as white space (§7.3.1) and stay in the pieces that hold them.
HeaderProblem structure(HeaderName header, std::string_view text, std::uint32_t at, Pieces& pieces);

/// The same for a header line of a message; offsets are those of the message's text.
inline HeaderProblem structure(const Message& message, const HeaderField& field, Pieces& pieces) {
  return structure(field.id, message.text().substr(0, field.valueAt + field.valueLength),
                   field.valueAt, pieces);
}

}  // namespace sip
