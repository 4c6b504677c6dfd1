// Bodies for JavaScript: the parts of a multipart body and message/sipfrag, each as a table laid
// out like that of a message (message_index.hpp), so that the same code slices it. Words that a
// part has nothing for are 0.

#include <emscripten/bind.h>

#include "exchange.hpp"
#include "fields.hpp"
#include "message_index.hpp"
#include "sip/message/header_lines.hpp"
#include "sip/message/media_type.hpp"
#include "sip/message/name_addr.hpp"
#include "sip/message/session_body.hpp"
#include "sip/message/sip_fragment.hpp"

namespace sip::binding {
namespace {

using Number = std::uint32_t;

/// Appends a table to the exchange's words; spans are offsets into `text`.
void addTable(std::string_view text, const SipFragment& fragment) {
  std::vector<Number>& words = exchange().words();
  const std::size_t at = words.size();
  const auto add = [&words](std::size_t word) { words.push_back(static_cast<Number>(word)); };
  for (std::size_t i = 0; i < static_cast<std::size_t>(MessageWord::Headers); ++i) add(0);
  const auto set = [&](MessageWord word, std::string_view part) {
    if (part.empty()) return;
    Number* const span = &words[at + static_cast<std::size_t>(word)];
    span[0] = static_cast<Number>(part.data() - text.data());
    span[1] = static_cast<Number>(part.size());
  };
  set(MessageWord::MethodAt, fragment.methodName);
  set(MessageWord::UriAt, fragment.requestUri);
  set(MessageWord::ReasonAt, fragment.reasonPhrase);
  set(MessageWord::BodyAt, fragment.rest.content);
  words[at + static_cast<std::size_t>(MessageWord::StatusCode)] =
      static_cast<Number>(fragment.statusCode);

  const std::string_view headers = fragment.rest.headers;
  detail::HeaderLines lines(headers, detail::HeaderLines::AtEnd::EndsLine);
  HeaderField field;
  while (lines.next(field) == detail::HeaderLines::Step::Header) {
    const auto shift = static_cast<std::size_t>(headers.data() - text.data());
    add(static_cast<std::size_t>(field.id));
    add(shift + field.nameAt);
    add(field.nameLength);
    add(shift + field.valueAt);
    add(field.valueLength);
    ++words[at + static_cast<std::size_t>(MessageWord::HeaderCount)];
  }
}

/// Content-Type, then the body up to the end. Shows the tables of a multipart's own parts one
/// behind the other, with offsets into the body; 0 when it cannot be taken apart.
Number bodyParts(Number length) {
  FieldReader reader(exchange().input(length));
  const MediaType type = parseMediaType(reader.next());
  const std::string_view body = reader.rest();
  exchange().words().clear();
  Multipart parts(body, findParameter(type.parameters, "boundary").value_or(""));
  SipFragment fragment;
  for (unsigned left = kMostBodyParts; left > 0; --left) {
    if (parts.next(fragment.rest) != Multipart::Step::Part) break;
    addTable(body, fragment);
  }
  return exchange().showWords();
}

/// Shows the table of a message/sipfrag.
Number parseSipfrag(Number length) {
  const std::string_view text = exchange().input(length);
  exchange().words().clear();
  addTable(text, parseSipFragment(text));
  return exchange().showWords();
}

}  // namespace

EMSCRIPTEN_BINDINGS(body) {
  emscripten::function("bodyParts", &bodyParts);
  emscripten::function("parseSipfrag", &parseSipfrag);
}

}  // namespace sip::binding
