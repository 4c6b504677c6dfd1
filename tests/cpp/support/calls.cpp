#include "support/calls.hpp"

#include <doctest/doctest.h>

#include <utility>

namespace sip::test {

Reply describing(const std::string& tag, int version) {
  Reply reply;
  reply.tag = tag;
  reply.body = sdp(tag, version);
  return reply;
}

OutgoingCall::OutgoingCall(InviteOptions options) {
  session = phone.dial(options);
  invite = expect("INVITE");
  peer = PeerDialog::called(*invite);
}

void OutgoingCall::establish() {
  respond(200, describing());
  ack = expect("ACK");
  REQUIRE(phone.state() == SessionState::Established);
  phone.takeTrace();
}

PeerRequest IncomingCall::offering() {
  PeerRequest request;
  request.body = sdp("bob", 1);
  return request;
}

IncomingCall::IncomingCall(PeerRequest request) {
  invite = receive(std::move(request));
  session = phone.latest();
  expect("100 INVITE");
  ringing = expect("180 INVITE");
  peer = PeerDialog::calling(invite, *ringing);
  phone.takeTrace();
}

void IncomingCall::accept() {
  phone.accept();
  ok = expect("200 INVITE");
}

void IncomingCall::establish() {
  accept();
  receive(peer.ack(invite.cseq));
  REQUIRE(phone.state() == SessionState::Established);
  REQUIRE(takeSent().empty());
  phone.takeTrace();
}

}  // namespace sip::test
