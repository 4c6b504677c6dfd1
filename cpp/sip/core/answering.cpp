// Responses of ours: the application's, completed, and the core's own where no application answers.
// RFC 3261 §8.2, §11.2, §21.

#include <utility>

#include "sip/base/text.hpp"
#include "sip/core/core_impl.hpp"
#include "sip/core/extra_headers.hpp"
#include "sip/message/session_body.hpp"

namespace sip {

using detail::addUnlessThere;

std::string Core::Impl::supportedTags() const {
  std::string tags;
  for (const std::string& tag : configuration.supported) appendToList(tags, tag);
  return tags;
}

Status Core::Impl::respond(ServerTransactionId id, const ResponseOptions& options) {
  const MessagePtr request = transactions.requestOf(id);
  if (!request)
    return Error{ErrorCode::UnknownId,
                 "The request has ended: its final response was sent, or its time is over."};
  ResponseOptions completed = options;
  auto& headers = completed.extraHeaders;
  const bool dialogForming =
      request->method() == Method::Invite && options.statusCode > 100 && options.statusCode < 300;
  if (dialogForming) {
    addUnlessThere(headers, HeaderName::Contact, configuration.contact);
    if (options.statusCode >= 200) {  // §13.3.1.4
      addUnlessThere(headers, HeaderName::Allow, kAllow);
      addUnlessThere(headers, HeaderName::Supported, supportedTags());
    }
  }
  if (options.statusCode > 100)
    addUnlessThere(headers, HeaderName::UserAgent, configuration.userAgent);
  return transactions.respond(id, completed, transactions.toTagOf(id), dialogForming);
}

void Core::Impl::answer(ServerTransactionId id, int status, std::string_view header) {
  ResponseOptions options;
  options.statusCode = status;
  if (!header.empty()) options.extraHeaders.emplace_back(header);
  (void)respond(id, options);
}

/// §11.2: what an INVITE would be told of our abilities.
void Core::Impl::answerOptions(ServerTransactionId id) {
  ResponseOptions options;
  auto& headers = options.extraHeaders;
  addUnlessThere(headers, HeaderName::Allow, kAllow);
  addUnlessThere(headers, HeaderName::Accept, kAcceptedTypes);
  addUnlessThere(headers, HeaderName::AcceptEncoding, "identity");
  addUnlessThere(headers, HeaderName::AcceptLanguage, "en");
  addUnlessThere(headers, HeaderName::Supported, supportedTags());
  (void)respond(id, options);
}

void Core::Impl::respondDefault(ServerTransactionId id) {
  const MessagePtr request = transactions.requestOf(id);
  if (!request) return;
  const bool inDialog = !request->toTag().empty();
  switch (request->method()) {
    case Method::Bye:
    case Method::Info:
    case Method::Message:
      return answer(id, 200);
    case Method::Options:
      return answerOptions(id);
    case Method::Notify:
      return answer(id, inDialog ? 200 : 481);  // RFC 6665 §4.1.3: no subscription of ours
    case Method::Subscribe:
      return answer(id, 489);  // RFC 6665 §4.2.1.3: no event package is known here
    case Method::Invite:       // its session answers
    case Method::Ack:
    case Method::Cancel:
      return;
    case Method::Prack:
      return answer(id, 481);  // RFC 3262 §3: it acknowledges nothing of ours
    case Method::Publish:
    case Method::Refer:
    case Method::Register:
    case Method::Update:
    case Method::Unknown:
      return answer(id, 405, kAllowHeader);
  }
}

/// A request handed to the application must not wait for ever: a forgotten BYE keeps the peer in a
/// call that is over.
void Core::Impl::expectAnswer(ServerTransactionId id, Method method) {
  const DurationMs patience = method == Method::Bye ? timing().t1 : 60 * timing().t1;
  timers.set({kUnansweredTimer, id.value}, now_ + patience);
}

void Core::Impl::onUnanswered(ServerTransactionId id) {
  const MessagePtr request = transactions.requestOf(id);
  if (!request) return;
  if (request->method() == Method::Bye) return respondDefault(id);
  log(LogLevel::Warn, LogCategory::Core,
      "A request was never answered by the application: answering 500.");
  answer(id, 500);
}

}  // namespace sip
