// The re-INVITE we send (RFC 3261 §14.1, RFC 6141). One at a time, and none while the other side's
// is unfinished. A 491 means that both sides tried at once: the offer is taken back, a random time
// is waited, and it is made again.

#include <utility>

#include "sip/session/description.hpp"
#include "sip/session/session.hpp"

namespace sip {

using detail::holdsDescription;

Status Session::reinvite(OperationId operation, const std::vector<std::string>& extraHeaders,
                         InviteOptions options) {
  if (state_ != SessionState::Established) return invalidState("invite()");
  if (reinvite_ != Reinvite::None || peerReinviting()) {
    return {ErrorCode::RequestPending,
            "Reinvite in progress. Please wait until complete, then try again."};
  }
  if (Status checked = checkHeaders(extraHeaders, std::nullopt); !checked) return checked;
  reinviteOptions_ = options;
  reinviteHeaders_ = extraHeaders;
  reinviteRetries_ = 0;
  reinviteRequest_ = {};
  startReinvite(operation);
  return Done{};
}

void Session::startReinvite(OperationId operation) {
  if (unacked_ || asking(Purpose::AckAnswer) || peerReinviting()) {
    // §14.1: no INVITE while another is unfinished either way, and no offer while one is open; the
    // end of that exchange brings us back here.
    reinvite_ = Reinvite::Deferred;
    reinviteOperation_ = operation;
  } else if (reinviteOptions_.withoutDescription) {
    sendReinvite(operation, std::nullopt);
  } else {
    reinvite_ = Reinvite::AwaitingOffer;
    ask(EffectKind::NeedOffer, Purpose::ReinviteOffer, operation, nullptr, true);
  }
}

void Session::resumeReinvite() {
  if (reinvite_ == Reinvite::Deferred) startReinvite(std::exchange(reinviteOperation_, {}));
}

void Session::sendReinvite(OperationId operation, std::optional<Body> body) {
  OutgoingRequest request = dialog_->makeRequest("INVITE");
  request.extraHeaders = reinviteHeaders_;
  request.body = std::move(body);
  reinvite_ = Reinvite::Sent;
  if (reinviteRequest_) {
    host_.sendAgain(reinviteRequest_, std::move(request));
  } else {
    reinviteRequest_ = send(std::move(request));
  }
  settle(operation, reinviteRequest_);
}

void Session::onReinviteResponse(const MessagePtr& response, int status) {
  if (response && response->isProvisional()) {
    if (reinvite_ == Reinvite::Sent) report(reinviteRequest_, response, status);
    return;
  }
  if (!response || !response->isSuccess()) return onReinviteRefused(response, status);
  if (acknowledgeAgain(*response) || reinvite_ != Reinvite::Sent) {
    if (reinvite_ == Reinvite::None && state_ == SessionState::Terminated && dialog_) {
      sendAck(*dialog_, reinviteRequest_,
              std::nullopt);  // the call ended while it was on its way: still acknowledged
    }
    return;
  }
  reinvite_ = Reinvite::Finishing;
  host_.holdRequest(reinviteRequest_);
  dialog_->refreshTarget(*response);
  if (!holdsDescription(*response))
    return failReinvite(response, 400, "Missing session description");
  if (reinviteOptions_.withoutDescription) {
    ask(EffectKind::NeedAnswer, Purpose::ReinviteLateOffer, {}, response, true);
  } else {
    ask(EffectKind::ApplyAnswer, Purpose::ReinviteAnswer, {}, response, true);
  }
}

void Session::finishReinvite(const MessagePtr& response, std::optional<Body> ackBody) {
  sendAck(*dialog_, reinviteRequest_, std::move(ackBody));
  endReinvite(response, response->statusCode());
}

void Session::endReinvite(const MessagePtr& response, int status) {
  reinvite_ = Reinvite::None;
  report(reinviteRequest_, response, status);
  host_.releaseRequest(reinviteRequest_);
}

void Session::failReinvite(const MessagePtr& response, int cause, std::string_view reason) {
  log(LogLevel::Error, "The answer to the re-INVITE cannot be used: sending ACK and BYE.");
  sendAck(*dialog_, reinviteRequest_, std::nullopt);
  byeBecause(cause, reason);
  terminate(reinviteRequest_, response, response->statusCode());
}

void Session::onReinviteRefused(const MessagePtr& response, int status) {
  if (reinvite_ != Reinvite::Sent || state_ == SessionState::Terminated) return;
  if (status == 408 || status == 481) {
    // §14.1: the peer has forgotten the call, or is gone.
    byeBecause(status, {});
    return terminate(reinviteRequest_, response, status);
  }
  reinvite_ = Reinvite::Finishing;
  host_.holdRequest(reinviteRequest_);
  if (reinviteOptions_.withoutDescription)
    return refuseReinvite(response, status);  // there is no offer to take back
  ask(EffectKind::RollbackOffer, Purpose::ReinviteRollback, {}, response, true);
  questions_.back().status = status;
}

/// The offer is taken back. After a 491 it will be made once more; any other refusal is the
/// application's to see.
void Session::refuseReinvite(const MessagePtr& response, int status) {
  constexpr int kMostRetries = 4;
  if (status == 491 && state_ == SessionState::Established && reinviteRetries_ < kMostRetries) {
    ++reinviteRetries_;
    reinvite_ = Reinvite::AwaitingRetry;
    // §14.1, in units of 10 ms: who made the Call-ID waits 2.1 to 4 s, the other side up to 2 s.
    const std::uint32_t units =
        role_ == Role::Caller ? host_.between(210, 400) : host_.between(0, 200);
    return setTimer(SessionTimer::Glare, DurationMs{10} * units);
  }
  endReinvite(response, status);
}

}  // namespace sip
