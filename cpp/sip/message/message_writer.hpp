// Writes a message line by line for an application that keeps the order of its headers, and checks
// each line as it comes: nothing it gives can start a header of its own or a second message (RFC
// 3261 §7, §25.1). What is written stands in memory that is kept for the next message.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "sip/base/result.hpp"
#include "sip/message/header_name.hpp"

namespace sip {

/// A body that lies elsewhere. An empty disposition writes no Content-Disposition.
struct BodyView {
  std::string_view contentType;
  std::string_view disposition;
  std::string_view content;
};

class MessageWriter {
 public:
  /// Which headers a line may have.
  enum class Allowed : std::uint8_t {
    Extra,  ///< not those that the library writes: Via, From, To, Call-ID, CSeq, Max-Forwards,
            ///< Content-Length
    Any,    ///< any but Content-Length
  };

  // Begin with one of these two.
  void requestLine(std::string_view method, std::string_view uri);
  void statusLine(int statusCode, std::string_view reasonPhrase);  ///< the RFC's own when empty

  /// A header that there must be: an empty value is refused.
  void header(std::string_view name, std::string_view value);
  /// To with the tag of this side, where it has none or an empty one; an empty tag adds none.
  void to(std::string_view value, std::string_view tag);
  /// A whole line, "Name: value".
  void line(std::string_view line, Allowed allowed);

  // End with one of these two. A Content-Type or Content-Disposition among the lines wins over the
  // body's own: two would make the message malformed.
  void end();
  void end(const BodyView& body);

  /// The first thing that was wrong; the text is of no use then.
  const Status& status() const { return status_; }
  std::string_view text() const { return {text_.data(), size_}; }

 private:
  void begin();
  void put(std::string_view piece);
  void putLine(std::string_view name, std::string_view value);
  void refuse(ErrorCode code, std::string_view subject, std::string_view problem);

  std::string text_;  ///< the first `size_` bytes are written, the others room
  std::size_t size_ = 0;
  Status status_ = Done{};
  bool hasType_ = false;
  bool hasDisposition_ = false;
};

}  // namespace sip
