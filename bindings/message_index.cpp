#include "message_index.hpp"

#include <cstring>
#include <iterator>

#include "sip/message/delimited.hpp"

namespace sip::binding {
namespace {

bool hasLinePerElement(HeaderName name) {
  return name == HeaderName::Contact || name == HeaderName::RecordRoute;
}

}  // namespace

ParseLimits limitsOf(std::uint32_t messageBytes, std::uint32_t headerCount,
                     std::uint32_t headerBytes) {
  ParseLimits limits;
  if (messageBytes > 0) limits.messageBytes = messageBytes;
  if (headerCount > 0) limits.headerCount = headerCount;
  if (headerBytes > 0) limits.headerBytes = headerBytes;
  return limits;
}

void writeIndex(MessageId id, std::string_view text, const MessageIndex& index,
                std::vector<std::uint32_t>& words) {
  constexpr auto kCountAt = static_cast<std::size_t>(MessageWord::HeaderCount);
  constexpr auto kLine = static_cast<std::size_t>(HeaderWord::Count);
  static_assert(sizeof(HeaderField) == kLine * sizeof(std::uint32_t));
  const Span method = index.statusCode == 0 ? index.methodName : index.cseqMethod;
  const Span branch = index.topVia.branch;
  const std::uint32_t head[] = {
      id.value,
      static_cast<std::uint32_t>(index.statusCode),
      index.cseq,
      static_cast<std::uint32_t>(index.method),
      method.at,
      method.length,
      index.requestUri.at,
      index.requestUri.length,
      index.reasonPhrase.at,
      index.reasonPhrase.length,
      index.fromTag.at,
      index.fromTag.length,
      index.toTag.at,
      index.toTag.length,
      index.callId.at,
      index.callId.length,
      index.body.at,
      index.body.length,
      branch.at,
      branch.length,
      0,
  };
  static_assert(sizeof(head) / sizeof(head[0]) == static_cast<std::size_t>(MessageWord::Headers));
  words.assign(std::begin(head), std::end(head));

  const auto addLine = [&words](const HeaderField& field) {
    const std::size_t at = words.size();
    words.resize(at + kLine);
    std::memcpy(words.data() + at, &field, sizeof field);
  };
  for (const HeaderField& field : index.fields) {
    const std::size_t before = words.size();
    if (hasLinePerElement(field.id)) {
      detail::Delimited list(text.substr(field.valueAt, field.valueLength), ',');
      while (const auto element = list.nextFilled()) {
        HeaderField line = field;
        line.valueAt = static_cast<std::uint32_t>(element->data() - text.data());
        line.valueLength = static_cast<std::uint32_t>(element->size());
        addLine(line);
      }
    }
    if (words.size() == before) addLine(field);
  }
  words[kCountAt] = static_cast<std::uint32_t>((words.size() - std::size(head)) / kLine);
}

}  // namespace sip::binding
