// Calls between Alice's phone and a scripted peer, brought to where a test begins.
#pragma once

#include <string>

#include "support/wire.hpp"

namespace sip::test {

/// Alice calls. The INVITE is sent and seen.
struct OutgoingCall : Wire {
  explicit OutgoingCall(InviteOptions options = {});

  /// The peer answers the INVITE; its description comes with `body`.
  void respond(int status, const Reply& with = {}) { receive(reply(*invite, status, with)); }
  /// 200 with an answer, ACKed.
  void establish();

  SessionId session;
  MessagePtr invite;
  MessagePtr ack;   ///< once established
  PeerDialog peer;  ///< with the tag "peer"
};

/// The peer calls, with an offer unless told otherwise. 100 and 180 are sent and seen.
struct IncomingCall : Wire {
  explicit IncomingCall(PeerRequest request = offering());
  static PeerRequest offering();

  /// Accepted; the 200 is sent and seen, the ACK has not come.
  void accept();
  /// Accepted and ACKed.
  void establish();

  SessionId session;
  PeerRequest invite;
  MessagePtr ringing;  ///< our 180
  MessagePtr ok;       ///< our 200, once accepted
  PeerDialog peer;
};

/// A reply with an answer or offer in it.
Reply describing(const std::string& tag = "peer", int version = 1);

}  // namespace sip::test
