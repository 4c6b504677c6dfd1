// From our 2xx to its ACK: the 2xx is repeated by the user agent core, over a reliable transport
// too, until the ACK comes or 64*T1 have passed; what waited for the ACK then goes on. RFC 3261
// §13.3.1.4, §14.1, §15.

#include <utility>

#include "sip/session/description.hpp"
#include "sip/session/session.hpp"

namespace sip {

using detail::holdsDescription;

void Session::awaitAck(ServerTransactionId transaction, std::uint32_t cseq, bool offered) {
  unacked_ = transaction;
  unackedSequence_ = cseq;
  unackedOffer_ = offered;
  resendDelay_ = host_.timing().t1;
  setTimer(SessionTimer::Resend2xx, resendDelay_);
  setTimer(SessionTimer::AckTimeout, 64 * host_.timing().t1);
}

void Session::stopAwaitingAck() {
  unacked_ = {};
  clearTimer(SessionTimer::Resend2xx);
  clearTimer(SessionTimer::AckTimeout);
}

void Session::onAck(const MessagePtr& ack) {
  if (!unacked_ || ack->cseq() != unackedSequence_ || !dialog_ || !dialog_->matches(*ack, true))
    return;
  stopAwaitingAck();
  const bool answerDue = std::exchange(unackedOffer_, false);
  emit(EffectKind::AckReceived, 0, ack->id.value);
  if (answerDue && state_ == SessionState::Established) {
    if (holdsDescription(*ack)) {
      return ask(EffectKind::ApplyAnswer, Purpose::AckAnswer, {}, ack,
                 static_cast<bool>(peerReinvite_));
    }
    log(LogLevel::Error, "The ACK carries no answer to the offer in our 2xx: the call ends.");
    byeBecause(488, "Bad Media Description");
    return terminate();
  }
  resumeAfterAck();
}

void Session::resumeAfterAck() {
  if (byeDeferred_) {
    const RequestId request =
        sendBye(std::exchange(byeHeaders_, {}), std::exchange(byeBody_, std::nullopt));
    terminate();
    return settle(byeOperation_, request);
  }
  resumeReinvite();
}

}  // namespace sip
