// A received frame (RFC 3261 §7, §18): parsing, everything that reads a message, the index that
// JavaScript gets, and the responses made from it.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "fuzz/fuzz_target.hpp"
#include "fuzz/wire_text.hpp"
#include "message_index.hpp"
#include "sip/base/text.hpp"
#include "sip/message/bad_request.hpp"
#include "sip/message/message.hpp"
#include "sip/message/outgoing.hpp"

namespace {

using sip::HeaderName;
using sip::Message;
using sip::ParseError;
using sip::fuzz::isInside;

constexpr std::string_view kSpace = " \t\r\n";

/// Every byte of the head is a header's name or value, the ':' and white space between and behind
/// them, or belongs to a line that is no header. So a text is its message and nothing is made up.
void checkSpans(const Message& message) {
  const std::string_view text = message.text();
  std::size_t at = 0;
  bool inOrder = true;
  bool delimited = true;
  for (const sip::HeaderField& field : message.fields()) {
    const std::size_t nameEnd = std::size_t{field.nameAt} + field.nameLength;
    const std::size_t valueEnd = std::size_t{field.valueAt} + field.valueLength;
    inOrder = inOrder && at <= field.nameAt && nameEnd < field.valueAt && valueEnd <= text.size();
    if (!inOrder) break;
    const std::string_view before = text.substr(0, field.nameAt);
    const std::string_view between = text.substr(nameEnd, field.valueAt - nameEnd);
    delimited = delimited && before.ends_with('\n') && sip::trim(between) == ":" &&
                message.value(field) == sip::trim(message.value(field)) &&
                sip::headerNameOf(message.name(field)) == field.id;
    const std::size_t next = text.find_first_not_of(kSpace, valueEnd);
    delimited =
        delimited && text.substr(valueEnd, next - valueEnd).find('\n') != std::string_view::npos;
    at = valueEnd;
  }
  CHECK(inOrder);
  CHECK(delimited);
  CHECK(isInside(message.body(), text.substr(at)));
}

void checkAccessors(const Message& message) {
  std::vector<std::string_view> views = {message.methodName(),
                                         message.requestUri(),
                                         message.reasonPhrase(),
                                         message.fromTag(),
                                         message.toTag(),
                                         message.callId(),
                                         message.cseqMethod(),
                                         message.body(),
                                         message.from().uri,
                                         message.from().parameters,
                                         message.from().displayName,
                                         message.to().uri,
                                         message.to().displayName,
                                         message.to().parameters,
                                         message.topVia().branch,
                                         message.topVia().sentBy,
                                         message.topVia().host,
                                         message.topVia().transport,
                                         message.topVia().parameters,
                                         message.contactUri().value_or(""),
                                         message.contentType()};
  for (const HeaderName id : {HeaderName::Contact, HeaderName::Route, HeaderName::RecordRoute,
                              HeaderName::Supported, HeaderName::Via}) {
    for (const std::string_view element : message.list(id)) views.push_back(element);
    (void)message.number(id);
    (void)message.listHolds(id, "100rel");
    const auto first = message.header(id);
    CHECK(first.has_value() == (message.count(id) > 0));
    if (first) views.push_back(*first);
    CHECK_FALSE(message.header(id, message.count(id)).has_value());
  }
  bool allInside = true;
  for (const std::string_view part : views) allInside &= isInside(part, message.text());
  CHECK(allInside);
  CHECK_FALSE(message.callId().empty());
  CHECK_FALSE(message.from().uri.empty());
  CHECK_FALSE(message.to().uri.empty());
  CHECK_FALSE(message.topVia().host.empty());
  CHECK_FALSE(message.contentDisposition().empty());
  if (message.isRequest()) {
    CHECK(message.cseqMethod() == message.methodName());
    CHECK(message.method() == sip::methodOf(message.methodName()));
    CHECK_FALSE(message.requestUri().empty());
  } else {
    CHECK((message.statusCode() >= 100 && message.statusCode() <= 699));
    CHECK(message.method() == sip::methodOf(message.cseqMethod()));
  }
}

/// The index that JavaScript slices its string by: every span lies inside the text.
void checkIndex(const Message& message) {
  using sip::binding::HeaderWord;
  using sip::binding::MessageWord;
  std::vector<std::uint32_t> words;
  sip::binding::writeIndex(message.id, message.text(), message.index(), words);
  const auto at = [&](auto word) { return words[static_cast<std::size_t>(word)]; };
  const std::size_t size = message.text().size();
  bool inside = true;
  for (const MessageWord word :
       {MessageWord::MethodAt, MessageWord::UriAt, MessageWord::ReasonAt, MessageWord::FromTagAt,
        MessageWord::ToTagAt, MessageWord::CallIdAt, MessageWord::BodyAt,
        MessageWord::ViaBranchAt}) {
    const auto index = static_cast<std::size_t>(word);
    inside &= std::uint64_t{words[index]} + words[index + 1] <= size;
  }
  const auto headers = static_cast<std::size_t>(MessageWord::Headers);
  const auto width = static_cast<std::size_t>(HeaderWord::Count);
  REQUIRE(words.size() == headers + width * at(MessageWord::HeaderCount));
  for (std::size_t line = headers; line < words.size(); line += width) {
    inside &= std::uint64_t{words[line + 1]} + words[line + 2] <= size;
    inside &= std::uint64_t{words[line + 3]} + words[line + 4] <= size;
  }
  CHECK(inside);
}

/// Written anew from its parts, the message comes back with the same parts.
void checkRewritten(const Message& message) {
  std::string written;
  if (message.isRequest()) {
    written.append(message.methodName()).append(" ").append(message.requestUri());
    written += " SIP/2.0\r\n";
  } else {
    written = "SIP/2.0 " + std::to_string(message.statusCode()) + " ";
    written.append(message.reasonPhrase()).append("\r\n");
  }
  for (const sip::HeaderField& field : message.fields()) {
    written.append(message.name(field)).append(": ").append(message.value(field)).append("\r\n");
  }
  written.append("\r\n").append(message.body());
  CAPTURE(written);
  auto result = Message::parse(written);
  REQUIRE(std::holds_alternative<Message>(result));
  const Message& again = std::get<Message>(result);
  CHECK(again.statusCode() == message.statusCode());
  CHECK(again.methodName() == message.methodName());
  CHECK(again.requestUri() == message.requestUri());
  CHECK(again.reasonPhrase() == message.reasonPhrase());
  CHECK(again.cseq() == message.cseq());
  CHECK(again.fromTag() == message.fromTag());
  CHECK(again.toTag() == message.toTag());
  CHECK(again.topVia().branch == message.topVia().branch);
  CHECK(again.body() == message.body());
  REQUIRE(again.fields().size() == message.fields().size());
  bool same = true;
  for (std::size_t i = 0; i < again.fields().size(); ++i) {
    same &= again.name(again.fields()[i]) == message.name(message.fields()[i]) &&
            again.value(again.fields()[i]) == message.value(message.fields()[i]);
  }
  CHECK(same);
}

/// §8.2.6: an answer is one message with the request's Via, From, Call-ID and CSeq, and nothing
/// that the request had beside them.
void checkResponse(const Message& request, int status, bool copyRecordRoute) {
  sip::ResponseOptions options;
  options.statusCode = status;
  options.extraHeaders = {"Server: fuzzed"};
  const std::string text = sip::serialiseResponse(request, options, "ourtag", copyRecordRoute);
  CAPTURE(text);
  const auto wire = sip::fuzz::wireText(text);
  const std::size_t recordRoutes = copyRecordRoute ? request.count(HeaderName::RecordRoute) : 0;
  const std::size_t timestamps = status == 100 ? request.count(HeaderName::Timestamp) : 0;
  CHECK(wire.headers.size() == request.count(HeaderName::Via) + recordRoutes + timestamps + 6);
  CHECK(wire.count("Via") == request.count(HeaderName::Via));
  CHECK(wire.count("Record-Route") == recordRoutes);
  for (const std::string_view name : {"From", "To", "Call-ID", "CSeq", "Server"}) {
    CHECK(wire.count(name) == 1);
  }
  CHECK(wire.body.empty());

  sip::ParseLimits limits;  // a tag more than the request had
  limits.headerBytes += 100;
  limits.messageBytes += 1000;
  auto result = Message::parse(text, limits);
  REQUIRE(std::holds_alternative<Message>(result));
  const Message& response = std::get<Message>(result);
  CHECK(response.statusCode() == status);
  CHECK(response.cseq() == request.cseq());
  CHECK(response.cseqMethod() == request.cseqMethod());
  CHECK(response.callId() == request.callId());
  CHECK(response.fromTag() == sip::unfold(request.fromTag()));
  CHECK(response.topVia().branch == sip::unfold(request.topVia().branch));
  CHECK(response.topVia().host == request.topVia().host);
  CHECK(response.from().uri == sip::unfold(request.from().uri));
  CHECK(response.to().uri == sip::unfold(request.to().uri));
  if (status != 100) {
    CHECK(response.toTag() == (request.toTag().empty() ? "ourtag" : sip::unfold(request.toTag())));
  }
}

void run(std::string_view input) {
  const std::string text(input);
  auto result = Message::parse(text);
  if (const auto* error = std::get_if<ParseError>(&result)) {
    CHECK(error->offset <= text.size());
    CHECK_FALSE(error->field.empty());
    CHECK_FALSE(error->rule.empty());
    CHECK(error->answerable == sip::isAnswerable(text));
    CHECK(sip::makeBadRequestResponse(text, *error).has_value() == error->answerable);
    return;
  }
  // Moving a message must not leave its views behind.
  const Message message = std::get<Message>(std::move(result));
  CHECK(message.text() == text);
  checkSpans(message);
  checkAccessors(message);
  checkIndex(message);
  checkRewritten(message);
  if (!message.isRequest()) return;
  checkResponse(message, 100, false);
  checkResponse(message, 200, true);
  checkResponse(message, 486, false);
}

const sip::fuzz::Registration kTarget("message", run);

}  // namespace
