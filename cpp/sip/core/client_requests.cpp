#include "sip/core/client_requests.hpp"

#include <utility>

namespace sip {

ClientRequests::ClientRequests(TransactionLayer& transactions, DigestClient& digest,
                               Entropy& entropy, RequestObserver& observer)
    : transactions_(transactions), digest_(digest), entropy_(entropy), observer_(observer) {}

const SentRequest* ClientRequests::sent(RequestId id) const {
  const Request* entry = find(id);
  return entry ? &entry->sent : nullptr;
}

RequestId ClientRequests::send(RequestOwner owner, OutgoingRequest request) {
  const RequestId id{++last_};
  Request& entry = requests_.add(id, std::make_unique<Request>());
  entry.owner = owner;
  entry.applicationHeaders = request.extraHeaders;
  entry.sent.request = std::move(request);
  transmit(id, entry);
  return id;
}

void ClientRequests::hold(RequestId id) {
  if (Request* entry = find(id)) entry->held = true;
}

void ClientRequests::release(RequestId id) {
  Request* entry = find(id);
  if (!entry || !std::exchange(entry->held, false)) return;
  if (!entry->transaction) end(id);
}

void ClientRequests::sendAgain(RequestId id, OutgoingRequest request) {
  Request& entry = *find(id);
  const RequestOwner owner = entry.owner;
  entry = Request{};
  entry.owner = owner;
  entry.applicationHeaders = request.extraHeaders;
  entry.sent.request = std::move(request);
  transmit(id, entry);
}

void ClientRequests::end(RequestId id) {
  const RequestOwner owner = find(id)->owner;
  requests_.erase(id);
  observer_.onRequestEnded(owner, id);
}

void ClientRequests::transmit(RequestId id, Request& entry) {
  entry.provisional = false;
  entry.sent.request.extraHeaders = entry.applicationHeaders;
  for (const std::string& line : entry.sent.authorization)
    entry.sent.request.extraHeaders.push_back(line);
  entry.transaction = transactions_.request(entry.sent.request);
  byTransaction_.set(entry.transaction, id);
}

Status ClientRequests::cancel(RequestId id, std::vector<std::string> extraHeaders) {
  Request* entry = find(id);
  if (!entry || entry->answered)
    return {ErrorCode::UnknownId, "The request has had its final response."};
  if (entry->sent.request.method != "INVITE")
    return {ErrorCode::InvalidArgument, "Only an INVITE can be cancelled."};
  if (entry->cancelWanted) return Done{};
  entry->cancelWanted = true;
  entry->cancelHeaders = std::move(extraHeaders);
  if (entry->provisional) sendCancel(*entry);
  return Done{};
}

void ClientRequests::sendCancel(Request& entry) {
  // Without a final response the transaction times out 64*T1 later (§9.1).
  transactions_.cancel(entry.transaction, entry.cancelHeaders);
}

bool ClientRequests::authenticate(RequestId id, const Message& response) {
  Request& entry = *find(id);
  switch (digest_.onChallenge(response, entry.challenges)) {
    case DigestClient::Outcome::Answered:
      break;
    case DigestClient::Outcome::Refused:
      observer_.log(LogLevel::Error, LogCategory::Core,
                    "The server refuses the password: authentication failed.");
      return false;
    case DigestClient::Outcome::Unusable:
      observer_.log(LogLevel::Error, LogCategory::Core,
                    "The server asks for a kind of authentication that is not known.");
      return false;
    case DigestClient::Outcome::NoPassword:
      observer_.log(LogLevel::Error, LogCategory::Core,
                    "The server asks for a password and none is configured.");
      return false;
  }
  const RequestOwner owner = entry.owner;
  const std::uint32_t cseq = observer_.nextSequence(owner, id, entry.sent.request.cseq);
  entry.sent.request.cseq = cseq;
  entry.sent.authorization =
      digest_.authorize(entry.challenges, entry.sent.request.method, entry.sent.request.requestUri,
                        entry.sent.request.body ? std::string_view(entry.sent.request.body->content)
                                                : std::string_view{},
                        entropy_);
  byTransaction_.erase(entry.transaction);
  transmit(id, entry);
  return true;
}

bool ClientRequests::onResponse(ClientTransactionId transaction, const MessagePtr& response) {
  const RequestId id = byTransaction_.find(transaction);
  if (!id) return false;
  Request& entry = *find(id);
  if (response->isProvisional()) {
    if (!entry.provisional) {
      entry.provisional = true;
      if (entry.cancelWanted) sendCancel(entry);
    }
  } else {
    const int status = response->statusCode();
    // A request that is to be cancelled is not tried again: the callee would ring for a caller who
    // has gone (§9.1).
    if ((status == 401 || status == 407) && !entry.answered && !entry.cancelWanted &&
        authenticate(id, *response)) {
      return true;
    }
    if (entry.answered && !response->isSuccess()) return true;
    entry.answered = true;
  }
  observer_.onResponse(entry.owner, id, response, response->statusCode());
  return true;
}

bool ClientRequests::onFailure(ClientTransactionId transaction, Failure failure) {
  const RequestId id = byTransaction_.find(transaction);
  if (!id) return false;
  Request& entry = *find(id);
  if (std::exchange(entry.answered, true)) return true;
  const int timeout = entry.cancelWanted ? 487 : 408;  // §9.1: then considered cancelled
  observer_.onResponse(entry.owner, id, nullptr, failure == Failure::Timeout ? timeout : 503);
  return true;
}

bool ClientRequests::onTerminated(ClientTransactionId transaction) {
  const RequestId id = byTransaction_.find(transaction);
  if (!id) return false;
  byTransaction_.erase(transaction);
  Request& entry = *find(id);
  entry.transaction = {};
  if (!entry.held) end(id);
  return true;
}

void ClientRequests::failAll() {
  std::vector<ClientTransactionId> waiting;
  for (const Request* request : requests_.all()) {
    if (request->transaction && !request->answered) waiting.push_back(request->transaction);
  }
  for (ClientTransactionId transaction : waiting) transactions_.transportFailed(transaction);
}

void ClientRequests::clear() {
  requests_.clear();
  byTransaction_.clear();
}

}  // namespace sip
