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
  host_.answer(transaction, 100);

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
  ResponseOptions ringing;
  ringing.statusCode = 180;
  sendProgress({}, std::move(ringing));
}

Status Session::progress(OperationId operation, const ResponseOptions& options) {
  if (role_ != Role::Callee || state_ != SessionState::Initial) return invalidState("progress()");
  if (options.statusCode < 100 || options.statusCode > 199) {
    return {ErrorCode::InvalidArgument,
            "Invalid statusCode: " + std::to_string(options.statusCode)};
  }
  if (Status checked = checkResponse(options); !checked) return checked;
  if (options.statusCode != 183 || options.body) {
    sendProgress(operation, options);
  } else if (earlyBody_) {
    ResponseOptions again = options;
    again.body = earlyBody_;
    sendProgress(operation, std::move(again));
  } else if (asking(Purpose::ProgressBody)) {
    return {ErrorCode::RequestPending, "The description of an earlier 183 is being made."};
  } else {
    askForAnswer(Purpose::ProgressBody, operation, options);
  }
  return Done{};
}

void Session::sendProgress(OperationId operation, ResponseOptions options) {
  // A 100 has no tag (§8.2.6.2); any other first response makes the dialog (§12.1.1).
  if (options.statusCode > 100) openDialog();
  if (const Status sent = host_.respond(peerInvite_, options); !sent) {
    return settle(operation, sent.error().code, sent.error().detail);
  }
  settle(operation);
}

void Session::openDialog() {
  if (!dialog_) dialog_ = Dialog::fromRequest(*peerInviteMessage_, localTag_);
}

void Session::askForAnswer(Purpose purpose, OperationId operation,
                           const ResponseOptions& response) {
  const bool offered = holdsDescription(*peerInviteMessage_);
  ask(offered ? EffectKind::NeedAnswer : EffectKind::NeedOffer, purpose, operation,
      peerInviteMessage_);
  questions_.back().response = response;
}

Status Session::accept(OperationId operation, const ResponseOptions& options) {
  if (role_ != Role::Callee || state_ != SessionState::Initial) return invalidState("accept()");
  if (Status checked = checkResponse(options); !checked) return checked;
  clearTimer(SessionTimer::NoAnswer);
  enter(SessionState::Establishing);
  if (earlyBody_) {
    // A description sent in an unreliable 183 is repeated in the 200, where the caller may rely on
    // it (§13.2.1).
    sendAccept(operation, options, std::exchange(earlyBody_, std::nullopt));
  } else if (Question* early = find(Purpose::ProgressBody)) {
    // One offer has one answer: the one that was to go into a 183 goes into the 200.
    early->purpose = Purpose::AcceptBody;
    early->response = options;
    settle(std::exchange(early->operation, operation));
  } else {
    askForAnswer(Purpose::AcceptBody, operation, options);
  }
  return Done{};
}

void Session::sendAccept(OperationId operation, ResponseOptions options, std::optional<Body> body) {
  options.statusCode = 200;
  if (body) options.body = std::move(body);
  const bool offered = options.body && !holdsDescription(*peerInviteMessage_);
  const std::uint32_t cseq = peerInviteMessage_->cseq();
  openDialog();
  if (const Status sent = host_.respond(peerInvite_, options); !sent) {
    refuse(500);
    return settle(operation, sent.error().code, sent.error().detail);
  }
  clearTimer(SessionTimer::Expires);
  dialog_->confirm();
  awaitAck(peerInvite_, cseq, offered);
  peerInviteMessage_.reset();
  emit(EffectKind::DialogConfirmed, 1);
  enter(SessionState::Established);
  settle(operation);
}

Status Session::reject(OperationId operation, const ResponseOptions& options) {
  if (role_ != Role::Callee ||
      (state_ != SessionState::Initial && state_ != SessionState::Establishing)) {
    return invalidState("reject()");
  }
  if (options.statusCode < 300 || options.statusCode > 699) {
    return {ErrorCode::InvalidArgument,
            "Invalid statusCode: " + std::to_string(options.statusCode)};
  }
  if (Status sent = host_.respond(peerInvite_, options); !sent) return sent;
  terminate();
  settle(operation);
  return Done{};
}

void Session::refuse(int status, std::string_view header) {
  host_.answer(peerInvite_, status, header);
  terminate();
}

void Session::onCancel(ServerTransactionId invite, const MessagePtr& cancel) {
  // The CANCEL itself has its 200 already (§9.2); what is left is the INVITE, if it still waits for
  // a final answer.
  if (invite == peerReinvite_ && peerReinviteMessage_) {
    answerReinvite(487, std::nullopt);
    return undoPeerReinvite(cancel, 487);
  }
  if (invite != peerInvite_ ||
      (state_ != SessionState::Initial && state_ != SessionState::Establishing))
    return;
  canceled_ = true;
  emit(EffectKind::InviteCanceled, 0, cancel->id.value);
  refuse(487);
}

}  // namespace sip
