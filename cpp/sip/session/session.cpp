// What every verb of a session shares: state, settling, reports. RFC 3261 §13-15.

#include "sip/session/session.hpp"

#include <algorithm>
#include <utility>

#include "sip/base/text.hpp"

namespace sip {
namespace {

std::string_view nameOf(SessionState state) {
  switch (state) {
    case SessionState::Initial:
      return "Initial";
    case SessionState::Establishing:
      return "Establishing";
    case SessionState::Established:
      return "Established";
    case SessionState::Terminating:
      return "Terminating";
    case SessionState::Terminated:
      return "Terminated";
  }
  return "";
}

}  // namespace

Session::Session(SessionId id, Role role, SessionHost& host) : id_(id), role_(role), host_(host) {}

const Dialog* Session::dialog() const {
  if (dialog_) return &*dialog_;
  return early_.empty() ? nullptr : &early_.back();
}

bool Session::finished() const {
  return state_ == SessionState::Terminated && requests_.empty() && !unacked_;
}

void Session::enter(SessionState next) {
  if (state_ == next || state_ == SessionState::Terminated) return;
  state_ = next;
  emit(EffectKind::SessionState, static_cast<std::uint32_t>(next));
}

void Session::terminate(RequestId request, const MessagePtr& response, int status) {
  if (state_ == SessionState::Terminated) return;
  answerReinvite(487, std::nullopt);  // §15.1.2: what is pending when the dialog ends
  stopAwaitingAck();
  for (SessionTimer timer : {SessionTimer::NoAnswer, SessionTimer::Expires, SessionTimer::Glare}) {
    clearTimer(timer);
  }
  // Answers that are still on their way shall find nothing to answer.
  const std::vector<Question> abandoned = std::exchange(questions_, {});
  for (const Question& question : abandoned) host_.forgetQuestion(question.id);
  const bool deferred = std::exchange(reinvite_, Reinvite::None) == Reinvite::Deferred;
  reinviteHeaders_.clear();
  early_.clear();
  earlyBody_.reset();
  peerInviteMessage_.reset();
  acceptedWhileEarly_.reset();
  inviteFields_ = {};

  enter(SessionState::Terminated);
  if (request) report(request, response, status);
  for (RequestId held : {invite_, reinviteRequest_}) host_.releaseRequest(held);
  for (const Question& question : abandoned) {
    if (canceled_) {
      settle(question.operation);  // as in SIP.js: accept() overtaken by a CANCEL is no error of
                                   // the application's
    } else {
      settle(question.operation, ErrorCode::SessionTerminated,
             "The session ended before its description was ready.");
    }
  }
  if (deferred) {
    settle(reinviteOperation_, ErrorCode::SessionTerminated,
           "The session ended before the re-INVITE could be sent.");
  }
}

void Session::emit(EffectKind kind, std::uint32_t b, std::uint32_t c, std::uint32_t d,
                   std::string_view text) {
  host_.emit(kind, id_.value, b, c, d, text);
}

void Session::log(LogLevel level, std::string_view text) {
  host_.log(level, LogCategory::Session, text);
}

Status Session::invalidState(std::string_view call) const {
  const std::string state(nameOf(state_));
  host_.log(LogLevel::Error, LogCategory::Session,
            std::string(call) + " is not possible in state " + state);
  return {ErrorCode::InvalidState, "Invalid session state " + state};
}

/// What transactions would refuse later, when the application has its promise already.
Status Session::checkResponse(const ResponseOptions& options) {
  if (holdsLineBreak(options.reasonPhrase)) {
    return {ErrorCode::HeaderInjection, "The reason phrase holds CR, LF or NUL."};
  }
  return checkHeaders(options.extraHeaders, options.body);
}

void Session::settle(OperationId operation, RequestId request) {
  if (!operation) return;
  host_.emit(EffectKind::Settled, operation.value, static_cast<std::uint32_t>(ErrorCode::None),
             request.value);
}

void Session::settle(OperationId operation, ErrorCode code, std::string_view detail) {
  if (!operation) return;
  host_.emit(EffectKind::Settled, operation.value, static_cast<std::uint32_t>(code), 0, 0, detail);
}

void Session::report(RequestId request, const MessagePtr& response, int status) {
  host_.emit(EffectKind::Response, request.value,
             static_cast<std::uint32_t>(responseKindOf(status)), response ? response->id.value : 0,
             static_cast<std::uint32_t>(status));
}

RequestId Session::send(OutgoingRequest request) {
  const RequestId id = host_.send(id_, std::move(request));
  requests_.push_back(id);
  return id;
}

void Session::setTimer(SessionTimer timer, DurationMs delay) {
  host_.setSessionTimer(id_, timer, host_.now() + delay);
}

void Session::clearTimer(SessionTimer timer) {
  host_.clearSessionTimer(id_, timer);
}

void Session::onRequestEnded(RequestId request) {
  requests_.erase(std::remove(requests_.begin(), requests_.end(), request), requests_.end());
}

std::uint32_t Session::nextSequence(RequestId request, std::uint32_t current) {
  // §22.1: a request sent again with credentials counts CSeq up. In the call's dialog that is the
  // dialog's count; a BYE may be for the dialog of a branch that lost, and is the last of its
  // dialog.
  if (request == invite_) {
    early_.clear();  // they were the first try's
    earlyAnswerTag_.clear();
    forget(Purpose::EarlyAnswer);
    return current + 1;
  }
  if (!dialog_ || host_.sent(request)->request.method == "BYE") return current + 1;
  return dialog_->makeRequest("").cseq;
}

void Session::onResponse(RequestId request, const MessagePtr& response, int status) {
  if (request == invite_) return onInviteResponse(response, status);
  if (request == reinviteRequest_) return onReinviteResponse(response, status);

  // A peer that has forgotten the dialog, or never answers, ends it (§12.2.1.2). A connection of
  // ours that failed does not: the call may live on when it is back. Nor does a branch that lost
  // and has forgotten its own dialog.
  const bool gone = status == 481 || status == 408;
  if (gone && state_ == SessionState::Established && host_.sent(request)->request.method != "BYE") {
    log(LogLevel::Warn, "The peer does not answer inside the dialog any more: the call ends.");
    byeBecause(status, {});
    return terminate(request, response, status);
  }
  report(request, response, status);
}

void Session::onTimer(SessionTimer timer) {
  switch (timer) {
    case SessionTimer::NoAnswer:
      if (state_ == SessionState::Initial || state_ == SessionState::Establishing) {
        log(LogLevel::Log, "Nobody answered the incoming call in time.");
        refuse(480);
      }
      break;
    case SessionTimer::Expires:
      // §13.3.1: before a final response, so while the answer is being made too.
      if (state_ == SessionState::Initial || state_ == SessionState::Establishing) {
        log(LogLevel::Log, "The INVITE expired before it was answered.");
        refuse(487);
      }
      break;
    case SessionTimer::Resend2xx:
      if (unacked_) {
        host_.resendResponse(unacked_);
        resendDelay_ = std::min(resendDelay_ * 2, host_.timing().t2);
        setTimer(SessionTimer::Resend2xx, resendDelay_);
      }
      break;
    case SessionTimer::AckTimeout:
      if (!unacked_) break;
      // §13.3.1.4: the 2xx was never acknowledged; the call is over, and says so.
      log(LogLevel::Warn, "No ACK came for the 2xx: the call ends.");
      stopAwaitingAck();
      if (byeDeferred_) return resumeAfterAck();
      byeBecause(0, {});
      terminate();
      break;
    case SessionTimer::Glare:
      if (reinvite_ == Reinvite::AwaitingRetry) startReinvite({});
      break;
  }
}

}  // namespace sip
