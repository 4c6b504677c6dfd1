#include "sip/transaction/transaction_layer.hpp"

#include <utility>

#include "sip/transaction/client_transactions.hpp"
#include "sip/transaction/server_transactions.hpp"
#include "sip/transaction/timer_kinds.hpp"

namespace sip {

struct TransactionLayer::Impl {
  Impl(TransactionHost& hostOf, TransactionUser& userOf, TimerQueue& timers, Entropy& entropyOf)
      : host(hostOf),
        user(userOf),
        entropy(entropyOf),
        clients(hostOf, userOf, timers),
        servers(hostOf, userOf, timers, entropyOf) {}

  /// §8.1.1.7: unique for each request but CANCEL and the ACK to a non-2xx.
  Via freshVia() {
    Via fresh = via;
    fresh.branch = "z9hG4bK" + entropy.token(20);
    return fresh;
  }

  TransactionHost& host;
  TransactionUser& user;
  Entropy& entropy;
  Timing timing;
  Via via;
  detail::ClientTransactions clients;
  detail::ServerTransactions servers;
};

TransactionLayer::TransactionLayer(TransactionHost& host, TransactionUser& user, TimerQueue& timers,
                                   Entropy& entropy)
    : impl_(std::make_unique<Impl>(host, user, timers, entropy)) {}

TransactionLayer::~TransactionLayer() = default;

Timing& TransactionLayer::timing() {
  return impl_->timing;
}

void TransactionLayer::setVia(Via via) {
  impl_->via = std::move(via);
}

void TransactionLayer::receive(const MessagePtr& message) {
  if (message->isRequest()) {
    impl_->servers.receive(message, impl_->timing);
  } else if (!impl_->clients.receive(message)) {
    impl_->user.onStrayResponse(message);
  }
}

bool TransactionLayer::ownsTimer(TimerKey key) {
  return key.kind >= detail::kClientTimers && key.kind < detail::kTimerKindsEnd;
}

void TransactionLayer::onTimer(TimerKey key) {
  if (key.kind < detail::kServerTimers) {
    impl_->clients.onTimer(ClientTransactionId{key.owner}, detail::timerOf(key));
  } else {
    impl_->servers.onTimer(ServerTransactionId{key.owner}, detail::timerOf(key));
  }
}

void TransactionLayer::transportFailed(ClientTransactionId id) {
  impl_->clients.transportFailed(id);
}

void TransactionLayer::transportFailed(ServerTransactionId id) {
  impl_->servers.transportFailed(id);
}

ClientTransactionId TransactionLayer::request(const OutgoingRequest& request) {
  return impl_->clients.open(request, impl_->freshVia(), impl_->timing);
}

std::optional<ClientTransactionId> TransactionLayer::cancel(
    ClientTransactionId invite, const std::vector<std::string>& extraHeaders) {
  return impl_->clients.cancel(invite, extraHeaders, impl_->timing);
}

std::string TransactionLayer::sendAck(const OutgoingRequest& ack) {
  std::string text = serialise(ack, impl_->freshVia());
  resend(text);
  return text;
}

void TransactionLayer::resend(const std::string& text) {
  impl_->host.send(text, {}, {});
}

std::optional<TransactionState> TransactionLayer::state(ClientTransactionId id) const {
  return impl_->clients.state(id);
}

Status TransactionLayer::respond(ServerTransactionId id, const ResponseOptions& options,
                                 std::string_view toTag, bool copyRecordRoute) {
  return impl_->servers.respond(id, options, toTag, copyRecordRoute);
}

void TransactionLayer::resendResponse(ServerTransactionId id) {
  impl_->servers.resendResponse(id);
}

std::optional<TransactionState> TransactionLayer::state(ServerTransactionId id) const {
  return impl_->servers.state(id);
}

MessagePtr TransactionLayer::requestOf(ServerTransactionId id) const {
  return impl_->servers.requestOf(id);
}

std::optional<ServerTransactionId> TransactionLayer::cancelTarget(const Message& cancel) const {
  return impl_->servers.cancelTarget(cancel);
}

std::string TransactionLayer::toTagOf(ServerTransactionId id) {
  return impl_->servers.toTagOf(id);
}

std::size_t TransactionLayer::size() const {
  return impl_->clients.size() + impl_->servers.size();
}

void TransactionLayer::collect() {
  impl_->clients.collect();
  impl_->servers.collect();
}

void TransactionLayer::clear() {
  impl_->clients.clear();
  impl_->servers.clear();
}

}  // namespace sip
