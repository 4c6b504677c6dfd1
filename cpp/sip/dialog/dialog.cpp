// Dialog construction and in-dialog requests: RFC 3261 §12.

#include "sip/dialog/dialog.hpp"

#include <algorithm>

#include "sip/base/text.hpp"
#include "sip/message/uri.hpp"

namespace sip {
namespace {

/// Route header values keep the form in which Record-Route gave them: "<sip:p1;lr>" with any
/// parameters (§12.1.2).
std::vector<std::string> recordRoutes(const Message& message, bool reversed) {
  std::vector<std::string> routes;
  for (std::string_view value : message.list(HeaderName::RecordRoute)) {
    if (parseNameAddr(value)) routes.emplace_back(value);
  }
  if (reversed) std::reverse(routes.begin(), routes.end());
  return routes;
}

std::string headerValue(const Message& message, HeaderName name) {
  return std::string(message.header(name).value_or(""));
}

/// Does the route's own URI carry lr? Without it the next hop is a strict router (RFC 2543).
bool isLooseRouter(const std::string& route) {
  const auto address = parseNameAddr(route);
  if (!address) return true;
  const auto uri = parseUri(address->uri);
  return !uri || uri->hasParameter("lr");
}

}  // namespace

Dialog Dialog::fromResponse(const OutgoingRequest& request, const Message& response) {
  Dialog dialog;
  dialog.callId_ = request.callId;
  dialog.localTag_ = std::string(response.fromTag());
  dialog.remoteTag_ = std::string(response.toTag());
  dialog.local_ = request.from;
  dialog.remote_ = headerValue(response, HeaderName::To);
  dialog.routeSet_ = recordRoutes(response, true);
  // Servers exist that leave Contact out of 1xx and 2xx; the Request-URI is the best target that is
  // known then.
  dialog.remoteTarget_ = std::string(response.contactUri().value_or(request.requestUri));
  dialog.localSequence_ = request.cseq;
  dialog.confirmed_ = response.isSuccess();
  return dialog;
}

Dialog Dialog::fromRequest(const Message& request, std::string_view localTag) {
  Dialog dialog;
  dialog.callId_ = std::string(request.callId());
  dialog.localTag_ = std::string(localTag);
  dialog.remoteTag_ = std::string(request.fromTag());
  dialog.local_ = headerValue(request, HeaderName::To);
  if (request.toTag().empty()) dialog.local_ += ";tag=" + std::string(localTag);
  dialog.remote_ = headerValue(request, HeaderName::From);
  dialog.routeSet_ = recordRoutes(request, false);
  dialog.remoteTarget_ = std::string(request.contactUri().value_or(request.from().uri));
  dialog.remoteSequence_ = request.cseq();
  return dialog;
}

void Dialog::confirm(const Message& response) {
  confirmed_ = true;
  routeSet_ = recordRoutes(response, true);
  if (const auto target = response.contactUri()) remoteTarget_ = std::string(*target);
}

OutgoingRequest Dialog::makeRequest(std::string_view method) {
  // A UAS that never sent a request starts anywhere; 1 reads well in a trace (§12.2.1.1).
  ++localSequence_;
  return route(method, localSequence_);
}

OutgoingRequest Dialog::makeAck(std::uint32_t inviteSequence) const {
  return route("ACK", inviteSequence);
}

OutgoingRequest Dialog::route(std::string_view method, std::uint32_t cseq) const {
  OutgoingRequest request;
  request.method = std::string(method);
  request.from = local_;
  request.to = remote_;
  request.callId = callId_;
  request.cseq = cseq;
  request.requestUri = remoteTarget_;
  request.routes = routeSet_;
  if (!routeSet_.empty() && !isLooseRouter(routeSet_.front())) {
    // §12.2.1.1: a strict router wants itself in the Request-URI and the target at the end of the
    // route.
    request.requestUri = std::string(parseNameAddr(routeSet_.front())->uri);
    request.routes.erase(request.routes.begin());
    request.routes.push_back("<" + remoteTarget_ + ">");
  }
  return request;
}

bool Dialog::acceptSequence(std::uint32_t cseq) {
  if (remoteSequence_ && cseq < *remoteSequence_) return false;
  remoteSequence_ = cseq;
  return true;
}

void Dialog::refreshTarget(const Message& message) {
  if (const auto target = message.contactUri()) remoteTarget_ = std::string(*target);
}

bool Dialog::matches(const Message& message, bool fromPeer) const {
  const std::string_view local = fromPeer ? message.toTag() : message.fromTag();
  const std::string_view remote = fromPeer ? message.fromTag() : message.toTag();
  return message.callId() == callId_ && local == localTag_ && remote == remoteTag_;
}

}  // namespace sip
