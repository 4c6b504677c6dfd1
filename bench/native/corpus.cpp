#include "corpus.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

#include "sip/base/text.hpp"
#include "sip/message/message.hpp"

namespace bench {
namespace {

bool isWrittenByTheBuilder(sip::HeaderName header) {
  switch (header) {
    case sip::HeaderName::Via:
    case sip::HeaderName::From:
    case sip::HeaderName::To:
    case sip::HeaderName::CallId:
    case sip::HeaderName::CSeq:
    case sip::HeaderName::MaxForwards:
    case sip::HeaderName::Route:
    case sip::HeaderName::ContentLength:
    case sip::HeaderName::ContentType:
      return true;
    default:
      return false;
  }
}

/// §7.3.1: a fold counts as one space.
std::string unfolded(std::string_view value) {
  std::string text;
  for (std::size_t at = 0; at < value.size(); ++at) {
    if (value[at] != '\r' && value[at] != '\n') {
      text += value[at];
      continue;
    }
    at = value.find_first_not_of("\r\n \t", at) - 1;
    text += ' ';
  }
  return text;
}

BuildFields fieldsOf(const sip::Message& message) {
  BuildFields fields;
  fields.isRequest = message.isRequest();
  fields.method = message.methodName();
  fields.requestUri = message.requestUri();
  fields.statusCode = message.statusCode();
  fields.reasonPhrase = message.reasonPhrase();
  fields.viaTransport = message.topVia().transport;
  fields.viaSentBy = message.topVia().sentBy;
  fields.viaBranch = message.topVia().branch;
  fields.fromUri = message.from().uri;
  fields.fromDisplayName = message.from().displayName;
  fields.fromTag = message.fromTag();
  fields.toUri = message.to().uri;
  fields.toDisplayName = message.to().displayName;
  fields.toTag = message.toTag();
  fields.callId = message.callId();
  fields.cseq = message.cseq();
  fields.cseqMethod = message.cseqMethod();
  fields.contentType = unfolded(message.header(sip::HeaderName::ContentType).value_or(""));
  fields.body = message.body();
  for (const std::string_view route : message.list(sip::HeaderName::Route)) {
    fields.routes.emplace_back(route);
  }
  for (const sip::HeaderField& field : message.fields()) {
    if (isWrittenByTheBuilder(field.id)) continue;
    const std::string_view known = sip::nameOf(field.id);
    fields.extraHeaders.push_back(std::string(known.empty() ? message.name(field) : known) + ": " +
                                  unfolded(message.value(field)));
  }
  return fields;
}

}  // namespace

std::vector<Message> readCorpus(const std::filesystem::path& folder) {
  std::vector<Message> corpus;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".sip") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    Message message;
    message.name = entry.path().stem().string();
    message.text.assign(std::istreambuf_iterator<char>(file), {});
    auto parsed = sip::Message::parse(message.text);
    const auto* usable = std::get_if<sip::Message>(&parsed);
    if (usable == nullptr) {
      std::cerr << entry.path() << ": " << std::get_if<sip::ParseError>(&parsed)->rule << '\n';
      std::exit(1);
    }
    message.fields = fieldsOf(*usable);
    corpus.push_back(std::move(message));
  }
  std::sort(corpus.begin(), corpus.end(),
            [](const Message& a, const Message& b) { return a.name < b.name; });
  return corpus;
}

}  // namespace bench
