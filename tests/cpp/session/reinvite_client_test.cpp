// sip/session/reinvite_client.cpp: the re-INVITE we send. RFC 3261 §14.1, RFC 6141.
#include <doctest/doctest.h>

#include "support/calls.hpp"

using namespace sip;
using namespace sip::test;

namespace {

constexpr InviteOptions kOfferless{.withoutDescription = true, .earlyMedia = false};

/// An established call with our re-INVITE sent and seen.
struct Reinviting : OutgoingCall {
  explicit Reinviting(InviteOptions options = {}) {
    establish();
    operation = phone.reinvite({}, options);
    reinvite = expect("INVITE");
  }
  OperationId operation;
  MessagePtr reinvite;
};

}  // namespace

TEST_CASE("§14.1 a re-INVITE: offer, INVITE in the dialog, answer applied, ACK, then it is told") {
  Reinviting call;
  CHECK(call.phone.takeTrace() == "need offer again; send INVITE; settled 2 ok");
  CHECK(call.reinvite->toTag() == "peer");
  CHECK(call.reinvite->requestUri() == "sip:bob@bob.invalid;transport=ws");
  CHECK(call.reinvite->cseq() == call.invite->cseq() + 1);
  CHECK(call.reinvite->body() == sdp("alice", 2));
  CHECK(call.reinvite->header("Contact") == "<sip:alice@alice.invalid;transport=ws>");
  call.receive(reply(*call.reinvite, 100));
  CHECK(call.phone.takeTrace() == "request 2 got 100 Trying");
  call.receive(reply(*call.reinvite, 200, describing("peer", 2)));
  CHECK(call.phone.takeTrace() == "apply answer again; send ACK; request 2 got 200 Accept");
  const MessagePtr ack = call.expect("ACK");
  CHECK(ack->cseq() == call.reinvite->cseq());
  CHECK(call.phone.applied.back() == sdp("peer", 2));
  call.receive(reply(*call.reinvite, 200, describing("peer", 2)));
  CHECK(call.expect("ACK")->text() == ack->text());
}

TEST_CASE("§14.1 without an offer: the peer's comes in the 2xx, our answer goes into the ACK") {
  Reinviting call(kOfferless);
  CHECK(call.reinvite->body().empty());
  call.phone.takeTrace();
  call.receive(reply(*call.reinvite, 200, describing("peer", 2)));
  CHECK(call.phone.takeTrace() == "need answer again; send ACK; request 2 got 200 Accept");
  CHECK(call.expect("ACK")->body() == sdp("alice", 2));
}

TEST_CASE("§12.2.1.2 the 2xx moves the remote target") {
  Reinviting call;
  Reply ok = describing("peer", 2);
  ok.headers = {"Contact: <sip:bob@198.51.100.7>"};
  call.receive(reply(*call.reinvite, 200, ok));
  CHECK(call.expect("ACK")->requestUri() == "sip:bob@198.51.100.7");
  call.phone.bye();
  CHECK(call.expect("BYE")->requestUri() == "sip:bob@198.51.100.7");
}

TEST_CASE("§14.1 one at a time: another is refused until the first has ended") {
  Reinviting call;
  CHECK(call.phone.result(call.phone.reinvite()) == "refused RequestPending");
  call.receive(reply(*call.reinvite, 200, describing("peer", 2)));
  call.expect("ACK");
  CHECK(call.phone.result(call.phone.reinvite()) == "ok");
  CHECK(call.takeSent() == "INVITE");
}

TEST_CASE("§14.1 a refused re-INVITE: the offer is taken back, then it is told; the call goes on") {
  for (const int status : {400, 403, 415, 488, 500, 503, 603}) {
    Reinviting call;
    call.phone.takeTrace();
    call.receive(reply(*call.reinvite, status));
    CHECK(call.phone.takeTrace() == "send ACK; roll back again; request 2 got " +
                                        std::to_string(status) + " Reject; request 2 ended");
    CHECK(call.phone.state() == SessionState::Established);
    CHECK(call.phone.result(call.phone.reinvite()) == "ok");
  }
}

