// Dialog construction and in-dialog requests: RFC 3261 §12.

#include "sip/dialog/dialog.hpp"

#include <algorithm>
#include <utility>

#include "sip/base/text.hpp"
#include "sip/message/uri_view.hpp"

namespace sip {
namespace {

/// Route header values keep the form in which Record-Route gave them: "<sip:p1;lr>" with any
/// parameters (§12.1.2). One whose URI is none could not be routed by.
std::vector<std::string> recordRoutes(const Message& message, bool reversed) {
  std::vector<std::string> routes;
  for (std::string_view value : message.list(HeaderName::RecordRoute)) {
    const auto address = parseNameAddr(value);
    if (address && scanUri(address->uri)) routes.push_back(unfold(value));
  }
  if (reversed) std::reverse(routes.begin(), routes.end());
  return routes;
}

/// A received value may hold folds; what is written from it must not (§7.3.1).
std::string headerValue(const Message& message, HeaderName name) {
  return unfold(message.header(name).value_or(""));
}

/// The To of a request as our answer has it, with our tag. An empty tag of theirs is none: ours
/// takes its place, since a second tag would be malformed.
std::string taggedTo(const Message& request, std::string_view localTag) {
  std::string value = headerValue(request, HeaderName::To);
  const auto address = parseNameAddr(value);
  const auto tag = address ? address->parameter("tag") : std::nullopt;
  if (!tag) return value + ";tag=" + std::string(localTag);
  if (!tag->empty()) return value;
  const auto at = static_cast<std::size_t>(tag->data() - value.data());
  const bool assigned = value[value.find_last_of(";=", at - 1)] == '=';
  return value.insert(at, (assigned ? "" : "=") + std::string(localTag));
}

/// Where requests to the peer can go: its Contact, unless that would not make a Request-URI.
std::optional<std::string> targetOf(const Message& message) {
  const auto contact = message.contactUri();
  if (!contact || !scanUri(*contact)) return std::nullopt;
  return std::string(*contact);
}

/// Does the route's own URI carry lr? Without it the next hop is a strict router (RFC 2543).
bool isLooseRouter(const std::string& route) {
  const auto uri = scanUri(parseNameAddr(route)->uri);  // recordRoutes() saw to it
  return uri && uri->parameter("lr");
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
  dialog.remoteTarget_ = targetOf(response).value_or(request.requestUri);
  dialog.localSequence_ = request.cseq;
  dialog.confirmed_ = response.isSuccess();
  return dialog;
}

Dialog Dialog::fromRequest(const Message& request, std::string_view localTag) {
  Dialog dialog;
  dialog.callId_ = std::string(request.callId());
  dialog.localTag_ = std::string(localTag);
  dialog.remoteTag_ = std::string(request.fromTag());
  dialog.local_ = taggedTo(request, localTag);
  dialog.remote_ = headerValue(request, HeaderName::From);
  dialog.routeSet_ = recordRoutes(request, false);
  const bool usable = scanUri(request.from().uri).has_value();
  const std::string from = usable ? std::string(request.from().uri) : "sip:unknown.invalid";
  dialog.remoteTarget_ = targetOf(request).value_or(from);
  dialog.remoteSequence_ = request.cseq();
  return dialog;
}

void Dialog::confirm(const Message& response) {
  confirmed_ = true;
  routeSet_ = recordRoutes(response, true);
  refreshTarget(response);
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
  if (auto target = targetOf(message)) remoteTarget_ = std::move(*target);
}

bool Dialog::matches(const Message& message, bool fromPeer) const {
  const std::string_view local = fromPeer ? message.toTag() : message.fromTag();
  const std::string_view remote = fromPeer ? message.fromTag() : message.toTag();
  return message.callId() == callId_ && local == localTag_ && remote == remoteTag_;
}

}  // namespace sip
