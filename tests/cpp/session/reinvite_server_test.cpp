// sip/session/reinvite_server.cpp: the re-INVITE we are sent. RFC 3261 §14.2, RFC 6141.
#include <doctest/doctest.h>

#include "sip/message/session_body.hpp"
#include "support/calls.hpp"

using namespace sip;
using namespace sip::test;

namespace {

/// An established call with the peer's re-INVITE received.
struct Reinvited : OutgoingCall {
  explicit Reinvited(bool offering = true, bool describes = true) {
    establish();
    phone.habits.describes = describes;
    reinvite = peer.request("INVITE");
    reinvite.headers = {"Contact: <sip:bob@198.51.100.7>"};
    if (offering) reinvite.body = sdp("peer", 2);
    reinvite = receive(reinvite);
  }
  PeerRequest reinvite;
};

std::string target(OutgoingCall& call) {
  return call.phone.core.dialog(call.session)->remoteTarget;
}

}  // namespace

TEST_CASE("§14.2 a re-INVITE with an offer: answered 200 with ours, then told with the response") {
  Reinvited call;
  CHECK(call.phone.takeTrace() ==
        "need answer again; send 200 INVITE; session 1 reinvited, said 200");
  CHECK(call.phone.effects.back().text == call.last().text);
  const MessagePtr ok = call.expect("200 INVITE");
  CHECK(ok->body() == sdp("alice", 2));
  CHECK(ok->header("Contact") == "<sip:alice@alice.invalid;transport=ws>");
  CHECK_FALSE(ok->header("Accept"));
  CHECK(call.phone.applied.back() == sdp("peer", 2));
  call.receive(call.peer.ack(call.reinvite.cseq));
  CHECK(call.phone.takeTrace() == "session 1 acknowledged");
  CHECK(call.phone.state() == SessionState::Established);
}

TEST_CASE("§14.2 a re-INVITE without an offer: ours goes into the 200, the answer is in the ACK") {
  Reinvited call(false);
  CHECK(call.phone.takeTrace() ==
        "need offer again; send 200 INVITE; session 1 reinvited, said 200");
  CHECK(call.expect("200 INVITE")->body() == sdp("alice", 2));
  call.receive(call.peer.ack(call.reinvite.cseq, sdp("peer", 2)));
  CHECK(call.phone.takeTrace() == "session 1 acknowledged; apply answer again");
  CHECK(call.phone.applied.back() == sdp("peer", 2));
}

TEST_CASE("§12.2.2 an accepted re-INVITE moves the remote target") {
  Reinvited call;
  CHECK(target(call) == "sip:bob@198.51.100.7");
}

TEST_CASE("RFC 6141 §3.1 a refused re-INVITE changes nothing: offer taken back, 488, old target") {
  Reinvited call(true, false);
  call.phone.takeTrace();
  call.phone.fail();
  CHECK(call.phone.takeTrace() == "roll back again");
  call.phone.answer();
  CHECK(call.phone.takeTrace() == "send 488 INVITE; session 1 reinvited, said 488");
  const MessagePtr refusal = call.expect("488 INVITE");
  call.receive(call.reinvite.acknowledge(*refusal));
  CHECK(target(call) == "sip:bob@bob.invalid;transport=ws");
  CHECK(call.phone.state() == SessionState::Established);
  call.phone.habits.describes = true;
  call.receive(call.peer.request("INVITE"));  // and the next one is welcome
  CHECK(call.takeSent() == "200 INVITE");
}

TEST_CASE("§21.4.13 a description of an unknown kind: 415, which says what would do") {
  Reinvited call(true, false);
  call.phone.fail(DescriptionFailure::UnsupportedType);
  call.phone.answer();
  CHECK(call.expect("415 INVITE")->header("Accept") == kAcceptedTypes);
}

TEST_CASE("§14.2 our offer for an offerless re-INVITE could not be made: 488, nothing to undo") {
  Reinvited call(false, false);
  call.phone.takeTrace();
  call.phone.fail();
  CHECK(call.phone.takeTrace() == "send 488 INVITE; session 1 reinvited, said 488");
  CHECK(call.phone.state() == SessionState::Established);
}

TEST_CASE("§14.2 an offer that can be neither answered nor taken back ends the call") {
  Reinvited call(true, false);
  call.phone.fail();
  call.phone.fail();
  CHECK(call.takeSent() == "488 INVITE, BYE");
  CHECK(call.phone.state() == SessionState::Terminated);
}

TEST_CASE("§14.2 an ACK without the answer that is due ends the call: BYE because of 488") {
  Reinvited call(false);
  call.expect("200 INVITE");
  call.receive(call.peer.ack(call.reinvite.cseq));
  CHECK(std::string(*call.expect("BYE")->header("Reason")).starts_with("SIP;cause=488;"));
}