TEST_CASE("§14.1 a refused re-INVITE without an offer has nothing to take back") {
  Reinviting call(kOfferless);
  call.phone.takeTrace();
  call.receive(reply(*call.reinvite, 488));
  CHECK(call.phone.takeTrace() == "send ACK; request 2 got 488 Reject; request 2 ended");
}

TEST_CASE("§14.1 an offer that cannot be taken back ends the call") {
  Reinviting call;
  call.phone.habits.describes = false;
  call.phone.takeTrace();
  call.receive(reply(*call.reinvite, 488));
  call.phone.fail();
  CHECK(call.phone.takeTrace() ==
        "send ACK; roll back again; send BYE; session 1 Terminated; request 2 got 488 Reject; "
        "request 2 ended");
  CHECK(call.takeSent() == "ACK, BYE");
}

TEST_CASE("§12.2.1.2, §14.1 a re-INVITE that gets 481, 408 or nothing ends the call with BYE") {
  Reinviting call;
  call.phone.takeTrace();
  SUBCASE("481") {
    call.receive(reply(*call.reinvite, 481));
    CHECK(call.phone.takeTrace() ==
          "send ACK; send BYE; session 1 Terminated; request 2 got 481 Reject; request 2 ended");
  }
  SUBCASE("408") {
    call.receive(reply(*call.reinvite, 408));
    CHECK(call.takeSent() == "ACK, BYE");
  }
  SUBCASE("nothing") {
    call.advance(32'000);
    CHECK(call.takeSent() == "BYE");
  }
  CHECK(call.phone.state() == SessionState::Terminated);
}

TEST_CASE("a re-INVITE that our own connection could not send does not end the call") {
  Reinviting call;
  call.phone.takeTrace();
  call.phone.input([&](Core& core) { core.transportFailed(call.last().client, {}); });
  CHECK(call.phone.takeTrace() == "roll back again; request 2 got 503 Reject; request 2 ended");
  CHECK(call.takeSent().empty());
  CHECK(call.phone.state() == SessionState::Established);
  CHECK(call.phone.result(call.phone.reinvite()) == "ok");
}

TEST_CASE("§9.1 a re-INVITE may be cancelled: 487, the offer is taken back, the call goes on") {
  Reinviting call;
  call.receive(reply(*call.reinvite, 100));
  call.phone.input([](Core& core) {
    CHECK(core.cancel(RequestId{2}, {}));
    CHECK(core.cancel(RequestId{2}, {}));  // once is enough
  });
  const MessagePtr cancel = call.expect("CANCEL");
  CHECK(cancel->topVia().branch == call.reinvite->topVia().branch);
  CHECK(cancel->toTag() == "peer");
  CHECK(call.takeSent().empty());
  call.phone.takeTrace();
  std::string first;
  SUBCASE("answered 487") {
    call.receive(reply(*call.reinvite, 487));
    first = "send ACK; ";
  }
  SUBCASE("never answered") {
    call.advance(32'000);
  }
  CHECK(call.phone.takeTrace().ends_with(
      first + "roll back again; request 2 got 487 Reject; request 2 ended"));
  CHECK(call.phone.state() == SessionState::Established);
}

TEST_CASE("§14.1 a 2xx without the description that is due ends the call: ACK, BYE") {
  for (const bool offerless : {false, true}) {
    Reinviting call({.withoutDescription = offerless, .earlyMedia = false});
    call.receive(reply(*call.reinvite, 200));
    call.expect("ACK");
    CHECK(std::string(*call.expect("BYE")->header("Reason")).starts_with("SIP;cause=400;"));
    CHECK(call.phone.state() == SessionState::Terminated);
  }
}

TEST_CASE("§14.1 an answer that cannot be applied ends the call: ACK, BYE because of 488") {
  for (const bool offerless : {false, true}) {
    Reinviting call({.withoutDescription = offerless, .earlyMedia = false});
    call.phone.habits.describes = false;
    call.phone.takeTrace();
    call.receive(reply(*call.reinvite, 200, describing("peer", 2)));
    CHECK(call.takeSent().empty());
    call.phone.fail();
    call.expect("ACK");
    CHECK(std::string(*call.expect("BYE")->header("Reason")).starts_with("SIP;cause=488;"));
    CHECK(call.phone.takeTrace().ends_with(
        "send ACK; send BYE; session 1 Terminated; request 2 got 200 Accept"));
  }
}

TEST_CASE("§14.1 an offer that could not be made leaves the call as it was") {
  OutgoingCall call;
  call.establish();
  call.phone.habits.describes = false;
  const OperationId operation = call.phone.reinvite();
  call.phone.fail();
  CHECK(call.phone.result(operation) == "DescriptionFailed");
  CHECK(call.takeSent().empty());
  CHECK(call.phone.state() == SessionState::Established);
  call.phone.habits.describes = true;
  CHECK(call.phone.result(call.phone.reinvite()) == "ok");
}

TEST_CASE("§14.1 an answer that takes longer than 64*T1 is ACKed and told all the same") {
  for (const bool offerless : {false, true}) {
    Reinviting call({.withoutDescription = offerless, .earlyMedia = false});
    call.phone.habits.describes = false;
    call.receive(reply(*call.reinvite, 200, describing("peer", 2)));
    call.advance(50'000);
    call.phone.takeTrace();
    call.phone.answer();
    CHECK(call.phone.takeTrace() == "send ACK; request 2 got 200 Accept; request 2 ended");
  }
}

TEST_CASE("§13.2.2.4 a 2xx that comes again while its answer is still being applied waits") {
  Reinviting call;
  call.phone.habits.describes = false;
  call.receive(reply(*call.reinvite, 200, describing("peer", 2)));
  call.receive(reply(*call.reinvite, 200, describing("peer", 2)));
  CHECK(call.takeSent().empty());
  REQUIRE(call.phone.questions.size() == 1);
  call.phone.answer();
  CHECK(call.takeSent() == "ACK");
}

TEST_CASE("a rollback that takes its time comes before the report, which comes before the end") {
  Reinviting call;
  call.phone.habits.describes = false;
  call.phone.takeTrace();
  call.receive(reply(*call.reinvite, 488));
  CHECK(call.phone.takeTrace() == "send ACK; roll back again");
  call.advance(5'000);
  call.phone.takeTrace();
  call.phone.answer();
  CHECK(call.phone.takeTrace().ends_with("request 2 got 488 Reject; request 2 ended"));
}

TEST_CASE("§14.1 after a 491 the caller waits 2.1 to 4 s, in steps of 10 ms, and offers anew") {
  Reinviting call;
  call.phone.takeTrace();
  const TimeMs start = call.now;
  call.receive(reply(*call.reinvite, 491));
  CHECK(call.phone.takeTrace() == "send ACK; roll back again");
  CHECK(call.expect("ACK")->cseq() == call.reinvite->cseq());
  const auto due = call.phone.core.deadline();
  REQUIRE(due);
  CHECK(*due - start >= 2'100);
  CHECK(*due - start <= 4'000);
  CHECK((*due - start) % 10 == 0);
  call.advance(*due - call.now);
  CHECK(call.phone.takeTrace() == "need offer again; send INVITE");
  const MessagePtr again = call.expect("INVITE");
  CHECK(again->cseq() == call.reinvite->cseq() + 1);
  CHECK(again->body() == sdp("alice", 3));
  call.receive(reply(*again, 200, describing("peer", 2)));
  CHECK(call.phone.takeTrace() == "apply answer again; send ACK; request 2 got 200 Accept");
  call.advance(40'000);
  CHECK(call.phone.takeTrace().ends_with("request 2 ended"));
}

TEST_CASE("§14.1 after a 491 the callee waits 0 to 2 s") {
  IncomingCall call;
  call.establish();
  call.phone.reinvite();
  const TimeMs start = call.now;
  call.receive(reply(*call.expect("INVITE"), 491));
  call.expect("ACK");
  call.advance(2'000);
  CHECK(call.now - start <= 2'000);
  CHECK(call.takeSent() == "INVITE");
}

TEST_CASE("§14.1 while it waits after a 491, another re-INVITE of ours is refused") {
  Reinviting call;
  call.receive(reply(*call.reinvite, 491));
  call.expect("ACK");
  CHECK(call.phone.result(call.phone.reinvite()) == "refused RequestPending");
}

TEST_CASE(
    "§14.1 while it waits after a 491, the peer's re-INVITE is taken, and ours comes behind") {
  Reinviting call;
  call.receive(reply(*call.reinvite, 491));
  call.expect("ACK");
  call.phone.habits.describes = false;
  PeerRequest theirs = call.peer.request("INVITE");
  theirs.body = sdp("peer", 2);
  theirs = call.receive(theirs);
  call.advance(10'000);  // whatever the wait was, it is over; theirs is not
  CHECK(call.takeSent().empty());
  call.phone.answer();
  CHECK(call.takeSent() == "200 INVITE");
  call.advance(400);
  CHECK(call.takeSent().empty());
  call.receive(call.peer.ack(theirs.cseq));
  call.phone.answer();
  CHECK(call.takeSent() == "INVITE");
}

TEST_CASE("§14.1 a peer that says 491 for ever is given up on, and the 491 is told, each time") {
  OutgoingCall call;
  call.establish();
  for (int round = 0; round < 2; ++round) {
    CHECK(call.phone.result(call.phone.reinvite()) == "ok");
    int sent = 1;
    for (; sent < 20; ++sent) {
      call.receive(reply(*call.expect("INVITE"), 491));
      call.expect("ACK");
      call.advance(4'000);
      if (call.phone.takeTrace().find("got 491 Reject; request") != std::string::npos) break;
    }
    CHECK(sent == 5);
    CHECK(call.takeSent().empty());
    CHECK(call.phone.state() == SessionState::Established);
  }
}

TEST_CASE("the application's headers go out with a re-INVITE, and again after a 491") {
  OutgoingCall call;
  call.establish();
  call.phone.reinvite({}, {}, {"X-App: 1"});
  const MessagePtr first = call.expect("INVITE");
  CHECK(first->header("X-App") == "1");
  call.receive(reply(*first, 491));
  call.expect("ACK");
  call.advance(4'000);
  const MessagePtr second = call.expect("INVITE");
  CHECK(second->header("X-App") == "1");
  CHECK(second->header("Contact") == "<sip:alice@alice.invalid;transport=ws>");
  Reply challenge;
  challenge.headers = {"Proxy-Authenticate: Digest realm=\"r\", nonce=\"n\""};
  call.receive(reply(*second, 407, challenge));
  call.expect("ACK");
  const MessagePtr third = call.expect("INVITE");
  CHECK(third->header("X-App") == "1");
  CHECK(third->header("Proxy-Authorization"));
}

TEST_CASE("§14.1 an offer that cannot be made anew after a 491: the 491 is told") {
  Reinviting call;
  call.receive(reply(*call.reinvite, 491));
  call.expect("ACK");
  call.phone.habits.describes = false;
  call.advance(4'000);
  call.phone.takeTrace();
  call.phone.fail();
  CHECK(call.phone.takeTrace() == "request 2 got 491 Reject; request 2 ended");
  CHECK(call.phone.state() == SessionState::Established);
}

TEST_CASE("the call ends during the wait after a 491: nothing more is sent") {
  Reinviting call;
  call.receive(reply(*call.reinvite, 491));
  call.expect("ACK");
  call.phone.bye();
  CHECK(call.takeSent() == "BYE");
  call.advance(10'000);
  CHECK(call.takeSent().empty());
  CHECK(call.phone.takeTrace().find("request 2 ended") != std::string::npos);
}

TEST_CASE("re-INVITEs of a call that is not established, or with a broken header, are misuse") {
  OutgoingCall call;
  CHECK(call.phone.result(call.phone.reinvite()) == "refused InvalidState");
  call.establish();
  CHECK(call.phone.result(call.phone.reinvite({}, {}, {"X: a\r\nY: b"})) ==
        "refused HeaderInjection");
  CHECK(call.phone.takeTrace().empty());
  CHECK(call.phone.result(call.phone.reinvite()) == "ok");
}
