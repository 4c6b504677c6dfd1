// A call: the INVITE usage of a dialog, as caller or callee (RFC 3261 §13-15, RFC 3264). The
// application's Inviter and Invitation are faces of it. One file per verb:
//
//   invite_client.cpp    the INVITE we send, its answers, CANCEL
//   invite_server.cpp    the INVITE we are sent
//   reinvite_client.cpp  the re-INVITE we send, 491 and its wait (§14.1)
//   reinvite_server.cpp  the re-INVITE we are sent (§14.2)
//   ack.cpp              ACKs in, 2xx repeated until then
//   bye.cpp              BYE both ways, dispose
//   in_dialog.cpp        INFO, MESSAGE and the like, both ways
//   questions.cpp        offers and answers wanted
//
// A session outlives its Terminated state for as long as its INVITE transaction may still see a 2xx
// (RFC 6026), which must be acknowledged; finished() says when nothing more can come.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sip/base/ids.hpp"
#include "sip/base/result.hpp"
#include "sip/dialog/dialog.hpp"
#include "sip/message/message.hpp"
#include "sip/message/outgoing.hpp"
#include "sip/session/invite_options.hpp"
#include "sip/session/session_host.hpp"
#include "sip/session/session_state.hpp"

namespace sip {

class Session {
 public:
  enum class Role : std::uint8_t { Caller, Callee };

  Session(SessionId id, Role role, SessionHost& host);

  SessionId id() const { return id_; }
  SessionState state() const { return state_; }
  /// The dialog as far as there is one: confirmed, or the latest early one.
  const Dialog* dialog() const;
  const std::string& localTag() const { return localTag_; }
  bool finished() const;

  // The application's calls. Everything that answers an operation does so by a Settled effect.
  Status invite(OperationId operation, const OutgoingRequest& request, InviteOptions options);
  Status cancel(const std::vector<std::string>& extraHeaders);
  void offerInvitation(bool hasDelegate);
  Status progress(OperationId operation, const ResponseOptions& options);
  Status accept(OperationId operation, const ResponseOptions& options);
  Status reject(OperationId operation, const ResponseOptions& options);
  Status bye(OperationId operation, const std::vector<std::string>& extraHeaders,
             const std::optional<Body>& body);
  Status reinvite(OperationId operation, const std::vector<std::string>& extraHeaders,
                  InviteOptions options);
  Status request(OperationId operation, std::string_view method,
                 const std::vector<std::string>& extraHeaders, const std::optional<Body>& body);
  void dispose();

  // The network.
  void receiveInvite(ServerTransactionId transaction, const MessagePtr& invite);
  void onResponse(RequestId request, const MessagePtr& response,
                  int status);  ///< no message when made up (408, 503)
  void onRequestEnded(RequestId request);
  /// A 2xx to our INVITE whose transaction is gone: acknowledged again (§13.2.2.4).
  void onStrayResponse(const MessagePtr& response);
  /// A request inside one of the dialogs (or none of them: 481).
  void onRequest(ServerTransactionId transaction, const MessagePtr& request);
  void onAck(const MessagePtr& ack);
  void onCancel(ServerTransactionId invite, const MessagePtr& cancel);
  std::uint32_t nextSequence(RequestId request, std::uint32_t current);
  void onTimer(SessionTimer timer);

  // Answers to questions.
  void onAnswer(QuestionId question, const std::optional<Body>& body);
  void onFailure(QuestionId question, DescriptionFailure failure, std::string_view reason);

 private:
  /// What an open question is about; each has one file that goes on from its answer.
  enum class Purpose : std::uint8_t {
    InviteOffer,        // invite_client: offer for our INVITE
    EarlyAnswer,        // invite_client: answer in a 1xx
    InviteAnswer,       // invite_client: answer in the 2xx
    LateOffer,          // invite_client: offer in the 2xx, our answer goes into the ACK
    ProgressBody,       // invite_server: description for a 183
    AcceptBody,         // invite_server: description for the 200
    AckAnswer,          // ack: answer in the ACK to our offer
    ReinviteOffer,      // reinvite_client
    ReinviteAnswer,     // reinvite_client
    ReinviteLateOffer,  // reinvite_client
    ReinviteRollback,   // reinvite_client: our offer was refused
    PeerReinviteBody,   // reinvite_server: description for the 200
    PeerReinviteUndo,   // reinvite_server: the peer's offer could not be taken
  };
  struct Question {
    QuestionId id;
    Purpose purpose;
    OperationId operation;
    MessagePtr message;
    int status = 0;            ///< of a re-INVITE that was refused: the message's, or made up
    ResponseOptions response;  ///< ProgressBody, AcceptBody: what waits for its description
  };
  /// The ACK of one 2xx, kept to be sent again when the 2xx is (§13.2.2.4).
  struct SentAck {
    std::string remoteTag;
    std::uint32_t cseq = 0;
    std::string text;
  };
  enum class Reinvite : std::uint8_t {
    None,
    Deferred,       ///< wanted while another exchange is unfinished (§14.1)
    AwaitingOffer,  ///< the media handler makes our offer
    Sent,
    Finishing,      ///< its answer is being applied, or its offer taken back
    AwaitingRetry,  ///< the wait after a 491
  };

