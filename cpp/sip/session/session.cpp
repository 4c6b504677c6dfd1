// What every verb of a session shares: state, settling, reports. RFC 3261 §13-15.

#include "sip/session/session.hpp"

#include <algorithm>
#include <utility>

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

void Session::terminate() {
  if (state_ == SessionState::Terminated) return;
  for (SessionTimer timer : {SessionTimer::NoAnswer, SessionTimer::Expires, SessionTimer::Ringing,
                             SessionTimer::Glare}) {
    clearTimer(timer);
  }
  // Answers that are still on their way find nothing to answer; calls that wait for them are told
  // why.
  for (const Question& question : std::exchange(questions_, {})) {
    host_.forgetQuestion(question.id);
    if (!question.operation) continue;
    if (canceled_ && role_ == Role::Callee) {
      settle(question.operation);  // as in SIP.js: accept() overtaken by a CANCEL is no error of
                                   // the application's
    } else {
      settle(question.operation, ErrorCode::SessionTerminated,
             "The session ended before its description was ready.");
    }
  }
  if (reinvite_ == Reinvite::Deferred) {
    settle(reinviteOperation_, ErrorCode::SessionTerminated,
           "The session ended before the re-INVITE could be sent.");
  }
  reinvite_ = Reinvite::None;
  host_.releaseRequest(reinviteRequest_);
  reinviteBody_.reset();
  reinviteHeaders_.clear();
  early_.clear();
  earlyBody_.reset();
  peerInviteMessage_.reset();
  peerReinviteMessage_.reset();
  acceptedWhileEarly_.reset();
  inviteFields_ = {};
  enter(SessionState::Terminated);
}

void Session::emit(EffectKind kind, std::uint32_t b, std::uint32_t c, std::uint32_t d,
                   std::string_view text) {
  host_.emit(kind, id_.value, b, c, d, text);
}

void Session::log(LogLevel level, std::string_view text) {
  host_.log(level, LogCategory::Session, text);
}

Error Session::invalidState(std::string_view call) const {
  std::string detail = "Invalid session state ";
  detail += nameOf(state_);
  host_.log(LogLevel::Error, LogCategory::Session,
            std::string(call) + " is not possible in state " + std::string(nameOf(state_)));
  return {ErrorCode::InvalidState, std::move(detail)};
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
  // §22.1: a request sent again with credentials counts CSeq up. In a dialog that is the dialog's
  // count.
  if (request == invite_ || !dialog_) return current + 1;
  return dialog_->makeRequest("").cseq;
}

void Session::onResponse(RequestId request, const MessagePtr& response, int status) {
  if (request == invite_) return onInviteResponse(response, status);
  if (request == reinviteRequest_) return onReinviteResponse(response, status);

  // A peer that has forgotten the dialog, or never answers, ends it (§12.2.1.2). A connection of
  // ours that failed does not: the call may live on when it is back.
  const bool gone = status == 481 || status == 408;
  if (gone && state_ == SessionState::Established) {
    log(LogLevel::Warn, "The peer does not answer inside the dialog any more: the call ends.");
    byeBecause(status, {});
    terminate();
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
      if (state_ == SessionState::Initial) {
        log(LogLevel::Log, "The INVITE expired before it was answered.");
        refuse(487);
      }
      break;
    case SessionTimer::Ringing:
      if (state_ == SessionState::Initial || state_ == SessionState::Establishing) {
        host_.resendResponse(peerInvite_);
        setTimer(SessionTimer::Ringing, host_.timing().ringing);
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
      stopAwaitingAck();
      if (state_ == SessionState::Established || state_ == SessionState::Terminating) {
        log(LogLevel::Warn, "No ACK came for the 2xx: the call ends.");
        resumeAfterAck();
        if (state_ != SessionState::Terminated) {
          byeBecause(0, {});
          terminate();
        }
      }
      break;
    case SessionTimer::Glare:
      retryReinvite();
      break;
  }
}

}  // namespace sip
