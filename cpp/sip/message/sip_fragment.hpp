// message/sipfrag (RFC 3420): a piece of a SIP message, such as the status line in the NOTIFY of a
// REFER (RFC 3515 §2.4.5). Any piece will do: a start line, headers, a body, each may be missing,
// and none is checked for what it should hold.
#pragma once

#include <string_view>

#include "sip/message/multipart.hpp"

namespace sip {

/// Views into the text. Of a start line that is missing or broken the fields are empty.
struct SipFragment {
  int statusCode = 0;  ///< 100 to 699
  std::string_view reasonPhrase;
  std::string_view methodName;
  std::string_view requestUri;
  /// The rest. detail::HeaderLines walks over its headers.
  BodyPart rest;
};

/// Takes any text. What cannot be read is left out: a first line that is neither a start line nor a
/// header, and all from a header that holds a NUL or a lone CR on. Line breaks and spaces before
/// the first line, and a missing last line break, are let through. Time is linear; nothing is
/// copied.
SipFragment parseSipFragment(std::string_view text);

}  // namespace sip
