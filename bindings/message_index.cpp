#include "message_index.hpp"

#include <string_view>

#include "sip/message/name_addr.hpp"

namespace sip::binding {
namespace {

class IndexWriter {
 public:
  IndexWriter(const Message& message, std::vector<std::uint32_t>& words)
      : text_(message.text()), words_(words) {}

  void add(std::uint32_t word) { words_.push_back(word); }
  /// `part` lies in the message's text, or is empty and lies nowhere.
  void addSpan(std::string_view part) {
    add(part.empty() ? 0 : static_cast<std::uint32_t>(part.data() - text_.data()));
    add(static_cast<std::uint32_t>(part.size()));
  }
  void addHeader(const HeaderField& field, std::string_view value) {
    add(static_cast<std::uint32_t>(field.id));
    add(field.nameAt);
    add(field.nameLength);
    addSpan(value);
  }

 private:
  std::string_view text_;
  std::vector<std::uint32_t>& words_;
};

bool hasLinePerElement(HeaderName name) {
  return name == HeaderName::Contact || name == HeaderName::RecordRoute;
}

}  // namespace

void writeIndex(const Message& message, std::vector<std::uint32_t>& words) {
  constexpr auto kCountAt = static_cast<std::size_t>(MessageWord::HeaderCount);
  words.clear();
  IndexWriter writer(message, words);
  writer.add(message.id.value);
  writer.add(static_cast<std::uint32_t>(message.statusCode()));
  writer.add(message.cseq());
  writer.add(static_cast<std::uint32_t>(message.method()));
  writer.addSpan(message.isRequest() ? message.methodName() : message.cseqMethod());
  writer.addSpan(message.requestUri());
  writer.addSpan(message.reasonPhrase());
  writer.addSpan(message.fromTag());
  writer.addSpan(message.toTag());
  writer.addSpan(message.callId());
  writer.addSpan(message.body());
  writer.addSpan(message.topVia().branch);
  writer.add(0);

  std::uint32_t count = 0;
  for (const HeaderField& field : message.fields()) {
    const std::string_view value = message.value(field);
    const auto elements =
        hasLinePerElement(field.id) ? splitList(value) : std::vector<std::string_view>{};
    if (elements.empty()) {
      writer.addHeader(field, value);
      ++count;
    }
    for (std::string_view element : elements) {
      writer.addHeader(field, element);
      ++count;
    }
  }
  words[kCountAt] = count;
}

}  // namespace sip::binding
