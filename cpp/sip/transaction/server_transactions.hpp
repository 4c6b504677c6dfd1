// The server transactions of one layer: finds the one a request belongs to (RFC 3261 §17.2.3),
// opens one for a request that is new, answers copies of a request (§8.2.2.2), and carries out what
// the machines ask for.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sip/base/id_map.hpp"
#include "sip/transaction/invite_server.hpp"
#include "sip/transaction/non_invite_server.hpp"
#include "sip/transaction/transaction_layer.hpp"

namespace sip::detail {

class ServerTransactions {
 public:
  ServerTransactions(TransactionHost& host, TransactionUser& user, TimerQueue& timers,
                     Entropy& entropy)
      : host_(host), user_(user), timers_(timers), entropy_(entropy) {}

  void receive(const MessagePtr& request, const Timing& timing);
  void onTimer(ServerTransactionId id, Timer timer);
  void transportFailed(ServerTransactionId id);

  Status respond(ServerTransactionId id, const ResponseOptions& options, std::string_view toTag,
                 bool copyRecordRoute);
  void resendResponse(ServerTransactionId id);
  std::optional<TransactionState> state(ServerTransactionId id) const;
  MessagePtr requestOf(ServerTransactionId id) const;
  std::optional<ServerTransactionId> cancelTarget(const Message& cancel) const;
  std::string toTagOf(ServerTransactionId id);

  std::size_t size() const { return live_.size(); }
  void collect() { ended_.clear(); }
  void clear();

 private:
  struct Entry {
    MessagePtr request;
    std::string key;       ///< in byKey_
    std::string mergeKey;  ///< in mergeKeys_; empty when it is not there
    std::variant<NonInviteServerTransaction, InviteServerTransaction> machine;
    std::string toTag;         ///< ours; empty until drawn or given
    std::string lastResponse;  ///< text of the last answer; empty before the first
    bool silent = false;       ///< answered by the layer itself; the user has never heard of it
  };

  Entry* find(ServerTransactionId id) const { return live_.find(id); }
  /// The first transaction of that key that `accept` takes; 0 when there is none.
  template <class Accept>
  ServerTransactionId findByKey(const std::string& key, Accept accept) const;
  /// The transaction that the request belongs to: of its own method, an ACK to an INVITE.
  std::optional<ServerTransactionId> match(const Message& request) const;
  bool isMerged(const Message& request) const;
  ServerTransactionId open(const MessagePtr& request, const Timing& timing, bool silent);
  void receiveAck(const MessagePtr& ack);
  void refuse(const Message& request);
  /// Carries out `outputs` in order. Looks the transaction up for each one, since a callback may
  /// have ended it. `received` is the request or ACK just received.
  void run(ServerTransactionId id, const Outputs& outputs, const MessagePtr& received);
  void end(ServerTransactionId id);

  TransactionHost& host_;
  TransactionUser& user_;
  TimerQueue& timers_;
  Entropy& entropy_;
  std::uint32_t lastId_ = 0;
  IdMap<ServerTransactionId, Entry> live_;
  IndexTable byKey_;      ///< from hashes of keys to ids; an INVITE and its CANCEL share one
  IndexTable mergeKeys_;  ///< from hashes of merge keys to ids
  std::vector<std::unique_ptr<Entry>>
      ended_;  ///< kept until collect(): a caller further up may still look at one
};

}  // namespace sip::detail