TEST_CASE("§14.2 no ACK to the 200 of a re-INVITE within 64*T1: BYE") {
  Reinvited call;
  call.advance(500);
  CHECK(call.takeSent() == "200 INVITE, 200 INVITE");
  call.advance(31'500);
  CHECK(call.takeSent().ends_with(", BYE"));
  CHECK(call.phone.state() == SessionState::Terminated);
}

TEST_CASE("§14.2 while our own re-INVITE is under way the peer's gets 491, at each stage") {
  OutgoingCall call;
  call.establish();
  call.phone.habits.describes = false;
  call.phone.reinvite();
  const auto theirs = [&] {
    call.receive(call.peer.request("INVITE"));
    return call.takeSent();
  };
  CHECK(theirs() == "491 INVITE");  // our offer is being made
  call.phone.answer();
  const MessagePtr ours = call.expect("INVITE");
  CHECK(theirs() == "491 INVITE");  // sent
  call.receive(reply(*ours, 200, describing("peer", 2)));
  CHECK(theirs() == "491 INVITE");  // its answer is being applied
  call.phone.answer();
  CHECK(call.takeSent() == "ACK");
  call.phone.habits.describes = true;
  CHECK(theirs() == "200 INVITE");
}

TEST_CASE("§14.2 while our refused offer is being taken back the peer's gets 491") {
  OutgoingCall call;
  call.establish();
  call.phone.reinvite();
  call.phone.habits.describes = false;
  call.receive(reply(*call.expect("INVITE"), 488));
  call.expect("ACK");
  call.receive(call.peer.request("INVITE"));
  CHECK(call.takeSent() == "491 INVITE");
}

TEST_CASE("§14.2 a second re-INVITE while the first is unanswered: 500 with Retry-After 0 to 10") {
  Reinvited call(true, false);
  call.receive(call.peer.request("INVITE"));
  const MessagePtr refusal = call.expect("500 INVITE");
  const auto seconds = refusal->number(HeaderName::RetryAfter);
  REQUIRE(seconds);
  CHECK(*seconds <= 10);
  call.phone.answer();
  CHECK(call.takeSent() == "200 INVITE");
}

TEST_CASE(
    "§14.2 a re-INVITE before the first INVITE is answered: 500 by the callee, 491 by the caller") {
  IncomingCall incoming;
  incoming.receive(incoming.peer.request("INVITE"));
  CHECK(incoming.expect("500 INVITE")->header("Retry-After"));
  CHECK(incoming.phone.state() == SessionState::Initial);

  OutgoingCall outgoing;
  outgoing.respond(180);
  outgoing.receive(outgoing.peer.request("INVITE"));
  CHECK(outgoing.takeSent() == "491 INVITE");
  outgoing.establish();
}

TEST_CASE("§14.2 a re-INVITE while our BYE waits for the ACK gets 481, and the BYE follows") {
  IncomingCall call;
  call.accept();
  call.phone.bye();
  call.receive(call.peer.request("INVITE"));
  CHECK(call.takeSent() == "481 INVITE");
  call.receive(call.peer.ack(1));
  CHECK(call.takeSent() == "BYE");
}

TEST_CASE("§14.1 our re-INVITE while the peer's is unfinished is refused, whatever its stage") {
  Reinvited call(true, false);
  CHECK(call.phone.result(call.phone.reinvite()) == "refused RequestPending");
  call.phone.fail();  // now it is being taken back
  CHECK(call.phone.result(call.phone.reinvite()) == "refused RequestPending");
  call.phone.answer();
  call.expect("488 INVITE");
  CHECK(call.phone.result(call.phone.reinvite()) == "pending");
}

TEST_CASE(
    "§9.2 the peer cancels its re-INVITE: 200, 487, the offer is taken back, the call goes on") {
  Reinvited call(true, false);
  call.phone.takeTrace();
  call.receive(call.reinvite.cancel());
  CHECK(call.phone.takeTrace() ==
        "send 200 CANCEL; send 487 INVITE; session 1 reinvited, said 487; roll back again");
  call.takeSent();
  call.phone.answer();  // the answer that was being made: late
  CHECK(call.phone.core.counters().lateAnswers == 1);
  call.receive(call.peer.request("INVITE"));
  CHECK(call.takeSent() == "500 INVITE");  // not before the rollback is done
  call.phone.answer();
  CHECK(call.takeSent().empty());
  CHECK(call.phone.state() == SessionState::Established);
  call.phone.habits.describes = true;
  call.receive(call.peer.request("INVITE"));
  CHECK(call.takeSent() == "200 INVITE");
}

TEST_CASE("§9.2 the peer cancels its re-INVITE while we take its offer back: undone once") {
  Reinvited call(true, false);
  call.phone.fail();
  call.phone.takeTrace();
  call.receive(call.reinvite.cancel());
  CHECK(call.phone.takeTrace() ==
        "send 200 CANCEL; send 487 INVITE; session 1 reinvited, said 487");
  CHECK(call.phone.questions.size() == 1);
  call.phone.answer();
  CHECK(call.takeSent() == "200 CANCEL, 487 INVITE");
  CHECK(call.phone.state() == SessionState::Established);
}

TEST_CASE("§9.2 the peer cancels a re-INVITE without an offer: nothing to take back") {
  Reinvited call(false, false);
  call.phone.takeTrace();
  call.receive(call.reinvite.cancel());
  CHECK(call.phone.takeTrace() ==
        "send 200 CANCEL; send 487 INVITE; session 1 reinvited, said 487");
}

TEST_CASE("§9.2 a CANCEL after our 200 to the re-INVITE changes nothing") {
  Reinvited call;
  call.expect("200 INVITE");
  call.receive(call.reinvite.cancel());
  CHECK(call.takeSent() == "200 CANCEL");
  call.receive(call.peer.ack(call.reinvite.cseq));
  CHECK(call.phone.state() == SessionState::Established);
}

TEST_CASE("a re-INVITE of ours that waits for the peer's goes out when that was refused") {
  OutgoingCall call;
  call.establish();
  call.phone.reinvite();
  call.receive(reply(*call.expect("INVITE"), 491));
  call.expect("ACK");
  call.phone.habits.describes = false;
  PeerRequest theirs = call.peer.request("INVITE");
  bool offering = false;
  SUBCASE("with an offer") {
    offering = true;
  }
  SUBCASE("without one") {}
  if (offering) theirs.body = sdp("peer", 2);
  call.receive(theirs);
  call.advance(5'000);  // the wait after the 491 is over
  CHECK(call.takeSent().empty());
  call.phone.fail();
  if (offering) call.phone.answer();
  CHECK(call.takeSent() == "488 INVITE");
  call.phone.answer();
  CHECK(call.takeSent() == "INVITE");
}
