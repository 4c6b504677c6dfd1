// Responses of ours: the application's, completed, and the core's own where no application answers.
// RFC 3261 §8.2, §11.2, §21.

#include <utility>

#include "sip/core/core_impl.hpp"
#include "sip/core/extra_headers.hpp"

namespace sip {

using detail::addUnlessThere;

std::string Core::Impl::supportedTags() const {
  std::string tags;
  for (const std::string& tag : configuration.supported) {
    if (!tags.empty()) tags += ", ";
    tags += tag;
  }
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

void Core::Impl::answer(ServerTransactionId id, int status, std::vector<std::string> extraHeaders) {
  ResponseOptions options;
  options.statusCode = status;
  options.extraHeaders = std::move(extraHeaders);
  (void)respond(id, options);
}

void Core::Impl::respondDefault(ServerTransactionId id) {
  const MessagePtr request = transactions.requestOf(id);
  if (!request) return;
  const bool inDialog = !request->toTag().empty();
  const auto notAllowed = [&] { answer(id, 405, {"Allow: " + std::string(kAllow)}); };
  switch (request->method()) {
    case Method::Bye:
    case Method::Info:
    case Method::Message:
      return answer(id, 200);
    case Method::Options: {  // §11.2: what an INVITE would be told of our abilities
      std::vector<std::string> headers{"Allow: " + std::string(kAllow),
                                       "Accept: application/sdp, text/plain",
                                       "Accept-Encoding: identity", "Accept-Language: en"};
      addUnlessThere(headers, HeaderName::Supported, supportedTags());
      return answer(id, 200, std::move(headers));
    }
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
      return notAllowed();
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
