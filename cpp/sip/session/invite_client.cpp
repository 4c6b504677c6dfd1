// The INVITE we send: offer, provisional answers and early dialogs, the 2xx and its ACK, CANCEL and
// its race with a 2xx. RFC 3261 §9.1, §13.2; RFC 3264; forks after §13.2.2.4.

#include <algorithm>
#include <utility>

#include "sip/session/description.hpp"
#include "sip/session/session.hpp"

namespace sip {
using detail::holdsDescription;
using detail::reasonHeader;

namespace {

constexpr std::size_t kMostForks = 32;  // a peer that invents tags costs a bounded amount

}  // namespace

Status Session::invite(OperationId operation, const OutgoingRequest& request,
                       InviteOptions options) {
  if (role_ != Role::Caller || state_ != SessionState::Initial || asking(Purpose::InviteOffer))
    return invalidState("invite()");
  if (Status checked = checkOutgoing(request); !checked) return checked;
  const auto from = parseNameAddr(request.from);
  localTag_ = from ? from->parameter("tag").value_or("") : "";
  if (localTag_.empty())
    return {ErrorCode::InvalidArgument, "From: a request that makes a dialog needs a tag."};
  inviteFields_ = request;
  inviteOptions_ = options;

  if (options.withoutDescription) {
    sendInvite(operation, request.body);
    offerSent_ = false;
  } else {
    ask(EffectKind::NeedOffer, Purpose::InviteOffer, operation, nullptr);
  }
  return Done{};
}

void Session::sendInvite(OperationId operation, std::optional<Body> body) {
  offerSent_ = body.has_value();
  inviteFields_.body = std::move(body);
  enter(SessionState::Establishing);
  invite_ = send(std::exchange(inviteFields_, {}));
  settle(operation, invite_);
}

Status Session::cancel(const std::vector<std::string>& extraHeaders) {
  if (role_ != Role::Caller ||
      (state_ != SessionState::Initial && state_ != SessionState::Establishing)) {
    return invalidState("cancel()");
  }
  if (Status checked = checkHeaders(extraHeaders, std::nullopt); !checked) return checked;
  enter(SessionState::Terminating);
  if (!invite_) {
    terminate();
    return Done{};
  }
  host_.cancelRequest(invite_, extraHeaders);
  if (asking(Purpose::InviteAnswer) || asking(Purpose::LateOffer) || acceptedWhileEarly_) {
    // The 2xx came first: there is nothing left to cancel, so the call is acknowledged and ended
    // (§9.1, §15).
    acknowledgeAndBye(*dialog_, invite_, 0, {});
    terminate();
  }
  return Done{};
}

void Session::onInviteResponse(const MessagePtr& response, int status) {
  if (response && response->isProvisional()) return onInviteProgress(response);
  if (response && response->isSuccess()) return onInviteAccepted(response);
  onInviteRefused(response, status);
}

void Session::onInviteProgress(const MessagePtr& response) {
  if (state_ != SessionState::Establishing || dialog_) return;
  if (response->statusCode() == 100) return report(invite_, response, 100);

  if (!response->toTag().empty()) {
    const auto known = std::find_if(early_.begin(), early_.end(), [&](const Dialog& dialog) {
      return dialog.remoteTag() == response->toTag();
    });
    if (known == early_.end()) {
      if (early_.size() < kMostForks)
        early_.push_back(Dialog::fromResponse(host_.sent(invite_)->request, *response));
    } else {
      known->refreshTarget(*response);
    }
  }
  if (inviteOptions_.earlyMedia && offerSent_ && earlyAnswerTag_.empty() &&
      !response->toTag().empty() && holdsDescription(*response)) {
    earlyAnswerTag_ = std::string(response->toTag());
    return ask(EffectKind::ApplyAnswer, Purpose::EarlyAnswer, {}, response);
  }
  report(invite_, response, response->statusCode());
}

void Session::onInviteAccepted(const MessagePtr& response) {
  if (acknowledgeAgain(*response)) return;
  if (dialog_ && dialog_->remoteTag() == response->toTag())
    return;  // its answer is being applied: the ACK will come

  const SentRequest& sent = *host_.sent(invite_);
  if (dialog_ || state_ != SessionState::Establishing) {
    // Another branch answered too, or the 2xx crossed our CANCEL: acknowledge it and end that
    // dialog (§13.2.2.4, §9.1).
    if (acks_.size() == kMostForks) return;
    log(LogLevel::Log, "A second or cancelled answer: sending ACK and BYE.");
    acknowledgeAndBye(Dialog::fromResponse(sent.request, *response), invite_, 0, {});
    if (!dialog_) terminate();
    return;
  }

  const auto early = std::find_if(early_.begin(), early_.end(), [&](const Dialog& dialog) {
    return dialog.remoteTag() == response->toTag();
  });
  dialog_ =
      early == early_.end() ? Dialog::fromResponse(sent.request, *response) : std::move(*early);
  dialog_->confirm(*response);
  early_.clear();
  host_.holdRequest(invite_);

  const bool described = holdsDescription(*response);
  if (!offerSent_) {
    if (!described) return failInvite(response, 400, "Missing session description");
    return ask(EffectKind::NeedAnswer, Purpose::LateOffer, {}, response);
  }
  if (!earlyAnswerTag_.empty() && earlyAnswerTag_ == response->toTag()) {
    // The answer in the 1xx stands; one in the 2xx must be the same (§13.2.1).
    if (asking(Purpose::EarlyAnswer)) {
      acceptedWhileEarly_ = response;
      return;
    }
    return completeInvite(response, std::nullopt);
  }
  forget(Purpose::EarlyAnswer);  // a branch that lost
  if (!described) return failInvite(response, 400, "Missing session description");
  ask(EffectKind::ApplyAnswer, Purpose::InviteAnswer, {}, response);
}

void Session::completeInvite(const MessagePtr& response, std::optional<Body> ackBody) {
  emit(EffectKind::DialogConfirmed);
  sendAck(*dialog_, invite_, std::move(ackBody));
  enter(SessionState::Established);
  report(invite_, response, response->statusCode());
  host_.releaseRequest(invite_);
}

void Session::failInvite(const MessagePtr& response, int cause, std::string_view reason) {
  log(LogLevel::Error, "The answer to the INVITE cannot be used: sending ACK and BYE.");
  acknowledgeAndBye(*dialog_, invite_, cause, reason);
  terminate(invite_, response, response->statusCode());
}

void Session::onInviteRefused(const MessagePtr& response, int status) {
  if (dialog_) return;  // a 2xx came before: only a broken proxy sends both
  terminate(invite_, response, status);
}

void Session::onStrayResponse(const MessagePtr& response) {
  if (response->isSuccess() && response->cseqMethod() == "INVITE") acknowledgeAgain(*response);
}

bool Session::acknowledgeAgain(const Message& response) {
  for (const SentAck& ack : acks_) {
    if (ack.cseq != response.cseq() || ack.remoteTag != response.toTag()) continue;
    host_.resend(ack.text);
    return true;
  }
  return false;
}

void Session::sendAck(Dialog& dialog, RequestId invite, std::optional<Body> body) {
  const SentRequest* sent = host_.sent(invite);
  OutgoingRequest ack = dialog.makeAck(sent->request.cseq);
  ack.extraHeaders = sent->authorization;
  ack.body = std::move(body);
  std::string text = host_.sendAck(ack);
  if (acks_.size() == kMostForks) acks_.erase(acks_.begin());
  acks_.push_back({dialog.remoteTag(), ack.cseq, std::move(text)});
}

void Session::acknowledgeAndBye(Dialog dialog, RequestId invite, int cause,
                                std::string_view reason) {
  sendAck(dialog, invite, std::nullopt);
  OutgoingRequest bye = dialog.makeRequest("BYE");
  if (cause != 0) bye.extraHeaders.push_back(reasonHeader(cause, reason));
  send(std::move(bye));
}

}  // namespace sip
