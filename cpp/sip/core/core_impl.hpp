// How the rooms of the core are joined. Private to core/: one file per direction of traffic.
//
//   core.cpp       inputs, timers, lifetimes            outgoing.cpp   requests of ours and their
//   answers incoming.cpp   requests from the network (§8.2)     answering.cpp  responses of ours,
//   by application or default
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sip/auth/digest.hpp"
#include "sip/base/entropy.hpp"
#include "sip/base/id_map.hpp"
#include "sip/base/timer_queue.hpp"
#include "sip/core/client_requests.hpp"
#include "sip/core/core.hpp"
#include "sip/registration/registration.hpp"
#include "sip/session/session.hpp"
#include "sip/session/session_host.hpp"
#include "sip/transaction/transaction_layer.hpp"

namespace sip {

class Core::Impl final : public TransactionHost,
                         public TransactionUser,
                         public RequestObserver,
                         public SessionHost,
                         public RegistrationHost {
 public:
  explicit Impl(const Configuration& given);

  // core.cpp
  void configure(const Configuration& given);
  void setNow(TimeMs time) { now_ = time > now_ ? time : now_; }
  void advance(TimeMs time);
  MessagePtr receive(std::string bytes);
  void collect();
  void reset();
  Session* session(SessionId id) const { return sessions_.find(id); }
  /// The session whose dialogs have this local tag, which is its own alone.
  Session* sessionByTag(std::string_view localTag) const;
  /// Every verb of a session: find it, do it, free what ended.
  template <class Verb>
  Status onSession(SessionId id, Verb verb) {
    Session* it = session(id);
    if (!it) return {ErrorCode::UnknownId, "The session has ended."};
    Status done = verb(*it);
    collect();
    return done;
  }
  Registration* registration(RegistrationId id) const { return registrations_.find(id); }
  void addSession(std::unique_ptr<Session> session);
  void indexTag(const Session& session);

  // core.cpp: TransactionHost, and what all hosts share
  TimeMs now() const override { return now_; }
  void send(std::string text, ClientTransactionId client, ServerTransactionId server) override;
  void log(LogLevel level, LogCategory category, std::string_view text) override;
  void emit(EffectKind kind, std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d,
            std::string_view text) override;
  std::uint32_t between(std::uint32_t low, std::uint32_t high) override {
    return entropy.between(low, high);
  }

  // outgoing.cpp: TransactionUser's client half, RequestObserver
  void onResponse(ClientTransactionId id, const MessagePtr& response) override;
  void onRequestFailure(ClientTransactionId id, Failure failure) override;
  void onClientTerminated(ClientTransactionId id) override;
  void onStrayResponse(const MessagePtr& response) override;
  void onResponse(RequestOwner owner, RequestId request, const MessagePtr& response,
                  int status) override;
  std::uint32_t nextSequence(RequestOwner owner, RequestId request, std::uint32_t current) override;
  void onRequestEnded(RequestOwner owner, RequestId request) override;
  RequestId sendRequest(RequestOwner owner, OutgoingRequest request);
  void complete(OutgoingRequest& request) const;

  // incoming.cpp: TransactionUser's server half
  void onRequest(ServerTransactionId id, const MessagePtr& request) override;
  void onAck(const MessagePtr& ack) override;
  void onServerFailure(ServerTransactionId id, Failure failure) override;
  void onServerTerminated(ServerTransactionId id) override;
  void onCancel(ServerTransactionId id, const MessagePtr& cancel);
  void onInvite(ServerTransactionId id, const MessagePtr& invite);
  bool acceptsOutside(ServerTransactionId id, const Message& request);
  bool acceptsContent(ServerTransactionId id, const Message& invite);
  bool isForUs(const Message& request) const;
  bool isOwnRequest(const Message& request) const;
  std::string unsupportedExtensions(const Message& request) const;

  // answering.cpp
  Status respond(ServerTransactionId request, const ResponseOptions& options) override;
  void respondDefault(ServerTransactionId request) override;
  void answer(ServerTransactionId request, int status, std::string_view header = {}) override;
  void answerOptions(ServerTransactionId request);
  void expectAnswer(ServerTransactionId request, Method method);
  void onUnanswered(ServerTransactionId request);
  void resendResponse(ServerTransactionId request) override {
    transactions.resendResponse(request);
  }
  std::string_view lastResponse() const override { return lastResponse_; }
  std::string toTag(ServerTransactionId request) override { return transactions.toTagOf(request); }
  std::string supportedTags() const;

  // SessionHost, the rest
  const Timing& timing() const override {
    return const_cast<TransactionLayer&>(transactions).timing();
  }
  std::uint32_t noAnswerTimeoutSeconds() const override {
    return configuration.noAnswerTimeoutSeconds;
  }
  bool sendsInitialProvisional() const override {
    return configuration.sendInitialProvisionalResponse;
  }
  RequestId send(SessionId session, OutgoingRequest request) override;
  void holdRequest(RequestId request) override { requests.hold(request); }
  void releaseRequest(RequestId request) override { requests.release(request); }
  void sendAgain(RequestId request, OutgoingRequest again) override;
  void cancelRequest(RequestId request, std::vector<std::string> extraHeaders) override;
  const SentRequest* sent(RequestId request) const override { return requests.sent(request); }
  std::string sendAck(const OutgoingRequest& ack) override;
  void resend(const std::string& text) override { transactions.resend(text); }
  QuestionId ask(EffectKind kind, SessionId session, const MessagePtr& message,
                 bool reinvite) override;
  void forgetQuestion(QuestionId question) override { questions.erase(question); }
  void setSessionTimer(SessionId session, SessionTimer timer, TimeMs at) override;
  void clearSessionTimer(SessionId session, SessionTimer timer) override;

  // RegistrationHost, the rest
  RequestId sendRegister(RegistrationId registration, const OutgoingRequest& request) override;
  void setRegistrationTimer(RegistrationId registration, int purpose, TimeMs at) override;
  void clearRegistrationTimer(RegistrationId registration, int purpose) override;

  Configuration configuration;
  EffectQueue effects;
  Counters counters;
  Entropy entropy;
  TimerQueue timers;
  DigestClient digest;
  TransactionLayer transactions;
  ClientRequests requests;
  IdLinks<QuestionId, SessionId> questions;

 private:
  friend class Core;
  // Timer kinds; 0x100 to 0x1ff are the transaction layer's.
  static constexpr std::uint32_t kSessionTimers = 0x300;
  static constexpr std::uint32_t kRegistrationTimers = 0x400;
  static constexpr std::uint32_t kUnansweredTimer = 0x500;

  TimeMs now_ = 0;
  std::string lastResponse_;
  std::uint32_t lastSession_ = 0, lastRegistration_ = 0, lastQuestion_ = 0, lastMessage_ = 0;
  IdMap<SessionId, Session> sessions_;
  IndexTable byLocalTag_;                            ///< from hashes of local tags to session ids
  IdLinks<ServerTransactionId, SessionId> invites_;  ///< INVITEs a CANCEL may still come for
  IdMap<RegistrationId, Registration> registrations_;
  std::vector<SessionId> ending_;  ///< looked at when the input is done
  std::vector<RegistrationId> endedRegistrations_;
};

/// The methods a peer may send us (Allow, §20.5).
inline constexpr std::string_view kAllowHeader =
    "Allow: ACK,CANCEL,INVITE,MESSAGE,BYE,OPTIONS,INFO,NOTIFY,REFER";
inline constexpr std::string_view kAllow = kAllowHeader.substr(7);

}  // namespace sip
