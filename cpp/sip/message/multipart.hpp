// Multipart bodies, cut into their parts (RFC 2046 §5.1, RFC 3261 §7.4, RFC 5621 §4). Nothing is
// copied: a part is views into the body. One pass; the time is linear in the body's length,
// whatever it holds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sip/message/message.hpp"

namespace sip {

/// What is inside a message, or inside one part of a multipart body: some headers about the
/// content, and the content. The headers' values are empty where there is no such header.
struct BodyPart {
  std::string_view contentType;  ///< parameters included; may hold folds, as the others may
  std::string_view contentDisposition;
  std::string_view contentId;
  std::string_view contentEncoding;
  std::string_view transferEncoding;  ///< Content-Transfer-Encoding, which exists in parts only
  std::string_view headers;           ///< all header lines of a part, with their line ends and the
                                      ///< empty line behind them
  std::string_view content;           ///< exactly the bytes between the headers and the next
                                      ///< delimiter, whose line break is not content
};

/// The body of a message as such.
BodyPart bodyOf(const Message& message);

class Multipart {
 public:
  enum class Step : std::uint8_t {
    Part,       ///< a part was filled in
    End,        ///< there are no more
    Malformed,  ///< no part at all, or one whose headers hold a NUL or a lone CR; nothing follows
  };

  /// A quoted boundary without its quotes. An empty one delimits nothing (RFC 2046 §5.1.1).
  Multipart(std::string_view body, std::string_view boundary);

  /// The next part. What stands before the first delimiter and behind the closing one is no part
  /// (preamble and epilogue); white space behind a delimiter is padding; LF alone ends a line too.
  Step next(BodyPart& part);
  /// Told at the End: the closing delimiter was there. Without it the last part reaches to the end
  /// of the body, which may have been cut short.
  bool closed() const { return closed_; }

 private:
  /// Moves behind the next delimiter line, or the end of the body when there is none. Returns where
  /// what stands above it ends.
  std::size_t passDelimiter();

  std::string_view body_;
  std::string_view boundary_;
  std::size_t at_ = 0;
  bool started_ = false;
  bool open_ = false;  ///< a part begins at at_
  bool closed_ = false;
};

namespace detail {

/// Headers, an empty line and content, each of which may be missing. False, with the headers in
/// front of it, at a NUL or a lone CR in the headers.
bool readPart(std::string_view text, BodyPart& part);

}  // namespace detail
}  // namespace sip
