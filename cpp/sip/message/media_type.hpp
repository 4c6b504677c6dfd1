// Content-Type and Content-Disposition values, of messages and of the parts of multipart bodies
// (RFC 3261 §20.11, §20.15, §25.1; RFC 2045 §5.1; RFC 5621 §8). Names compare without case.
#pragma once

#include <cstdint>
#include <string_view>

namespace sip {

/// Views into the value it was parsed from.
struct MediaType {
  std::string_view type;        ///< "application"; empty when it is no media type
  std::string_view subtype;     ///< "sdp"
  std::string_view parameters;  ///< behind the first ';'; findParameter() reads them

  bool is(std::string_view otherType, std::string_view otherSubtype) const;
  bool isMultipart() const;
  bool isSdp() const { return is("application", "sdp"); }
};

/// type "/" subtype, white space around the slash let through; both are empty when they are not two
/// tokens.
MediaType parseMediaType(std::string_view value);

struct ContentDisposition {
  /// Who says whether a receiver may leave the content aside when it does not understand it
  /// (RFC 3261 §20.11). Required counts for a value that nobody knows, too.
  enum class Handling : std::uint8_t { Unsaid, Required, Optional };

  std::string_view type;  ///< "session", "render", ...; empty when the value is
  Handling handling = Handling::Unsaid;
};

ContentDisposition parseContentDisposition(std::string_view value);

}  // namespace sip
