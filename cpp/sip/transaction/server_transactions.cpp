#include "sip/transaction/server_transactions.hpp"

#include <utility>

#include "sip/base/text.hpp"
#include "sip/transaction/timer_kinds.hpp"
#include "sip/transaction/transaction_key.hpp"

namespace sip::detail {
namespace {

constexpr std::size_t kTagDigits = 16;

TransactionState publicState(InviteServerTransaction::State state) {
  switch (state) {
    case InviteServerTransaction::State::Proceeding:
      return TransactionState::Proceeding;
    case InviteServerTransaction::State::Accepted:
      return TransactionState::Accepted;
    case InviteServerTransaction::State::Completed:
      return TransactionState::Completed;
    case InviteServerTransaction::State::Terminated:
      break;
  }
  return TransactionState::Terminated;
}

TransactionState publicState(NonInviteServerTransaction::State state) {
  switch (state) {
    case NonInviteServerTransaction::State::Trying:
      return TransactionState::Trying;
    case NonInviteServerTransaction::State::Proceeding:
      return TransactionState::Proceeding;
    case NonInviteServerTransaction::State::Terminated:
      break;
  }
  return TransactionState::Terminated;
}

}  // namespace

void ServerTransactions::receive(const MessagePtr& request, const Timing& timing) {
  if (request->method() == Method::Ack) return receiveAck(request);
  if (const std::optional<ServerTransactionId> id = match(*request)) {
    return run(
        *id,
        std::visit([](auto& machine) { return machine.onRetransmission(); }, find(*id)->machine),
        request);
  }
  if (live_.size() >= TransactionLayer::kMaxServerTransactions) return refuse(*request);
  if (isMerged(*request)) {
    // A transaction of its own all the same, so that the ACK to the 482 finds one.
    ResponseOptions loopDetected;
    loopDetected.statusCode = 482;
    (void)respond(open(request, timing, true), loopDetected, {}, false);
    return;
  }
  const ServerTransactionId id = open(request, timing, false);
  run(id, std::visit([](auto& machine) { return machine.start(); }, find(id)->machine), request);
}

void ServerTransactions::receiveAck(const MessagePtr& ack) {
  const std::optional<ServerTransactionId> id = match(*ack);
  if (!id) {
    user_.onAck(ack);
  } else if (auto* machine = std::get_if<InviteServerTransaction>(&find(*id)->machine)) {
    run(*id, machine->onAck(), ack);
  }
}

void ServerTransactions::onTimer(ServerTransactionId id, Timer timer) {
  Entry* entry = find(id);
  if (!entry) return;
  if (auto* machine = std::get_if<InviteServerTransaction>(&entry->machine)) {
    run(id, machine->onTimer(timer), nullptr);
  }
}

void ServerTransactions::transportFailed(ServerTransactionId id) {
  Entry* entry = find(id);
  if (!entry) return;
  run(id, std::visit([](auto& machine) { return machine.onTransportError(); }, entry->machine),
      nullptr);
}

Status ServerTransactions::respond(ServerTransactionId id, const ResponseOptions& options,
                                   std::string_view toTag, bool copyRecordRoute) {
  Entry* entry = find(id);
  if (!entry) return {ErrorCode::UnknownId, "The request has ended; it was answered before."};
  const int status = options.statusCode;
  if (status < 100 || status > 699) {
    return {ErrorCode::InvalidArgument, "The status code must be from 100 to 699."};
  }
  if (holdsLineBreak(options.reasonPhrase)) {
    return {ErrorCode::HeaderInjection, "The reason phrase holds CR, LF or NUL."};
  }
  if (Status checked = checkHeaders(options.extraHeaders, options.body); !checked) return checked;
  if (!std::visit([&](auto& machine) { return machine.allows(status); }, entry->machine)) {
    return {ErrorCode::InvalidState, "The request was answered with a final response before."};
  }
  // §8.2.6.2: the answers to a request share one tag (which a 100 does not show).
  if (toTag.empty()) {
    toTagOf(id);
  } else {
    entry->toTag = toTag;
  }
  entry->lastResponse = serialiseResponse(*entry->request, options, entry->toTag, copyRecordRoute);
  run(id, std::visit([&](auto& machine) { return machine.respond(status); }, entry->machine),
      nullptr);
  return Done{};
}

void ServerTransactions::resendResponse(ServerTransactionId id) {
  const Entry* entry = find(id);
  if (entry && !entry->lastResponse.empty()) host_.send(entry->lastResponse, {}, id);
}

std::optional<TransactionState> ServerTransactions::state(ServerTransactionId id) const {
  const Entry* entry = find(id);
  if (!entry) return std::nullopt;
  return std::visit([](const auto& machine) { return publicState(machine.state()); },
                    entry->machine);
}

MessagePtr ServerTransactions::requestOf(ServerTransactionId id) const {
  const Entry* entry = find(id);
  return entry ? entry->request : nullptr;
}

std::optional<ServerTransactionId> ServerTransactions::cancelTarget(const Message& cancel) const {
  const ServerTransactionId id = findByKey(serverKey(cancel), [&](const Entry& entry) {
    return entry.request->method() != Method::Cancel && toTagsMatch(*entry.request, cancel, {});
  });
  return id ? std::optional(id) : std::nullopt;
}

std::string ServerTransactions::toTagOf(ServerTransactionId id) {
  Entry* entry = find(id);
  if (!entry) return {};
  if (!entry->request->toTag().empty()) return std::string(entry->request->toTag());
  if (entry->toTag.empty()) entry->toTag = entropy_.token(kTagDigits);
  return entry->toTag;
}

void ServerTransactions::clear() {
  for (const IndexTable::Value id : byKey_.values()) {
    end(ServerTransactionId{static_cast<std::uint32_t>(id)});
  }
}

template <class Accept>
ServerTransactionId ServerTransactions::findByKey(const std::string& key, Accept accept) const {
  const auto accepts = [&](IndexTable::Value value) {
    const Entry& entry = *find(ServerTransactionId{static_cast<std::uint32_t>(value)});
    return entry.key == key && accept(entry);
  };
  return {static_cast<std::uint32_t>(byKey_.find(IndexTable::keyOf(key), accepts))};
}

std::optional<ServerTransactionId> ServerTransactions::match(const Message& request) const {
  const std::string_view method =
      request.method() == Method::Ack ? nameOf(Method::Invite) : request.methodName();
  const ServerTransactionId id = findByKey(serverKey(request), [&](const Entry& entry) {
    return entry.request->methodName() == method &&
           toTagsMatch(*entry.request, request, entry.toTag);
  });
  return id ? std::optional(id) : std::nullopt;
}

bool ServerTransactions::isMerged(const Message& request) const {
  if (!request.toTag().empty()) return false;
  const std::string key = mergeKey(request);
  return mergeKeys_.find(IndexTable::keyOf(key), [&](IndexTable::Value value) {
    return find(ServerTransactionId{static_cast<std::uint32_t>(value)})->mergeKey == key;
  }) != 0;
}

ServerTransactionId ServerTransactions::open(const MessagePtr& request, const Timing& timing,
                                             bool silent) {
  const ServerTransactionId id{++lastId_};
  auto entry = std::make_unique<Entry>();
  entry->request = request;
  entry->key = serverKey(*request);
  entry->silent = silent;
  if (request->method() == Method::Invite) entry->machine = InviteServerTransaction(timing);
  // A CANCEL is for the request on its own branch, whatever happens on others (§9.2).
  if (!silent && request->toTag().empty() && request->method() != Method::Cancel) {
    entry->mergeKey = mergeKey(*request);
    mergeKeys_.insert(IndexTable::keyOf(entry->mergeKey), id.value);
  }
  byKey_.insert(IndexTable::keyOf(entry->key), id.value);
  live_.add(id, std::move(entry));
  return id;
}

void ServerTransactions::refuse(const Message& request) {
  ResponseOptions unavailable;
  unavailable.statusCode = 503;
  unavailable.extraHeaders = {"Retry-After: 32"};  // by then timers L and H have made room
  host_.send(serialiseResponse(request, unavailable, entropy_.token(kTagDigits), false), {}, {});
}

void ServerTransactions::run(ServerTransactionId id, const Outputs& outputs,
                             const MessagePtr& received) {
  for (const Output& output : outputs) {
    const Entry* entry = find(id);
    if (!entry) return;
    const bool silent = entry->silent;
    switch (output.kind) {
      case Output::Kind::SendResponse:
      case Output::Kind::ResendResponse:
        resendResponse(id);
        break;
      case Output::Kind::PassToUser:
        if (received->method() == Method::Ack) {
          user_.onAck(received);
        } else {
          user_.onRequest(id, received);
        }
        break;
      case Output::Kind::TimedOut:
        if (!silent) user_.onServerFailure(id, Failure::Timeout);
        break;
      case Output::Kind::TransportFailed:
        if (!silent) user_.onServerFailure(id, Failure::Transport);
        break;
      case Output::Kind::SetTimer:
        timers_.set(timerKey(kServerTimers, output.timer, id.value), host_.now() + output.delay);
        break;
      case Output::Kind::ClearTimer:
        timers_.clear(timerKey(kServerTimers, output.timer, id.value));
        break;
      case Output::Kind::Terminated:
        end(id);
        if (!silent) user_.onServerTerminated(id);
        return;
      case Output::Kind::SendRequest:
      case Output::Kind::SendAck:
        break;  // a client's
    }
  }
}

void ServerTransactions::end(ServerTransactionId id) {
  std::unique_ptr<Entry> entry = live_.take(id);
  if (!entry) return;
  for (const Timer timer : kAllTimers) timers_.clear(timerKey(kServerTimers, timer, id.value));
  byKey_.erase(IndexTable::keyOf(entry->key), id.value);
  if (!entry->mergeKey.empty()) mergeKeys_.erase(IndexTable::keyOf(entry->mergeKey), id.value);
  ended_.push_back(std::move(entry));
}

}  // namespace sip::detail
