// The first line of a message, cut into its three parts (RFC 3261 §7.1, §7.2).
#pragma once

#include <optional>
#include <string_view>

namespace sip::detail {

/// Parts that are not there are empty; none is validated. More than one space between them, and
/// spaces behind the version, are let through (RFC 4475 §3.1.2.9 and §3.1.2.10 leave that to the
/// receiver); a Request-URI with a space in it keeps it and is the caller's to refuse.
struct RequestLine {
  std::string_view method;
  std::string_view uri;
  std::string_view version;
};

RequestLine splitRequestLine(std::string_view line);

struct StartLine {
  std::string_view method;  ///< empty in a status line
  std::string_view uri;     ///< not judged
  std::string_view version;
  std::string_view statusCode;  ///< three digits
  std::string_view reason;
};

/// The line by the letter of the grammar, as it stands alone: single spaces, any version of SIP.
std::optional<StartLine> parseStartLine(std::string_view line);

/// A status line (§7.2) cut into its parts. More than one space between them is let through.
struct StatusLine {
  std::string_view version;
  int statusCode = 0;  ///< 100 to 699; 0 for what is no such number of three digits
  std::string_view reasonPhrase;
};

StatusLine splitStatusLine(std::string_view line);
/// "SIP/" at the start: a status line, or the version of a request.
bool startsWithSip(std::string_view text);
/// SIP/2.0, the only version there is; compared without case (§7.1).
bool isSupportedVersion(std::string_view version);

}  // namespace sip::detail
