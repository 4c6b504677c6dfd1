// The race conditions of RFC 5407 §3 that concern what is implemented here, by their section. Bob's
// "moratorium" is from his 200 to the ACK; "mortal" is from a BYE to its answer.
#include <doctest/doctest.h>

#include "support/calls.hpp"
#include "support/pair.hpp"

using namespace sip;
using namespace sip::test;

TEST_CASE("RFC 5407 §3.1.1 callee in moratorium: the INVITE comes again and is absorbed") {
  IncomingCall bob;
  bob.accept();
  bob.receive(bob.invite);
  CHECK(bob.takeSent().empty());
  bob.receive(bob.peer.ack(1));
  CHECK(bob.phone.state() == SessionState::Established);
}

TEST_CASE(
    "RFC 5407 §3.1.2 a CANCEL crosses the 200: it is answered and has no effect; Alice says BYE") {
  Pair pair;
  pair.alice.dial();
  pair.deliver();
  pair.bob.accept();
  CHECK(pair.alice.cancel() == "ok");
  pair.deliver();
  CHECK(pair.takeLadder() ==
        "alice INVITE, bob 100 INVITE, bob 180 INVITE, bob 200 INVITE, alice CANCEL, alice ACK, "
        "alice BYE, bob 200 CANCEL, bob 200 BYE");
  CHECK(pair.alice.state() == SessionState::Terminated);
  CHECK(pair.bob.state() == SessionState::Terminated);
}

TEST_CASE("RFC 5407 §3.1.3 callee in moratorium: an early BYE comes; 200, and the call is over") {
  IncomingCall bob;
  bob.accept();
  bob.receive(bob.peer.request("BYE"));  // sent while it rang, before the 200 was seen
  CHECK(bob.takeSent() == "200 BYE");
  CHECK(bob.phone.state() == SessionState::Terminated);
  bob.receive(bob.peer.ack(1));
  bob.advance(40'000);
  CHECK(bob.takeSent().empty());
}

TEST_CASE("RFC 5407 §3.1.4 callee in moratorium: a re-INVITE overtakes the ACK and is taken") {
  IncomingCall bob;
  bob.accept();
  PeerRequest reinvite = bob.peer.request("INVITE");
  reinvite.body = sdp("bob", 2);
  reinvite = bob.receive(reinvite);
  CHECK(bob.takeSent() == "200 INVITE");
  bob.receive(bob.peer.ack(1));  // the ACK that was overtaken
  bob.advance(500);
  CHECK(bob.takeSent() == "200 INVITE");  // the re-INVITE's 200 is not acknowledged by it
  bob.receive(bob.peer.ack(reinvite.cseq));
  bob.advance(60'000);
  CHECK(bob.takeSent().empty());
  CHECK(bob.phone.state() == SessionState::Established);
}

TEST_CASE("RFC 5407 §3.1.5 callee in moratorium that offered in its 200: the re-INVITE gets 491") {
  IncomingCall bob(PeerRequest{});
  bob.accept();
  PeerRequest reinvite = bob.peer.request("INVITE");
  reinvite.body = sdp("bob", 2);
  bob.receive(reinvite);
  CHECK(bob.takeSent() == "491 INVITE");
  bob.receive(bob.peer.ack(1, sdp("bob", 1)));
  bob.receive(bob.peer.request("INVITE"));
  CHECK(bob.takeSent() == "200 INVITE");
}

TEST_CASE("RFC 5407 §3.1.6 callee in moratorium: a BYE overtakes the ACK; 200, no 2xx again") {
  IncomingCall bob;
  bob.accept();
  bob.receive(bob.peer.request("BYE"));
  bob.receive(bob.peer.ack(1));
  bob.advance(40'000);
  CHECK(bob.takeSent() == "200 BYE");
  CHECK(bob.phone.core.load().sessions == 0);
}

TEST_CASE("RFC 5407 §3.2.1 BYEs cross: each is answered 200") {
  Pair pair;
  pair.establish();
  pair.takeLadder();
  pair.alice.bye();
  pair.bob.bye();
  pair.deliver();
  CHECK(pair.takeLadder() == "alice BYE, bob BYE, bob 200 BYE, alice 200 BYE");
}

TEST_CASE("RFC 5407 §3.2.2 a re-INVITE crosses the BYE: 481, and the sender hears BYE anyway") {
  Pair pair;
  pair.establish();
  pair.takeLadder();
  pair.alice.bye();
  const OperationId reinvite = pair.bob.reinvite();
  pair.deliver();
  CHECK(pair.takeLadder() == "alice BYE, bob INVITE, bob 200 BYE, alice 481 INVITE, bob ACK");
  CHECK(pair.bob.result(reinvite) == "ok");  // it was sent; that it failed came with the end
  CHECK(pair.bob.state() == SessionState::Terminated);
  CHECK(pair.alice.state() == SessionState::Terminated);
}

TEST_CASE("RFC 5407 §3.2.3 the 200 to a re-INVITE crosses our BYE: it is ACKed") {
  Pair pair;
  pair.establish();
  pair.alice.reinvite();
  pair.run(25);  // Bob's 200 is on its way
  pair.takeLadder();
  pair.alice.bye();
  pair.deliver();
  CHECK(pair.takeLadder() == "alice BYE, alice ACK, bob 200 BYE");
  pair.run(60'000);
  CHECK(pair.takeLadder().empty());
}

TEST_CASE("RFC 5407 §3.2.4 the ACK crosses the callee's BYE, which had waited for it in vain") {
  IncomingCall bob;
  bob.accept();
  bob.phone.bye();
  bob.advance(32'000);
  CHECK(bob.takeSent().ends_with("BYE"));
  bob.receive(bob.peer.ack(1));
  CHECK(bob.takeSent().empty());
  CHECK(bob.phone.state() == SessionState::Terminated);
}

TEST_CASE("RFC 5407 §3.3.1 re-INVITEs cross: both 491, both once more, both succeed") {
  Pair pair;
  pair.establish();
  pair.takeLadder();
  pair.alice.reinvite();
  pair.bob.reinvite();
  pair.run(10'000);
  CHECK(pair.takeLadder() ==
        "alice INVITE, bob INVITE, bob 491 INVITE, alice 491 INVITE, alice ACK, bob ACK, "
        "bob INVITE, alice 200 INVITE, bob ACK, alice INVITE, bob 200 INVITE, alice ACK");
}
