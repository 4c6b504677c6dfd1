// Owns every transaction of one core: finds the one a message belongs to (RFC 3261 §17.1.3,
// §17.2.3), feeds it, carries out its outputs, and tells the transaction user. No decision about
// dialogs or sessions is made here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sip/base/entropy.hpp"
#include "sip/base/ids.hpp"
#include "sip/base/timer_queue.hpp"
#include "sip/message/message.hpp"
#include "sip/message/outgoing.hpp"
#include "sip/transaction/outputs.hpp"
#include "sip/transaction/transaction_state.hpp"

namespace sip {

enum class Failure : std::uint8_t { Timeout, Transport };

/// What happens above the transactions; implemented by the core. Every callback may call back into
/// the layer (send an ACK, answer, open another transaction): the layer keeps no reference to a
/// machine across a callback.
class TransactionUser {
 public:
  virtual ~TransactionUser() = default;
  virtual void onResponse(ClientTransactionId id, const MessagePtr& response) = 0;
  /// No final response came, or the request could not be sent. Reported as 408 or 503 to the
  /// request's owner (§8.1.3.1).
  virtual void onRequestFailure(ClientTransactionId id, Failure failure) = 0;
  virtual void onClientTerminated(ClientTransactionId id) = 0;
  /// A new request that is no ACK, no retransmission and no merged copy. CANCEL comes here too (see
  /// cancelTarget()).
  virtual void onRequest(ServerTransactionId id, const MessagePtr& request) = 0;
  /// An ACK that belongs to no server transaction's non-2xx answer: the ACK to a 2xx (§13.3.1.4).
  virtual void onAck(const MessagePtr& ack) = 0;
  /// The final answer was not ACKed in time (timer H), or the answer could not be sent.
  virtual void onServerFailure(ServerTransactionId id, Failure failure) = 0;
  virtual void onServerTerminated(ServerTransactionId id) = 0;
  /// A response that fits no client transaction: a late 2xx to an INVITE needs an ACK from the
  /// dialog (§13.2.2.4).
  virtual void onStrayResponse(const MessagePtr& response) = 0;
};

/// What the layer needs from below.
class TransactionHost {
 public:
  virtual ~TransactionHost() = default;
  virtual TimeMs now() const = 0;
  /// At most one of the ids is set (none for an ACK and for answers without a transaction): a send
  /// that fails comes back as transportFailed(id), later, never from inside send().
  virtual void send(std::string text, ClientTransactionId client, ServerTransactionId server) = 0;
};

class TransactionLayer {
 public:
  /// What bounds memory: a client transaction ends by its timers, save an INVITE that rings; a
  /// server transaction ends with its user's final answer and timers H and L. A request beyond this
  /// many live server transactions is answered 503 (§21.5.4) and forgotten.
  static constexpr std::size_t kMaxServerTransactions = 10000;

  TransactionLayer(TransactionHost& host, TransactionUser& user, TimerQueue& timers,
                   Entropy& entropy);
  ~TransactionLayer();
  TransactionLayer(const TransactionLayer&) = delete;
  TransactionLayer& operator=(const TransactionLayer&) = delete;

  Timing& timing();      ///< applies to transactions opened later
  void setVia(Via via);  ///< transport, sent-by and rport of every request; branch is ignored

  // From the network.
  void receive(const MessagePtr& message);
  void onTimer(TimerKey key);           ///< for keys with ownsTimer()
  static bool ownsTimer(TimerKey key);  ///< kinds 0x100 to 0x1ff are this layer's
  void transportFailed(ClientTransactionId id);
  void transportFailed(ServerTransactionId id);

  // Client side. Sends at once; the caller has checked the fields (checkOutgoing). Any method but
  // ACK and CANCEL.
  ClientTransactionId request(const OutgoingRequest& request);
  /// The CANCEL of an INVITE transaction (§9.1): same branch, Request-URI, To, From, Call-ID, CSeq
  /// number and Route, as a transaction of its own. The caller waits for a provisional response
  /// first. `extraHeaders` may carry Reason. Nothing when the INVITE was answered finally or has
  /// ended. An INVITE without a final response 64*T1 after its CANCEL fails with Failure::Timeout,
  /// however long it rang before (§9.1).
  std::optional<ClientTransactionId> cancel(ClientTransactionId invite,
                                            const std::vector<std::string>& extraHeaders);
  /// A request that has no transaction: the ACK to a 2xx. Gets a branch of its own (§13.2.2.4);
  /// returns its text, since it is sent again for each retransmission of the 2xx.
  std::string sendAck(const OutgoingRequest& ack);
  void resend(const std::string& text);
  std::optional<TransactionState> state(ClientTransactionId id) const;

  // Server side.
  /// Answers. Refused with InvalidState when the machine's state does not allow the status (a
  /// second final answer), UnknownId when it has ended, HeaderInjection or InvalidArgument for
  /// options that must not be sent. With an empty toTag, toTagOf(id) is used.
  Status respond(ServerTransactionId id, const ResponseOptions& options, std::string_view toTag,
                 bool copyRecordRoute);
  /// The last response once more (a 2xx to INVITE, which the user agent core repeats until its ACK,
  /// §13.3.1.4).
  void resendResponse(ServerTransactionId id);
  std::optional<TransactionState> state(ServerTransactionId id) const;
  MessagePtr requestOf(ServerTransactionId id) const;  ///< nullptr when it has ended
  /// The INVITE that a CANCEL is for (§9.2: same branch and sent-by, any method but CANCEL).
  std::optional<ServerTransactionId> cancelTarget(const Message& cancel) const;
  /// The To tag that the answers to this request carry: the request's own, the one that respond()
  /// was given last, or one drawn at first need. Empty when the transaction has ended.
  std::string toTagOf(ServerTransactionId id);

  std::size_t size() const;  ///< live transactions of both kinds
  /// Destroys what ended during the current input. The core calls it when an input is done, never
  /// from a callback.
  void collect();
  /// Ends all transactions silently (user agent stopped).
  void clear();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sip
