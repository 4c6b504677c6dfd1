// The INVITE we are sent: ringing, the application's answer, refusal, and CANCEL. RFC 3261 §9.2,
// §13.3; RFC 3264.

#include <utility>

#include "sip/session/description.hpp"
#include "sip/session/session.hpp"

namespace sip {

using detail::holdsDescription;

void Session::receiveInvite(ServerTransactionId transaction, const MessagePtr& invite) {
  peerInvite_ = transaction;
  peerInviteMessage_ = invite;
  localTag_ = host_.toTag(transaction);
  ResponseOptions trying;
  trying.statusCode = 100;
  (void)host_.respond(transaction, trying);

  setTimer(SessionTimer::NoAnswer, DurationMs{1000} * host_.noAnswerTimeoutSeconds());
  if (const auto expires = invite->number(HeaderName::Expires)) {
    setTimer(SessionTimer::Expires, DurationMs{1000} * *expires);
  }
  emit(EffectKind::IncomingInvite, transaction.value, invite->id.value);
}

void Session::offerInvitation(bool hasDelegate) {
  if (role_ != Role::Callee || state_ != SessionState::Initial) return;
  if (!hasDelegate) {
    log(LogLevel::Warn, "No delegate takes incoming calls: answering 486 Busy Here.");
    return refuse(486);
  }
  if (!host_.sendsInitialProvisional()) return;
  pendingResponse_ = {};
  pendingResponse_.statusCode = 180;
  sendProgress({}, std::nullopt);
}

Status Session::progress(OperationId operation, const ResponseOptions& options) {
  if (role_ != Role::Callee || state_ != SessionState::Initial) return invalidState("progress()");
  if (options.statusCode < 100 || options.statusCode > 199) {
    return Error{ErrorCode::InvalidArgument,
                 "Invalid statusCode: " + std::to_string(options.statusCode)};
  }
  if (Status checked = checkHeaders(options.extraHeaders, options.body); !checked) return checked;
  if (options.statusCode == 100) {
    const Status sent = host_.respond(peerInvite_, options);
    if (!sent) return sent;
    settle(operation);
    return Done{};
  }
  pendingResponse_ = options;
  if (options.statusCode == 183 && !options.body && !earlyBody_) {
    askForAnswer(Purpose::ProgressBody, operation);
  } else {
    sendProgress({{}, Purpose::ProgressBody, operation, nullptr}, options.body);
  }
  return Done{};
}

void Session::sendProgress(const Question& question, std::optional<Body> body) {
  ResponseOptions options = std::exchange(pendingResponse_, {});
  const bool described = body && options.statusCode == 183 && !options.body;
  if (described) earlyBody_ = body;
  if (body) options.body = std::move(body);
  if (const Status sent = host_.respond(peerInvite_, options); !sent) {
    return settle(question.operation, sent.error().code, sent.error().detail);
  }
  openDialog();
  setTimer(SessionTimer::Ringing, host_.timing().ringing);
  settle(question.operation);
}

/// The first response with a To tag makes the dialog (§12.1.1).
void Session::openDialog() {
  if (!dialog_) dialog_ = Dialog::fromRequest(*peerInviteMessage_, localTag_);
}

void Session::askForAnswer(Purpose purpose, OperationId operation) {
  const bool offered = holdsDescription(*peerInviteMessage_);
  ask(offered ? EffectKind::NeedAnswer : EffectKind::NeedOffer, purpose, operation,
      peerInviteMessage_);
}

Status Session::accept(OperationId operation, const ResponseOptions& options) {
  if (role_ != Role::Callee || state_ != SessionState::Initial) return invalidState("accept()");
  if (Status checked = checkHeaders(options.extraHeaders, options.body); !checked) return checked;
  pendingResponse_ = options;
  clearTimer(SessionTimer::NoAnswer);
  enter(SessionState::Establishing);
  if (earlyBody_) {
    // A description sent in an unreliable 183 is repeated in the 200, where the caller may rely on
    // it (§13.2.1).
    sendAccept({{}, Purpose::AcceptBody, operation, nullptr},
               std::exchange(earlyBody_, std::nullopt));
  } else {
    askForAnswer(Purpose::AcceptBody, operation);
  }
  return Done{};
}

void Session::sendAccept(const Question& question, std::optional<Body> body) {
  ResponseOptions options = std::exchange(pendingResponse_, {});
  options.statusCode = 200;
  if (body) options.body = std::move(body);
  const bool offered = options.body && !holdsDescription(*peerInviteMessage_);
  const std::uint32_t cseq = peerInviteMessage_->cseq();
  openDialog();
  if (const Status sent = host_.respond(peerInvite_, options); !sent) {
    terminate();
    return settle(question.operation, sent.error().code, sent.error().detail);
  }
  for (SessionTimer timer : {SessionTimer::Ringing, SessionTimer::Expires}) clearTimer(timer);
  dialog_->confirm();
  awaitAck(peerInvite_, cseq, offered);
  peerInviteMessage_.reset();
  emit(EffectKind::DialogConfirmed, 1);
  enter(SessionState::Established);
  settle(question.operation);
}

Status Session::reject(OperationId operation, const ResponseOptions& options) {
  if (role_ != Role::Callee ||
      (state_ != SessionState::Initial && state_ != SessionState::Establishing)) {
    return invalidState("reject()");
  }
  if (options.statusCode < 300 || options.statusCode > 699) {
    return Error{ErrorCode::InvalidArgument,
                 "Invalid statusCode: " + std::to_string(options.statusCode)};
  }
  if (Status checked = checkHeaders(options.extraHeaders, options.body); !checked) return checked;
  if (Status sent = host_.respond(peerInvite_, options); !sent) return sent;
  terminate();
  settle(operation);
  return Done{};
}

void Session::refuse(int status, std::vector<std::string> extraHeaders) {
  ResponseOptions options;
  options.statusCode = status;
  options.extraHeaders = std::move(extraHeaders);
  (void)host_.respond(peerInvite_, options);
  terminate();
}

void Session::onCancel(ServerTransactionId invite, const MessagePtr& cancel) {
  // The CANCEL itself has its 200 already (§9.2); what is left is the INVITE, if it still waits for
  // a final answer.
  if (invite == peerReinvite_ && peerReinviteMessage_) {
    const bool offered = peerReinviteOffered_;
    answerReinvite(487, std::nullopt);
    if (offered && state_ == SessionState::Established) {
      ask(EffectKind::RollbackOffer, Purpose::PeerReinviteUndo, {}, cancel, true);
    }
    return;
  }
  if (invite != peerInvite_ ||
      (state_ != SessionState::Initial && state_ != SessionState::Establishing))
    return;
  canceled_ = true;
  emit(EffectKind::InviteCanceled, 0, cancel->id.value);
  refuse(487);
}

}  // namespace sip
