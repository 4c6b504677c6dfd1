#include "sip/message/sip_fragment.hpp"

#include <algorithm>

#include "sip/base/text.hpp"
#include "sip/message/char_class.hpp"
#include "sip/message/start_line.hpp"

namespace sip {

namespace {

bool isHeaderLine(std::string_view line) {
  const std::size_t nameEnd = detail::skipChars(line, 0, detail::kTokenChar);
  const std::size_t colon = detail::skipChars(line, nameEnd, detail::kBlankChar);
  return nameEnd > 0 && colon < line.size() && line[colon] == ':';
}

}  // namespace

SipFragment parseSipFragment(std::string_view text) {
  SipFragment fragment;
  std::size_t restAt = detail::skipChars(text, 0, detail::kBlankChar | detail::kBreakChar);
  const std::size_t lineEnd = std::min(text.find('\n', restAt), text.size());
  const std::string_view line = trim(text.substr(restAt, lineEnd - restAt));
  if (!line.empty() && !isHeaderLine(line)) {
    const std::size_t below = std::min(lineEnd + 1, text.size());
    if (detail::startsWithSip(line)) {
      const detail::StatusLine parts = detail::splitStatusLine(line);
      fragment.statusCode = parts.statusCode;
      if (parts.statusCode != 0) fragment.reasonPhrase = parts.reasonPhrase;
      restAt = below;
    } else if (const auto parts = detail::splitRequestLine(line);
               detail::startsWithSip(parts.version) && detail::isToken(parts.method)) {
      fragment.methodName = parts.method;
      fragment.requestUri = parts.uri;
      restAt = below;
    } else {
      // Below an empty line it is the body, which may stand alone.
      restAt = detail::isChar(text[0], detail::kBreakChar) ? 0 : below;
    }
  }
  if (!detail::readPart(text.substr(restAt), fragment.rest)) fragment.rest.content = {};
  return fragment;
}

}  // namespace sip
