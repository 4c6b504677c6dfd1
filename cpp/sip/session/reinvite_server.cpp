// The re-INVITE we are sent (RFC 3261 §14.2). A refused one changes nothing, not even the remote
// target (RFC 6141 §3.1).

#include <utility>

#include "sip/message/session_body.hpp"
#include "sip/session/description.hpp"
#include "sip/session/session.hpp"

namespace sip {

using detail::holdsDescription;

void Session::onReinvite(ServerTransactionId transaction, const MessagePtr& request) {
  const auto refuseForNow = [&] {
    host_.answer(transaction, 500, "Retry-After: " + std::to_string(host_.between(0, 10)));
  };
  if (state_ != SessionState::Established) {
    // Before the first INVITE is through, a second one must wait (§14.2); after the end there is
    // nothing to change.
    const bool starting = state_ == SessionState::Initial || state_ == SessionState::Establishing;
    if (starting && role_ == Role::Caller) return host_.answer(transaction, 491);
    if (starting) return refuseForNow();
    return host_.answer(transaction, 481);
  }
  if (peerReinviting()) return refuseForNow();
  const bool ours = reinvite_ == Reinvite::Sent || reinvite_ == Reinvite::Finishing ||
                    reinvite_ == Reinvite::AwaitingOffer;
  if (ours || (unacked_ && unackedOffer_) || asking(Purpose::AckAnswer))
    return host_.answer(transaction, 491);

  stopAwaitingAck();  // a peer that goes on has seen the 2xx, whatever became of its ACK
  peerReinvite_ = transaction;
  peerReinviteMessage_ = request;
  peerReinviteOffered_ = holdsDescription(*request);
  ask(peerReinviteOffered_ ? EffectKind::NeedAnswer : EffectKind::NeedOffer,
      Purpose::PeerReinviteBody, {}, request, true);
}

void Session::answerReinvite(int status, std::optional<Body> body) {
  const MessagePtr request = std::exchange(peerReinviteMessage_, nullptr);
  if (!request) return;
  forget(Purpose::PeerReinviteBody);
  ResponseOptions options;
  options.statusCode = status;
  options.body = std::move(body);
  if (status == 415) options.extraHeaders.emplace_back(kAcceptedTypesHeader);
  if (!host_.respond(peerReinvite_, options)) return;
  if (status == 200) {
    dialog_->refreshTarget(*request);
    awaitAck(peerReinvite_, request->cseq(), !peerReinviteOffered_);
  }
  emit(EffectKind::ReinviteHandled, peerReinvite_.value, request->id.value,
       static_cast<std::uint32_t>(status), host_.lastResponse());
}

/// Takes the peer's offer back, if it made one, and refuses its re-INVITE unless that was done.
void Session::undoPeerReinvite(const MessagePtr& message, int status) {
  if (asking(Purpose::PeerReinviteUndo)) return;
  if (peerReinviteOffered_) {
    ask(EffectKind::RollbackOffer, Purpose::PeerReinviteUndo, {}, message, true);
    questions_.back().status = status;
    return;
  }
  answerReinvite(status, std::nullopt);
  resumeReinvite();
}

bool Session::peerReinviting() const {
  return peerReinviteMessage_ || asking(Purpose::PeerReinviteUndo);
}

}  // namespace sip
