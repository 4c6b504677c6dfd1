// A scripted peer's messages, as text: requests from fields, responses from the request they
// answer, and a dialog as the peer sees it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sip/message/message.hpp"

namespace sip::test {

/// The text as a message; the test fails when it is none.
MessagePtr parse(const std::string& text);

/// A request of the peer's. As it stands it calls Alice, without an offer.
struct PeerRequest {
  std::string method = "INVITE";
  std::string uri = "sip:alice@alice.invalid;transport=ws";
  std::string from = "\"Bob\" <sip:bob@example.com>;tag=bob";
  std::string to = "<sip:alice@example.com>";
  std::string callId = "call-of-bob";
  std::uint32_t cseq = 1;
  std::string branch;  ///< Wire gives a new one when empty
  std::vector<std::string> headers = {"Contact: <sip:bob@bob.invalid;transport=ws>"};
  std::string body;
  std::string contentType = "application/sdp";

  std::string text() const;
  /// The CANCEL of this INVITE (§9.1), or the ACK to a refusal of it (§17.1.1.3), on its branch.
  PeerRequest cancel() const;
  PeerRequest acknowledge(const Message& refusal) const;
};

/// What a response of the peer's has beside what it copies from the request.
struct Reply {
  std::string tag = "peer";  ///< none is written when empty, or when the request's To has one
  std::vector<std::string> headers = {"Contact: <sip:bob@bob.invalid;transport=ws>"};
  std::string body;
  std::string contentType = "application/sdp";
};
std::string reply(const Message& request, int status, const Reply& reply = {});

/// The peer's end of a dialog.
struct PeerDialog {
  std::string callId, from, to, uri;
  std::uint32_t cseq = 0;

  /// The peer was called, and answered with this tag.
  static PeerDialog called(const Message& invite, const std::string& tag = "peer");
  /// The peer called, and we answered.
  static PeerDialog calling(const PeerRequest& invite, const Message& response);

  PeerRequest request(const std::string& method);
  /// The ACK to our 2xx (§13.2.2.4): the INVITE's number, a branch of its own.
  PeerRequest ack(std::uint32_t inviteSequence, const std::string& body = {}) const;
};

}  // namespace sip::test
