// The client transactions of one layer: opens them, finds the one a response belongs to (RFC 3261
// §17.1.3), and carries out what their machines ask for.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sip/base/id_map.hpp"
#include "sip/transaction/invite_client.hpp"
#include "sip/transaction/non_invite_client.hpp"
#include "sip/transaction/transaction_layer.hpp"

namespace sip::detail {

class ClientTransactions {
 public:
  ClientTransactions(TransactionHost& host, TransactionUser& user, TimerQueue& timers)
      : host_(host), user_(user), timers_(timers) {}

  /// `via` has its branch.
  ClientTransactionId open(const OutgoingRequest& request, const Via& via, const Timing& timing);
  std::optional<ClientTransactionId> cancel(ClientTransactionId invite,
                                            const std::vector<std::string>& extraHeaders,
                                            const Timing& timing);
  /// False when the response belongs to none.
  bool receive(const MessagePtr& response);
  void onTimer(ClientTransactionId id, Timer timer);
  void transportFailed(ClientTransactionId id);

  std::optional<TransactionState> state(ClientTransactionId id) const;
  std::size_t size() const { return live_.size(); }
  void collect() { ended_.clear(); }
  void clear();

 private:
  struct Entry {
    std::string key;  ///< in byKey_
    std::variant<InviteClientTransaction, NonInviteClientTransaction> machine;
    /// What CANCEL and ACK repeat of an INVITE, without its own headers and body; empty for other
    /// methods.
    std::optional<OutgoingRequest> invite;
    Via via;
  };

  Entry* find(ClientTransactionId id) const { return live_.find(id); }
  InviteClientTransaction* inviteMachine(ClientTransactionId id) const;
  /// Carries out `outputs` in order. Looks the transaction up for each one, since a callback may
  /// have ended it. `response` is the one just received, `requestText` what SendRequest sends.
  void run(ClientTransactionId id, const Outputs& outputs, const MessagePtr& response,
           std::string requestText = {});
  void sendAck(const Entry& entry, const Message& response);
  void end(ClientTransactionId id);

  TransactionHost& host_;
  TransactionUser& user_;
  TimerQueue& timers_;
  std::uint32_t lastId_ = 0;
  IdMap<ClientTransactionId, Entry> live_;
  IndexTable byKey_;  ///< from hashes of keys to ids
  std::vector<std::unique_ptr<Entry>>
      ended_;  ///< kept until collect(): a caller further up may still look at one
};

}  // namespace sip::detail
