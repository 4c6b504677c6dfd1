// sip/session/ack.cpp: from our 2xx to its ACK. RFC 3261 §13.3.1.4.
#include <doctest/doctest.h>

#include <vector>

#include "support/calls.hpp"

using namespace sip;
using namespace sip::test;

TEST_CASE(
    "§13.3.1.4 the 2xx is repeated at T1, doubling up to T2, until 64*T1, over WebSocket too") {
  IncomingCall call;
  call.accept();
  std::vector<TimeMs> at;
  const TimeMs start = call.now;
  while (call.now - start < 31'999) {
    call.advance(1);
    const std::string sent = call.takeSent();
    if (sent.empty()) continue;
    CHECK(sent == "200 INVITE");
    at.push_back(call.now - start);
  }
  CHECK(at == std::vector<TimeMs>{500, 1'500, 3'500, 7'500, 11'500, 15'500, 19'500, 23'500, 27'500,
                                  31'500});
  CHECK(call.phone.state() == SessionState::Established);
}

TEST_CASE("§13.3.1.4 each repetition is the very same 2xx") {
  IncomingCall call;
  call.accept();
  call.advance(500);
  CHECK(call.expect("200 INVITE")->text() == call.ok->text());
}

TEST_CASE("§13.3.1.4 no ACK within 64*T1: BYE, and the call is over") {
  IncomingCall call;
  call.accept();
  call.advance(31'999);
  call.takeSent();
  call.phone.takeTrace();
  call.advance(1);
  CHECK(call.phone.takeTrace() == "send BYE; session 1 Terminated");
  CHECK_FALSE(call.expect("BYE")->header("Reason"));
  CHECK(call.phone.logs.back() == "No ACK came for the 2xx: the call ends.");
  call.advance(100'000);
  CHECK(call.takeSent().empty());
}

TEST_CASE("§13.3.1.4 the ACK ends the repetitions, and is told once") {
  IncomingCall call;
  call.accept();
  call.phone.takeTrace();
  call.advance(600);
  CHECK(call.takeSent() == "200 INVITE");
  call.receive(call.peer.ack(1));
  call.receive(call.peer.ack(1));
  CHECK(call.phone.takeTrace() == "send 200 INVITE; session 1 acknowledged");
  CHECK(call.phone.core.load().timers == 1);  // the transaction's L
  call.advance(100'000);
  CHECK(call.takeSent().empty());
  CHECK(call.phone.state() == SessionState::Established);
}

TEST_CASE("§13.3.1.4 an ACK of another number, tag or call acknowledges nothing") {
  IncomingCall call;
  call.accept();
  PeerRequest wrong = call.peer.ack(1);
  SUBCASE("number") {
    wrong.cseq = 2;
  }
  SUBCASE("tag of ours") {
    wrong.to = "<sip:alice@example.com>;tag=nonsense";
  }
  SUBCASE("tag of theirs") {
    wrong.from = "<sip:bob@example.com>;tag=nonsense";
  }
  SUBCASE("call") {
    wrong.callId = "nonsense";
  }
  call.receive(wrong);
  call.advance(500);
  CHECK(call.takeSent() == "200 INVITE");
}

TEST_CASE("§17.1.1.3 an ACK on the INVITE's own branch, as RFC 2543 had it, counts") {
  IncomingCall call;
  call.accept();
  PeerRequest ack = call.peer.ack(1);
  ack.branch = call.invite.branch;
  call.receive(ack);
  call.advance(500);
  CHECK(call.takeSent().empty());
}

TEST_CASE("RFC 6026 §7.1 an INVITE that comes again after the 2xx is absorbed") {
  IncomingCall call;
  call.accept();
  call.phone.takeTrace();
  call.receive(call.invite);
  CHECK(call.takeSent().empty());
  CHECK(call.phone.takeTrace().empty());
}

TEST_CASE("§14.1 a re-INVITE wanted before the ACK waits for it, offer and all") {
  IncomingCall call;
  call.accept();
  call.phone.takeTrace();
  const OperationId reinvite = call.phone.reinvite();
  CHECK(call.takeSent().empty());
  CHECK(call.phone.result(reinvite) == "pending");
  CHECK(call.phone.result(call.phone.reinvite()) == "refused RequestPending");
  call.receive(call.peer.ack(1));
  CHECK(call.phone.takeTrace() ==
        "session 1 acknowledged; need offer again; send INVITE; settled 2 ok");
}

TEST_CASE("§14.1 our offer in the 2xx is answered and applied before a re-INVITE makes the next") {
  IncomingCall call(PeerRequest{});
  call.accept();
  call.phone.reinvite();
  call.phone.habits.describes = false;
  call.phone.takeTrace();
  call.receive(call.peer.ack(1, sdp("bob", 1)));
  CHECK(call.phone.takeTrace() == "session 1 acknowledged; apply answer");
  call.phone.answer();
  CHECK(call.phone.takeTrace() == "need offer again");
  call.phone.answer();
  CHECK(call.takeSent() == "INVITE");
}

TEST_CASE("§13.3.1.4 no ACK while a re-INVITE waits for it: the call ends, no INVITE goes out") {
  IncomingCall call;
  call.accept();
  const OperationId reinvite = call.phone.reinvite();
  call.advance(31'999);
  call.takeSent();
  call.advance(1);
  CHECK(call.takeSent() == "BYE");
  CHECK(call.phone.result(reinvite) == "SessionTerminated");
}
