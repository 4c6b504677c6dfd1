// Requests from the network: whom they are for, whether they can be understood, and who takes them.
// RFC 3261 §8.2, §9.2, §12.2.2.

#include <utility>

#include "sip/base/text.hpp"
#include "sip/core/core_impl.hpp"
#include "sip/message/escape.hpp"
#include "sip/message/session_body.hpp"
#include "sip/message/uri_view.hpp"

namespace sip {
namespace {

constexpr std::string_view kAcceptEncodingHeader = "Accept-Encoding: identity";

/// "%41lice" and "alice" name the same user to a lenient eye, which leaves letter case to the
/// server (§19.1.4).
bool sameUser(std::string_view uriText, const std::string& user) {
  const auto uri = scanUri(uriText);
  return uri && !user.empty() && equalsIgnoreCase(unescaped(uri->user), unescaped(user));
}

std::string userOf(std::string_view headerOrUri) {
  const auto address = parseNameAddr(headerOrUri);
  const auto uri = scanUri(address ? address->uri : headerOrUri);
  return std::string(uri ? uri->user : std::string_view());
}

}  // namespace

void Core::Impl::onRequest(ServerTransactionId id, const MessagePtr& request) {
  const Method method = request->method();
  if (method == Method::Cancel) return onCancel(id, request);

  // In the order of §8.2: method, whom it is for, extensions, content.
  if (method == Method::Unknown || method == Method::Publish) {
    return answer(id, method == Method::Unknown ? 501 : 405, kAllowHeader);  // §8.2.1, §21.5.2
  }
  const bool inDialog = !request->toTag().empty();
  Session* const dialog = inDialog ? sessionByTag(request->toTag()) : nullptr;
  if (inDialog && !dialog) return answer(id, 481);  // §12.2.2
  if (!inDialog && !acceptsOutside(id, *request)) return;
  if (const std::string unsupported = unsupportedExtensions(*request); !unsupported.empty()) {
    return answer(id, 420, "Unsupported: " + unsupported);  // §8.2.2.3
  }
  const auto encoding = request->header(HeaderName::ContentEncoding);
  if (encoding && !request->body().empty() && !equalsIgnoreCase(*encoding, "identity")) {
    return answer(id, 415, kAcceptEncodingHeader);  // §8.2.3
  }
  // The content of other requests is the application's to understand.
  if (method == Method::Invite && !acceptsContent(id, *request)) return;

  if (dialog) {
    if (method == Method::Invite) invites_.set(id, dialog->id());
    return dialog->onRequest(id, request);
  }
  if (method == Method::Invite) return onInvite(id, request);
  if (method == Method::Options) return respondDefault(id);
  emit(EffectKind::IncomingRequest, 0, id.value, request->id.value,
       static_cast<std::uint32_t>(method), {});
}

/// Is it a request that can be made outside a dialog, and for us? If not, it has been answered.
bool Core::Impl::acceptsOutside(ServerTransactionId id, const Message& request) {
  const Method method = request.method();
  const auto target = scanUri(request.requestUri());
  if (method == Method::Bye || method == Method::Info || method == Method::Prack ||
      method == Method::Update) {
    answer(id, 481);  // these exist inside dialogs only
  } else if (!target || !(target->isSip() || target->isTel())) {
    answer(id, target ? 416 : 400);  // §8.2.2.1
  } else if (!isForUs(request)) {
    log(LogLevel::Warn, LogCategory::Core, "A request for somebody else came here: answering 404.");
    answer(id, 404);
  } else if (isOwnRequest(request)) {
    answer(id, 482);  // our own INVITE came back to us
  } else {
    return true;
  }
  return false;
}

/// Can all that the body of an INVITE demands to be understood be (§8.2.3, RFC 5621 §8.4)? If not,
/// it has been answered.
bool Core::Impl::acceptsContent(ServerTransactionId id, const Message& invite) {
  const BodyProblem problem = readSessionBody(invite).problem;
  if (problem == BodyProblem::None) return true;
  log(LogLevel::Warn, LogCategory::Core, "A body that cannot be understood: refusing the INVITE.");
  if (problem == BodyProblem::Malformed) {
    answer(id, 400);
  } else {
    answer(id, 415,
           problem == BodyProblem::Encoding ? kAcceptEncodingHeader : kAcceptedTypesHeader);
  }
  return false;
}

void Core::Impl::onInvite(ServerTransactionId id, const MessagePtr& invite) {
  const SessionId sessionId{++lastSession_};
  auto created = std::make_unique<Session>(sessionId, Session::Role::Callee, *this);
  Session& it = *created;
  addSession(std::move(created));
  invites_.set(id, sessionId);
  it.receiveInvite(id, invite);
  indexTag(it);
}

void Core::Impl::onCancel(ServerTransactionId id, const MessagePtr& cancel) {
  const auto target = transactions.cancelTarget(*cancel);
  if (!target) return answer(id, 481);
  // §9.2: the answer to the CANCEL carries the same To tag as the answers to the INVITE.
  ResponseOptions options;
  (void)transactions.respond(id, options, transactions.toTagOf(*target), false);
  if (Session* it = session(invites_.find(*target))) it->onCancel(*target, cancel);
}

void Core::Impl::onAck(const MessagePtr& ack) {
  if (Session* it = sessionByTag(ack->toTag())) it->onAck(ack);
}

void Core::Impl::onServerFailure(ServerTransactionId, Failure failure) {
  // A final answer that nobody acknowledged ends with its transaction; a 2xx is the session's own
  // to repeat (§13.3.1.4).
  log(LogLevel::Warn, LogCategory::Transaction,
      failure == Failure::Timeout ? "No ACK came for a final response."
                                  : "A response could not be sent.");
}

void Core::Impl::onServerTerminated(ServerTransactionId id) {
  invites_.erase(id);
  timers.clear({kUnansweredTimer, id.value});
}

/// Lenient on purpose: servers rewrite the Request-URI, so the To header, our contact's user and
/// its host count too. Only a request that names us nowhere is for nobody here (§8.2.2.1).
bool Core::Impl::isForUs(const Message& request) const {
  const std::string aorUser = userOf(configuration.aor);
  const std::string contactUser = userOf(configuration.contact);
  if (aorUser.empty() && contactUser.empty()) return true;
  for (const std::string& user : {aorUser, contactUser}) {
    if (sameUser(request.requestUri(), user) || sameUser(request.to().uri, user)) return true;
  }
  const auto contact = parseNameAddr(configuration.contact);
  const auto contactUri = contact ? scanUri(contact->uri) : std::nullopt;
  const auto target = scanUri(request.requestUri());
  return contactUri && target && equalsIgnoreCase(contactUri->host, target->host);
}

bool Core::Impl::isOwnRequest(const Message& request) const {
  return sessionByTag(request.fromTag()) != nullptr;
}

std::string Core::Impl::unsupportedExtensions(const Message& request) const {
  std::string unsupported;
  for (std::string_view tag : request.list(HeaderName::Require)) {
    bool known = false;
    for (const std::string& supported : configuration.supported)
      known = known || equalsIgnoreCase(supported, tag);
    if (known) continue;
    appendToList(unsupported, tag);
  }
  return unsupported;
}

}  // namespace sip
