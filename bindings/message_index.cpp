#include "message_index.hpp"

#include "sip/message/delimited.hpp"

namespace sip::binding {
namespace {

/// Appends; room for all words was made before.
class IndexWriter {
 public:
  explicit IndexWriter(std::vector<std::uint32_t>& words) : words_(words) {}

  void add(std::uint32_t word) { words_.push_back(word); }
  void addSpan(Span span) {
    add(span.at);
    add(span.length);
  }
  void addHeader(const HeaderField& field, Span value) {
    add(static_cast<std::uint32_t>(field.id));
    addSpan({field.nameAt, field.nameLength});
    addSpan(value);
  }

 private:
  std::vector<std::uint32_t>& words_;
};

bool hasLinePerElement(HeaderName name) {
  return name == HeaderName::Contact || name == HeaderName::RecordRoute;
}

}  // namespace

void writeIndex(MessageId id, std::string_view text, const MessageIndex& index,
                std::vector<std::uint32_t>& words) {
  constexpr auto kCountAt = static_cast<std::size_t>(MessageWord::HeaderCount);
  words.clear();
  IndexWriter writer(words);
  writer.add(id.value);
  writer.add(static_cast<std::uint32_t>(index.statusCode));
  writer.add(index.cseq);
  writer.add(static_cast<std::uint32_t>(index.method));
  writer.addSpan(index.statusCode == 0 ? index.methodName : index.cseqMethod);
  writer.addSpan(index.requestUri);
  writer.addSpan(index.reasonPhrase);
  writer.addSpan(index.fromTag);
  writer.addSpan(index.toTag);
  writer.addSpan(index.callId);
  writer.addSpan(index.body);
  writer.addSpan(index.topVia.branch);
  writer.add(0);

  std::uint32_t count = 0;
  for (const HeaderField& field : index.fields) {
    std::uint32_t elements = 0;
    if (hasLinePerElement(field.id)) {
      detail::Delimited list(text.substr(field.valueAt, field.valueLength), ',');
      while (const auto element = list.nextFilled()) {
        writer.addHeader(field, {static_cast<std::uint32_t>(element->data() - text.data()),
                                 static_cast<std::uint32_t>(element->size())});
        ++elements;
      }
    }
    if (elements == 0) writer.addHeader(field, {field.valueAt, field.valueLength});
    count += elements == 0 ? 1 : elements;
  }
  words[kCountAt] = count;
}

}  // namespace sip::binding
