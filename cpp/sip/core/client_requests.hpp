// Requests we send, each over as many transactions as it takes: a 401 or 407 is answered here and
// nobody above sees it (RFC 3261 §22), a CANCEL waits here for the provisional response that allows
// it (§9.1), and a request that got no answer ends here as 408 or 503 (§8.1.3.1).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sip/auth/digest.hpp"
#include "sip/base/entropy.hpp"
#include "sip/base/id_map.hpp"
#include "sip/base/ids.hpp"
#include "sip/session/session_host.hpp"
#include "sip/transaction/transaction_layer.hpp"

namespace sip {

/// Who sent a request and hears of its answers.
struct RequestOwner {
  enum class Kind : std::uint8_t { Application, Session, Registration };
  Kind kind = Kind::Application;
  std::uint32_t id = 0;
};

class RequestObserver {
 public:
  virtual ~RequestObserver() = default;
  /// A response for the owner: provisional ones and one final. No message when it was made up (408,
  /// 503, 487).
  virtual void onResponse(RequestOwner owner, RequestId request, const MessagePtr& response,
                          int status) = 0;
  /// The CSeq of the same request with credentials.
  virtual std::uint32_t nextSequence(RequestOwner owner, RequestId request,
                                     std::uint32_t current) = 0;
  /// Nothing more will come, not even a retransmitted 2xx.
  virtual void onRequestEnded(RequestOwner owner, RequestId request) = 0;
  virtual void log(LogLevel level, LogCategory category, std::string_view text) = 0;
  virtual TimeMs now() const = 0;
};

class ClientRequests {
 public:
  ClientRequests(TransactionLayer& transactions, DigestClient& digest, Entropy& entropy,
                 RequestObserver& observer);

  RequestId send(RequestOwner owner, OutgoingRequest request);
  /// Keeps the id alive beyond the end of its transaction, for sendAgain(); release() lets it end.
  void hold(RequestId id);
  void release(RequestId id);
  /// Another transaction for a held id, whose last one has ended. It is no longer held.
  void sendAgain(RequestId id, OutgoingRequest request);
  Status cancel(RequestId id, std::vector<std::string> extraHeaders);
  const SentRequest* sent(RequestId id) const;
  std::size_t size() const { return requests_.size(); }
  void clear();

  // From the transaction layer; false when the transaction is none of these.
  bool onResponse(ClientTransactionId transaction, const MessagePtr& response);
  bool onFailure(ClientTransactionId transaction, Failure failure);
  bool onTerminated(ClientTransactionId transaction);

  /// The connection is gone: whatever still waits for an answer gets none.
  void failAll();

 private:
  struct Request {
    RequestOwner owner;
    SentRequest sent;
    std::vector<std::string> applicationHeaders;  ///< sent.request's, without credentials
    RequestChallenges challenges;
    ClientTransactionId transaction;
    bool provisional = false;  ///< one came: CANCEL is allowed
    bool answered = false;     ///< the owner has had a final response
    bool cancelWanted = false;
    bool held = false;
    std::vector<std::string> cancelHeaders;
  };

  void transmit(RequestId id, Request& request);
  void sendCancel(Request& entry);
  bool authenticate(RequestId id, const Message& response);
  Request* find(RequestId id) const { return requests_.find(id); }
  void end(RequestId id);

  TransactionLayer& transactions_;
  DigestClient& digest_;
  Entropy& entropy_;
  RequestObserver& observer_;
  std::uint32_t last_ = 0;
  IdMap<RequestId, Request> requests_;
  IdLinks<ClientTransactionId, RequestId> byTransaction_;
};

}  // namespace sip
