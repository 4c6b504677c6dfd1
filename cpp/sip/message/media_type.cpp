#include "sip/message/media_type.hpp"

#include <algorithm>

#include "sip/base/text.hpp"
#include "sip/message/char_class.hpp"
#include "sip/message/name_addr.hpp"

namespace sip {

namespace {

/// The value without its parameters, which are left in `parameters`. Neither a media type nor a
/// disposition holds quotes, so the first ';' ends it.
std::string_view cutParameters(std::string_view value, std::string_view& parameters) {
  const std::size_t semicolon = value.find(';');
  if (semicolon != std::string_view::npos) parameters = trim(value.substr(semicolon + 1));
  return trim(value.substr(0, semicolon));
}

}  // namespace

bool MediaType::is(std::string_view otherType, std::string_view otherSubtype) const {
  return equalsIgnoreCase(type, otherType) && equalsIgnoreCase(subtype, otherSubtype);
}

bool MediaType::isMultipart() const {
  return equalsIgnoreCase(type, "multipart");
}

MediaType parseMediaType(std::string_view value) {
  MediaType media;
  const std::string_view name = cutParameters(value, media.parameters);
  const std::size_t slash = std::min(name.find('/'), name.size());
  const std::string_view type = trim(name.substr(0, slash));
  const std::string_view subtype = trim(name.substr(std::min(slash + 1, name.size())));
  if (detail::isToken(type) && detail::isToken(subtype)) {
    media.type = type;
    media.subtype = subtype;
  }
  return media;
}

ContentDisposition parseContentDisposition(std::string_view value) {
  using Handling = ContentDisposition::Handling;
  std::string_view parameters;
  ContentDisposition disposition;
  disposition.type = cutParameters(value, parameters);
  if (const auto handling = findParameter(parameters, "handling")) {
    disposition.handling =
        equalsIgnoreCase(*handling, "optional") ? Handling::Optional : Handling::Required;
  }
  return disposition;
}

}  // namespace sip
