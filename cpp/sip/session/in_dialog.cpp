// Requests inside the call's dialog other than INVITE, ACK and BYE: INFO, MESSAGE, REFER, NOTIFY,
// both ways. RFC 3261 §12.2, RFC 6086, RFC 3428.

#include <algorithm>
#include <utility>

#include "sip/session/session.hpp"

namespace sip {

Status Session::request(OperationId operation, std::string_view method,
                        const std::vector<std::string>& extraHeaders,
                        const std::optional<Body>& body) {
  if (state_ != SessionState::Established) return invalidState(method);
  switch (methodOf(method)) {
    case Method::Ack:
    case Method::Bye:
    case Method::Cancel:
    case Method::Invite:
      return {ErrorCode::InvalidArgument, std::string(method) + " is the session's own to send."};
    default:
      break;
  }
  Dialog tried = *dialog_;  // §12.2.1.1: CSeq numbers are contiguous, so a refused one is not taken
  OutgoingRequest request = tried.makeRequest(method);
  request.extraHeaders = extraHeaders;
  request.body = body;
  if (Status checked = checkOutgoing(request); !checked) return checked;
  *dialog_ = std::move(tried);
  settle(operation, send(std::move(request)));
  return Done{};
}

void Session::onRequest(ServerTransactionId transaction, const MessagePtr& request) {
  Dialog* dialog = nullptr;
  if (dialog_ && dialog_->matches(*request, true)) dialog = &*dialog_;
  for (Dialog& early : early_) {
    if (!dialog && early.matches(*request, true)) dialog = &early;
  }
  if (!dialog) return host_.answer(transaction, 481);
  if (!dialog->acceptSequence(request->cseq())) {
    return host_.answer(transaction, 500);  // §12.2.2: out of order
  }
  if (state_ == SessionState::Terminated && request->method() != Method::Bye) {
    // The dialog is over; only a BYE that crossed ours is still welcome.
    return host_.answer(transaction, 481);
  }
  switch (request->method()) {
    case Method::Invite:
      return onReinvite(transaction, request);
    case Method::Bye:
      if (!dialog_ || dialog != &*dialog_) {
        // A branch that had not answered yet ends its early dialog; the others go on ringing.
        host_.respondDefault(transaction);
        std::erase_if(early_, [&](const Dialog& early) { return early.matches(*request, true); });
        return;
      }
      return onBye(transaction, request);
    case Method::Message:
      // Nobody would read it, and a 200 would say that it was delivered.
      if (state_ != SessionState::Established) return host_.answer(transaction, 480);
      [[fallthrough]];
    case Method::Info:
    case Method::Notify:
    case Method::Refer:
      if (state_ != SessionState::Established) break;
      return emit(EffectKind::IncomingRequest, transaction.value, request->id.value,
                  static_cast<std::uint32_t>(request->method()));
    default:
      break;  // no application has a say in the others
  }
  host_.respondDefault(transaction);
}

}  // namespace sip
