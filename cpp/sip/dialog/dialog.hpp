// One dialog's state (RFC 3261 §12): identifiers, sequence numbers, route set and remote target,
// and the requests made from them. It knows nothing of calls: INVITE usage is session/, which owns
// a Dialog.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sip/message/message.hpp"
#include "sip/message/outgoing.hpp"

namespace sip {

class Dialog {
 public:
  /// UAC: from a 1xx with a To tag or a 2xx (§12.1.2). `request` is what was sent, CSeq included.
  static Dialog fromResponse(const OutgoingRequest& request, const Message& response);
  /// UAS: from a request that was answered with `localTag` (§12.1.1).
  static Dialog fromRequest(const Message& request, std::string_view localTag);

  const std::string& callId() const { return callId_; }
  const std::string& localTag() const { return localTag_; }
  const std::string& remoteTag() const { return remoteTag_; }
  const std::string& remoteTarget() const { return remoteTarget_; }
  const std::string& localUri() const { return local_; }    ///< whole header value with tag
  const std::string& remoteUri() const { return remote_; }  ///< whole header value with tag
  const std::vector<std::string>& routeSet() const { return routeSet_; }
  std::uint32_t localSequence() const { return localSequence_; }
  std::optional<std::uint32_t> remoteSequence() const { return remoteSequence_; }
  bool confirmed() const { return confirmed_; }

  /// The 2xx that confirms an early dialog gives the route set anew (§13.2.2.4).
  void confirm(const Message& response);
  void confirm() { confirmed_ = true; }

  /// A request inside the dialog with the next CSeq (§12.2.1.1), strict routers served as the RFC
  /// says.
  OutgoingRequest makeRequest(std::string_view method);
  /// The ACK to a 2xx: same CSeq number as the INVITE (§13.2.2.4).
  OutgoingRequest makeAck(std::uint32_t inviteSequence) const;

  /// False when the request's CSeq is lower than one already seen: answer 500 (§12.2.2).
  bool acceptSequence(std::uint32_t cseq);
  /// Target refresh: INVITE, UPDATE and SUBSCRIBE requests and their 2xx move the remote target
  /// (§12.2).
  void refreshTarget(const Message& message);

  /// Does the message belong here? Matches Call-ID and both tags; an absent remote tag matches an
  /// empty one.
  bool matches(const Message& message, bool fromPeer) const;

 private:
  Dialog() = default;
  OutgoingRequest route(std::string_view method, std::uint32_t cseq) const;

  std::string callId_, localTag_, remoteTag_;
  std::string local_, remote_;
  std::string remoteTarget_;
  std::vector<std::string> routeSet_;
  std::uint32_t localSequence_ = 0;
  std::optional<std::uint32_t> remoteSequence_;
  bool confirmed_ = false;
};

}  // namespace sip
