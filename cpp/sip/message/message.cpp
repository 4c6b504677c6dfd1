#include "sip/message/message.hpp"

#include <utility>

#include "sip/base/text.hpp"
#include "sip/message/char_class.hpp"
#include "sip/message/delimited.hpp"

namespace sip {

namespace {

std::string_view withoutParameters(std::string_view value) {
  return trim(value.substr(0, value.find(';')));
}

}  // namespace

std::variant<Message, ParseError> Message::parse(std::string text, const ParseLimits& limits) {
  MessageIndex index;
  if (const auto error = indexMessage(text, limits, index)) return *error;
  return Message(std::move(text), std::move(index));
}

Message::Message(std::string text, MessageIndex index)
    : text_(std::move(text)), index_(std::move(index)) {}

ViaView Message::topVia() const {
  return {view(index_.topVia.transport),  view(index_.topVia.host),   index_.topVia.port,
          view(index_.topVia.parameters), view(index_.topVia.branch), view(index_.topVia.sentBy)};
}

std::size_t Message::count(HeaderName header) const {
  std::size_t result = 0;
  for (const HeaderField& field : index_.fields) result += field.id == header;
  return result;
}

std::optional<std::string_view> Message::header(HeaderName header, std::size_t nth) const {
  for (const HeaderField& field : index_.fields) {
    if (field.id == header && nth-- == 0) return value(field);
  }
  return std::nullopt;
}

std::optional<std::string_view> Message::header(std::string_view name, std::size_t nth) const {
  const HeaderName known = headerNameOf(name);
  if (known != HeaderName::Other) return header(known, nth);
  for (const HeaderField& field : index_.fields) {
    if (field.id == HeaderName::Other && equalsIgnoreCase(this->name(field), name) && nth-- == 0) {
      return value(field);
    }
  }
  return std::nullopt;
}

std::vector<std::string_view> Message::list(HeaderName header) const {
  std::vector<std::string_view> result;
  for (const HeaderField& field : index_.fields) {
    if (field.id != header) continue;
    detail::Delimited elements(value(field), ',');
    while (const auto element = elements.nextFilled()) result.push_back(*element);
  }
  return result;
}

bool Message::listHolds(HeaderName header, std::string_view token) const {
  for (const HeaderField& field : index_.fields) {
    if (field.id == header && sip::listHolds(value(field), token)) return true;
  }
  return false;
}

std::optional<std::uint32_t> Message::number(HeaderName header) const {
  const auto text = this->header(header);
  if (!text) return std::nullopt;
  const std::size_t end = detail::skipChars(*text, 0, detail::kDigitChar);
  constexpr std::string_view kEnds = ";( \t\r\n";
  if (end < text->size() && kEnds.find((*text)[end]) == std::string_view::npos) return std::nullopt;
  return parseUint32(text->substr(0, end));
}

std::optional<std::string_view> Message::contactUri() const {
  for (const HeaderField& field : index_.fields) {
    if (field.id != HeaderName::Contact) continue;
    detail::Delimited elements(value(field), ',');
    while (const auto element = elements.nextFilled()) {
      if (const auto contact = parseNameAddr(*element)) return contact->uri;
    }
  }
  return std::nullopt;
}

std::string_view Message::contentType() const {
  return withoutParameters(header(HeaderName::ContentType).value_or(std::string_view()));
}

std::string_view Message::contentDisposition() const {
  const auto written = header(HeaderName::ContentDisposition).value_or(std::string_view());
  const std::string_view disposition = withoutParameters(written);
  if (!disposition.empty()) return disposition;
  return equalsIgnoreCase(contentType(), "application/sdp") ? "session" : "render";
}

}  // namespace sip
