// The end of a call: BYE both ways, and dispose(), which ends it in whatever way its state asks
// for. RFC 3261 §15.

#include <utility>

#include "sip/session/description.hpp"
#include "sip/session/session.hpp"

namespace sip {

Status Session::bye(OperationId operation, const std::vector<std::string>& extraHeaders,
                    const std::optional<Body>& body) {
  if (state_ != SessionState::Established) return invalidState("bye()");
  if (Status checked = checkHeaders(extraHeaders, body); !checked) return checked;
  if (unacked_ && role_ == Role::Callee && !peerReinvite_) {
    // §15: the callee must not send a BYE before the ACK to its 2xx has come or can come no more.
    byeDeferred_ = true;
    byeOperation_ = operation;
    byeHeaders_ = extraHeaders;
    byeBody_ = body;
    enter(SessionState::Terminating);
    return Done{};
  }
  const RequestId request = sendBye(extraHeaders, body);
  terminate();
  settle(operation, request);
  return Done{};
}

RequestId Session::sendBye(std::vector<std::string> extraHeaders, const std::optional<Body>& body) {
  OutgoingRequest request = dialog_->makeRequest("BYE");
  request.extraHeaders = std::move(extraHeaders);
  request.body = body;
  return send(std::move(request));
}

void Session::byeBecause(int cause, std::string_view reason) {
  std::vector<std::string> headers;
  if (cause != 0) headers.push_back(detail::reasonHeader(cause, reason));
  sendBye(std::move(headers), std::nullopt);
}

void Session::onBye(ServerTransactionId transaction, const MessagePtr& request) {
  switch (state_) {
    case SessionState::Established:
      emit(EffectKind::IncomingRequest, transaction.value, request->id.value,
           static_cast<std::uint32_t>(request->method()));
      break;
    case SessionState::Initial:
    case SessionState::Establishing:
    case SessionState::Terminating:
    case SessionState::Terminated:
      host_.respondDefault(transaction);
      break;
  }
  if (state_ == SessionState::Terminated) return;
  if (role_ == Role::Callee &&
      (state_ == SessionState::Initial || state_ == SessionState::Establishing)) {
    // The caller may end an early dialog with BYE instead of CANCEL; the INVITE is then answered
    // 487 (§15.1.2).
    canceled_ = true;
    emit(EffectKind::InviteCanceled, 0, request->id.value);
    return refuse(487);
  }
  if (asking(Purpose::InviteAnswer) || asking(Purpose::LateOffer) || acceptedWhileEarly_) {
    sendAck(*dialog_, invite_,
            std::nullopt);  // its BYE overtook our ACK; without one it would repeat the 2xx
  }
  terminate();
  if (byeDeferred_) settle(byeOperation_);
}

void Session::dispose() {
  switch (state_) {
    case SessionState::Initial:
    case SessionState::Establishing:
      if (role_ == Role::Caller) {
        (void)cancel({});
      } else {
        refuse(480);
      }
      break;
    case SessionState::Established:
      (void)bye({}, {}, std::nullopt);
      break;
    case SessionState::Terminating:
    case SessionState::Terminated:
      break;
  }
}

}  // namespace sip
