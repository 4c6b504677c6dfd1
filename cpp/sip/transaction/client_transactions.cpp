#include "sip/transaction/client_transactions.hpp"

#include <utility>

#include "sip/transaction/timer_kinds.hpp"
#include "sip/transaction/transaction_key.hpp"

namespace sip::detail {
namespace {

TransactionState publicState(InviteClientTransaction::State state) {
  switch (state) {
    case InviteClientTransaction::State::Calling:
      return TransactionState::Calling;
    case InviteClientTransaction::State::Proceeding:
      return TransactionState::Proceeding;
    case InviteClientTransaction::State::Accepted:
      return TransactionState::Accepted;
    case InviteClientTransaction::State::Terminated:
      break;
  }
  return TransactionState::Terminated;
}

TransactionState publicState(NonInviteClientTransaction::State state) {
  switch (state) {
    case NonInviteClientTransaction::State::Trying:
      return TransactionState::Trying;
    case NonInviteClientTransaction::State::Proceeding:
      return TransactionState::Proceeding;
    case NonInviteClientTransaction::State::Terminated:
      break;
  }
  return TransactionState::Terminated;
}

/// A header value on one line (§7.3.1: a fold is one space), as we write it.
std::string unfolded(std::string_view value) {
  std::string result;
  for (const char c : value) {
    if (c != '\r' && c != '\n') result += c;
  }
  return result;
}

}  // namespace

ClientTransactionId ClientTransactions::open(const OutgoingRequest& request, const Via& via,
                                             const Timing& timing) {
  const ClientTransactionId id{++lastId_};
  const bool isInvite = request.method == "INVITE";
  auto entry =
      std::make_unique<Entry>(Entry{clientKey(via.branch, request.method),
                                    NonInviteClientTransaction(timing), std::nullopt, via});
  if (isInvite) {
    entry->machine = InviteClientTransaction(timing);
    entry->invite = request;
    entry->invite->extraHeaders.clear();
    entry->invite->body.reset();
  }
  const Outputs outputs = std::visit([](auto& machine) { return machine.start(); }, entry->machine);
  byKey_.insert(IndexTable::keyOf(entry->key), id.value);
  live_.add(id, std::move(entry));
  run(id, outputs, nullptr, serialise(request, via));
  return id;
}

std::optional<ClientTransactionId> ClientTransactions::cancel(
    ClientTransactionId invite, const std::vector<std::string>& extraHeaders,
    const Timing& timing) {
  InviteClientTransaction* machine = inviteMachine(invite);
  if (!machine) return std::nullopt;
  switch (machine->state()) {
    case InviteClientTransaction::State::Calling:
    case InviteClientTransaction::State::Proceeding:
      break;
    case InviteClientTransaction::State::Accepted:
    case InviteClientTransaction::State::Terminated:
      return std::nullopt;  // §9.1: a CANCEL has no effect on a request with a final response
  }
  const Entry* entry = find(invite);
  OutgoingRequest request = *entry->invite;
  request.method = "CANCEL";
  request.extraHeaders = extraHeaders;
  request.maxForwards = 70;
  const Via via = entry->via;
  const ClientTransactionId id = open(request, via, timing);
  run(invite, machine->onCancelSent(), nullptr);
  return id;
}

bool ClientTransactions::receive(const MessagePtr& response) {
  const std::string key = clientKey(response->topVia().branch, response->cseqMethod());
  const ClientTransactionId id{
      static_cast<std::uint32_t>(byKey_.find(IndexTable::keyOf(key), [&](IndexTable::Value value) {
        return find(ClientTransactionId{static_cast<std::uint32_t>(value)})->key == key;
      }))};
  if (!id) return false;
  const int status = response->statusCode();
  run(id, std::visit([&](auto& machine) { return machine.onResponse(status); }, find(id)->machine),
      response);
  return true;
}

void ClientTransactions::onTimer(ClientTransactionId id, Timer timer) {
  Entry* entry = find(id);
  if (!entry) return;
  run(id, std::visit([&](auto& machine) { return machine.onTimer(timer); }, entry->machine),
      nullptr);
}

void ClientTransactions::transportFailed(ClientTransactionId id) {
  Entry* entry = find(id);
  if (!entry) return;
  run(id, std::visit([](auto& machine) { return machine.onTransportError(); }, entry->machine),
      nullptr);
}

std::optional<TransactionState> ClientTransactions::state(ClientTransactionId id) const {
  const Entry* entry = find(id);
  if (!entry) return std::nullopt;
  return std::visit([](const auto& machine) { return publicState(machine.state()); },
                    entry->machine);
}

void ClientTransactions::clear() {
  for (const IndexTable::Value id : byKey_.values()) {
    end(ClientTransactionId{static_cast<std::uint32_t>(id)});
  }
}

InviteClientTransaction* ClientTransactions::inviteMachine(ClientTransactionId id) const {
  Entry* entry = find(id);
  return entry ? std::get_if<InviteClientTransaction>(&entry->machine) : nullptr;
}

void ClientTransactions::run(ClientTransactionId id, const Outputs& outputs,
                             const MessagePtr& response, std::string requestText) {
  for (const Output& output : outputs) {
    const Entry* entry = find(id);
    if (!entry) return;
    switch (output.kind) {
      case Output::Kind::SendRequest:
        host_.send(std::move(requestText), id, {});
        break;
      case Output::Kind::SendAck:
        sendAck(*entry, *response);
        break;
      case Output::Kind::PassToUser:
        user_.onResponse(id, response);
        break;
      case Output::Kind::TimedOut:
        user_.onRequestFailure(id, Failure::Timeout);
        break;
      case Output::Kind::TransportFailed:
        user_.onRequestFailure(id, Failure::Transport);
        break;
      case Output::Kind::SetTimer:
        timers_.set(timerKey(kClientTimers, output.timer, id.value), host_.now() + output.delay);
        break;
      case Output::Kind::ClearTimer:
        timers_.clear(timerKey(kClientTimers, output.timer, id.value));
        break;
      case Output::Kind::Terminated:
        end(id);
        user_.onClientTerminated(id);
        return;
      case Output::Kind::SendResponse:
      case Output::Kind::ResendResponse:
        break;  // a server's
    }
  }
}

void ClientTransactions::sendAck(const Entry& entry, const Message& response) {
  // §17.1.1.3: the INVITE's Request-URI, From, Call-ID, CSeq number, Route and top Via; the
  // response's To.
  OutgoingRequest ack = *entry.invite;
  ack.method = "ACK";
  ack.to = unfolded(response.header(HeaderName::To).value_or(ack.to));
  ack.maxForwards = 70;
  host_.send(serialise(ack, entry.via), {}, {});
}

void ClientTransactions::end(ClientTransactionId id) {
  std::unique_ptr<Entry> entry = live_.take(id);
  if (!entry) return;
  for (const Timer timer : kAllTimers) timers_.clear(timerKey(kClientTimers, timer, id.value));
  byKey_.erase(IndexTable::keyOf(entry->key), id.value);
  ended_.push_back(std::move(entry));
}

}  // namespace sip::detail
