// Walks over the lines of a message: start line, header lines with their folds, and the empty line
// before the body (RFC 3261 §7, §7.3.1). One pass, no allocation; the parser and the 400 for broken
// requests both read through it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sip/message/message_index.hpp"

namespace sip::detail {

class HeaderLines {
 public:
  enum class Step : std::uint8_t {
    Header,        ///< the field was filled in
    End,           ///< the empty line was passed; position() is the body's first byte
    Unterminated,  ///< the text ends within a line
    Control,       ///< NUL, or CR without LF: other parsers may see another line there. A header
                   ///< may hold NUL behind a backslash, which hides it (§25.1 quoted-pair)
  };

  /// What the end of the text means within a line: that the rest is missing, or the line's end.
  enum class AtEnd : std::uint8_t { Unterminated, EndsLine };

  /// Leading CRs and LFs are passed over (§7.5). The text must be shorter than 4 GiB.
  explicit HeaderLines(std::string_view text, AtEnd atEnd = AtEnd::Unterminated);

  /// The start line without its line end. Call it once, first.
  Step startLine(std::string_view& line);
  /// The next header. Lines that are none (no colon, a name that is no token) are passed over, with
  /// their folds. A text that stops behind a whole line is at its End: the empty line may be
  /// missing where there is no body.
  Step next(HeaderField& field);
  /// Where the walk stands: behind what was returned, or at the byte that stopped it.
  std::size_t position() const { return at_; }

 private:
  /// Moves behind the current line's end.
  Step finishLine(bool mayHideNul);

  std::string_view text_;
  std::size_t at_ = 0;
  Step end_;  ///< what a line comes to that the text ends in
};

}  // namespace sip::detail