  // session.cpp
  void enter(SessionState next);
  /// Ends the session; a final response that ended it is reported then, after the state and before
  /// whatever else had waited is told that it waits in vain.
  void terminate(RequestId request = {}, const MessagePtr& response = nullptr, int status = 0);
  void emit(EffectKind kind, std::uint32_t b = 0, std::uint32_t c = 0, std::uint32_t d = 0,
            std::string_view text = {});
  void log(LogLevel level, std::string_view text);
  Status invalidState(std::string_view call) const;
  static Status checkResponse(const ResponseOptions& options);
  void settle(OperationId operation, RequestId request = {});
  void settle(OperationId operation, ErrorCode code, std::string_view detail);
  void report(RequestId request, const MessagePtr& response, int status);
  RequestId send(OutgoingRequest request);
  void setTimer(SessionTimer timer, DurationMs delay);
  void clearTimer(SessionTimer timer);

  // questions.cpp
  void ask(EffectKind kind, Purpose purpose, OperationId operation, const MessagePtr& message,
           bool reinvite = false);
  std::optional<Question> take(QuestionId id);
  Question* find(Purpose purpose);
  bool asking(Purpose purpose) const;
  void forget(Purpose purpose);

  // invite_client.cpp
  void sendInvite(OperationId operation, std::optional<Body> body);
  void onInviteResponse(const MessagePtr& response, int status);
  void onInviteProgress(const MessagePtr& response);
  void onInviteAccepted(const MessagePtr& response);
  void onInviteRefused(const MessagePtr& response, int status);
  void completeInvite(const MessagePtr& response, std::optional<Body> ackBody);
  void failInvite(const MessagePtr& response, int cause, std::string_view reason);
  bool acknowledgeAgain(const Message& response);
  void sendAck(Dialog& dialog, RequestId invite, std::optional<Body> body);
  void acknowledgeAndBye(Dialog dialog, RequestId invite, int cause, std::string_view reason);

  // invite_server.cpp
  void askForAnswer(Purpose purpose, OperationId operation, const ResponseOptions& response);
  void sendAccept(OperationId operation, ResponseOptions options, std::optional<Body> body);
  void sendProgress(OperationId operation, ResponseOptions options);
  void refuse(int status, std::string_view header = {});
  void openDialog();

  // ack.cpp
  void awaitAck(ServerTransactionId transaction, std::uint32_t cseq, bool offered);
  void stopAwaitingAck();
  void resumeAfterAck();

  // bye.cpp
  RequestId sendBye(std::vector<std::string> extraHeaders, const std::optional<Body>& body);
  void byeBecause(int cause, std::string_view reason);
  void onBye(ServerTransactionId transaction, const MessagePtr& request);

  // reinvite_client.cpp
  void startReinvite(OperationId operation);
  void resumeReinvite();
  void sendReinvite(OperationId operation, std::optional<Body> body);
  void onReinviteResponse(const MessagePtr& response, int status);
  void onReinviteRefused(const MessagePtr& response, int status);
  void finishReinvite(const MessagePtr& response, std::optional<Body> ackBody);
  void failReinvite(const MessagePtr& response, int cause, std::string_view reason);
  void refuseReinvite(const MessagePtr& response, int status);
  void endReinvite(const MessagePtr& response, int status);

  // reinvite_server.cpp
  void onReinvite(ServerTransactionId transaction, const MessagePtr& request);
  void answerReinvite(int status, std::optional<Body> body);
  void undoPeerReinvite(const MessagePtr& message, int status);
  /// The peer's re-INVITE has no final answer yet, or its refused offer is still being taken back.
  bool peerReinviting() const;

  SessionId id_;
  Role role_;
  SessionHost& host_;
  SessionState state_ = SessionState::Initial;
  std::string localTag_;
  std::optional<Dialog> dialog_;  ///< confirmed, or the callee's own early one
  std::vector<Dialog> early_;  ///< the caller's, one for each branch that rings (§12.1, §13.2.2.4)
  std::vector<Question> questions_;
  std::vector<RequestId> requests_;  ///< ours, still able to see a response
  std::vector<SentAck> acks_;

  // Our INVITE.
  OutgoingRequest inviteFields_;
  InviteOptions inviteOptions_;
  RequestId invite_;
  bool offerSent_ = false;
  std::string earlyAnswerTag_;     ///< remote tag whose 1xx answer was applied; empty when none was
  MessagePtr acceptedWhileEarly_;  ///< a 2xx that waits for that answer to be applied

  // The peer's INVITE.
  ServerTransactionId peerInvite_;
  MessagePtr peerInviteMessage_;
  bool canceled_ = false;          ///< by CANCEL, or by BYE in its stead
  std::optional<Body> earlyBody_;  ///< description sent in a 183, repeated in the 200

  // A 2xx of ours without ACK.
  ServerTransactionId unacked_;
  std::uint32_t unackedSequence_ = 0;
  bool unackedOffer_ = false;  ///< it carried an offer, so the ACK carries the answer
  DurationMs resendDelay_ = 0;

  // BYE wanted while the ACK is awaited (§15).
  bool byeDeferred_ = false;
  OperationId byeOperation_;
  std::vector<std::string> byeHeaders_;
  std::optional<Body> byeBody_;

  // Our re-INVITE.
  Reinvite reinvite_ = Reinvite::None;
  RequestId reinviteRequest_;
  InviteOptions reinviteOptions_;
  std::vector<std::string> reinviteHeaders_;
  OperationId reinviteOperation_;  ///< while deferred
  int reinviteRetries_ = 0;

  // The peer's re-INVITE.
  ServerTransactionId peerReinvite_;  ///< the latest one taken
  MessagePtr peerReinviteMessage_;
  bool peerReinviteOffered_ = false;
};

}  // namespace sip
