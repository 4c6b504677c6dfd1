// Requests of ours and their answers, led to whoever sent them. RFC 3261 §8.1.

#include <utility>

#include "sip/core/core_impl.hpp"
#include "sip/core/extra_headers.hpp"

namespace sip {

using detail::addUnlessThere;

/// Adds what every request of ours says of us, unless the application said it already.
void Core::Impl::complete(OutgoingRequest& request) const {
  auto& headers = request.extraHeaders;
  const Method method = methodOf(request.method);
  // §8.1.1.8: a request that makes or refreshes a dialog carries exactly one Contact.
  const bool wantsContact = method == Method::Invite || method == Method::Subscribe ||
                            method == Method::Refer || method == Method::Update ||
                            method == Method::Notify;
  if (wantsContact) addUnlessThere(headers, HeaderName::Contact, configuration.contact);
  if (method == Method::Invite) addUnlessThere(headers, HeaderName::Allow, kAllow);
  if (method != Method::Ack) addUnlessThere(headers, HeaderName::Supported, supportedTags());
  addUnlessThere(headers, HeaderName::UserAgent, configuration.userAgent);
}

RequestId Core::Impl::sendRequest(RequestOwner owner, OutgoingRequest request) {
  complete(request);
  return requests.send(owner, std::move(request));
}

RequestId Core::Impl::send(SessionId session, OutgoingRequest request) {
  return sendRequest({RequestOwner::Kind::Session, session.value}, std::move(request));
}

void Core::Impl::sendAgain(RequestId request, OutgoingRequest again) {
  complete(again);
  requests.sendAgain(request, std::move(again));
}

void Core::Impl::cancelRequest(RequestId request, std::vector<std::string> extraHeaders) {
  (void)requests.cancel(request, std::move(extraHeaders));
}

std::string Core::Impl::sendAck(const OutgoingRequest& ack) {
  OutgoingRequest completed = ack;
  complete(completed);
  return transactions.sendAck(completed);
}

RequestId Core::Impl::sendRegister(RegistrationId registration, const OutgoingRequest& request) {
  return sendRequest({RequestOwner::Kind::Registration, registration.value}, request);
}

void Core::Impl::onResponse(ClientTransactionId id, const MessagePtr& response) {
  requests.onResponse(id, response);
}

void Core::Impl::onRequestFailure(ClientTransactionId id, Failure failure) {
  requests.onFailure(id, failure);
}

void Core::Impl::onClientTerminated(ClientTransactionId id) {
  requests.onTerminated(id);
}

void Core::Impl::onStrayResponse(const MessagePtr& response) {
  ++counters.strayResponses;
  if (Session* it = sessionByTag(response->fromTag())) {
    it->onStrayResponse(response);
  } else {
    log(LogLevel::Debug, LogCategory::Transaction,
        "Dropped a response that belongs to no transaction.");
  }
}

void Core::Impl::onResponse(RequestOwner owner, RequestId request, const MessagePtr& response,
                            int status) {
  switch (owner.kind) {
    case RequestOwner::Kind::Session:
      if (Session* it = session(SessionId{owner.id})) it->onResponse(request, response, status);
      break;
    case RequestOwner::Kind::Registration:
      if (Registration* it = registration(RegistrationId{owner.id}))
        it->onResponse(request, response, status);
      break;
    case RequestOwner::Kind::Application:
      effects.add(EffectKind::Response, request.value,
                  static_cast<std::uint32_t>(responseKindOf(status)),
                  response ? response->id.value : 0, static_cast<std::uint32_t>(status));
      break;
  }
}

std::uint32_t Core::Impl::nextSequence(RequestOwner owner, RequestId request,
                                       std::uint32_t current) {
  if (owner.kind == RequestOwner::Kind::Session) {
    if (Session* it = session(SessionId{owner.id})) return it->nextSequence(request, current);
  } else if (owner.kind == RequestOwner::Kind::Registration) {
    if (Registration* it = registration(RegistrationId{owner.id}))
      it->onAuthenticated(request, current + 1);
  }
  return current + 1;
}

void Core::Impl::onRequestEnded(RequestOwner owner, RequestId request) {
  if (owner.kind == RequestOwner::Kind::Session) {
    if (Session* it = session(SessionId{owner.id})) {
      it->onRequestEnded(request);
      ending_.push_back(it->id());
    }
  }
  effects.add(EffectKind::RequestEnded, request.value);
}

}  // namespace sip
