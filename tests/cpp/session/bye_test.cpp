// sip/session/bye.cpp: the end of a call, from both sides. RFC 3261 §15.
#include <doctest/doctest.h>

#include "support/calls.hpp"
#include "support/pair.hpp"

using namespace sip;
using namespace sip::test;

TEST_CASE("§15.1.1 our BYE ends the call at once; its response is told") {
  OutgoingCall call;
  call.establish();
  const OperationId bye = call.phone.bye({}, {"X-Why: done"});
  CHECK(call.phone.takeTrace() == "send BYE; session 1 Terminated; settled 2 ok");
  const MessagePtr request = call.expect("BYE");
  CHECK(request->header("X-Why") == "done");
  CHECK(request->toTag() == "peer");
  CHECK(call.phone.result(bye) == "ok");
  call.receive(reply(*request, 200));
  CHECK(call.phone.takeTrace() == "request 2 got 200 Accept; request 2 ended");
}

TEST_CASE("§15.1.1 the call is over whatever the BYE gets: 481, 408, nothing, no connection") {
  OutgoingCall call;
  call.establish();
  call.phone.bye();
  const MessagePtr bye = call.expect("BYE");
  SUBCASE("481") {
    call.receive(reply(*bye, 481));
  }
  SUBCASE("408") {
    call.receive(reply(*bye, 408));
  }
  SUBCASE("nothing") {
    call.advance(32'000);
  }
  SUBCASE("no connection") {
    call.phone.input([&](Core& core) { core.transportFailed(call.last().client, {}); });
  }
  CHECK(call.takeSent().empty());
  CHECK(call.phone.state() == SessionState::Terminated);
}

TEST_CASE("§15.1.2 the peer's BYE: the application hears, answers, and the call is over") {
  OutgoingCall call;
  call.establish();
  call.receive(call.peer.request("BYE"));
  CHECK(call.phone.takeTrace() == "session 1 asked BYE; send 200 BYE; session 1 Terminated");
}

TEST_CASE("§15.1.2 an application that forgets to answer a BYE does not keep the peer waiting") {
  OutgoingCall call;
  call.establish();
  call.phone.habits.answers = false;
  call.receive(call.peer.request("BYE"));
  CHECK(call.phone.state() == SessionState::Terminated);
  CHECK(call.takeSent().empty());
  call.advance(500);
  CHECK(call.takeSent() == "200 BYE");
}

TEST_CASE("§15.1.2 the application may answer a BYE its own way") {
  OutgoingCall call;
  call.establish();
  call.phone.habits.answers = false;
  call.receive(call.peer.request("BYE"));
  REQUIRE(call.phone.requests.size() == 1);
  ResponseOptions options;
  options.extraHeaders = {"X-Stats: 1"};
  call.phone.input([&](Core& core) { CHECK(core.respond(call.phone.requests[0].id, options)); });
  CHECK(call.expect("200 BYE")->header("X-Stats") == "1");
  call.advance(10'000);
  CHECK(call.takeSent().empty());
}

TEST_CASE("§15 a callee's BYE before the ACK waits for it") {
  IncomingCall call;
  call.accept();
  call.phone.takeTrace();
  const OperationId bye = call.phone.bye({}, {"X-Why: done"}, Body{"text/plain", "so long", ""});
  CHECK(call.phone.takeTrace() == "session 1 Terminating");
  call.receive(call.peer.ack(1));
  CHECK(call.phone.takeTrace() ==
        "session 1 acknowledged; send BYE; session 1 Terminated; settled 2 ok");
  CHECK(call.phone.result(bye) == "ok");
  const MessagePtr request = call.expect("BYE");
  CHECK(request->header("X-Why") == "done");
  CHECK(request->body() == "so long");
  call.advance(100'000);
  CHECK(call.takeSent().empty());
}

TEST_CASE("§15 a callee's BYE waits for 64*T1 at most; the 2xx is repeated meanwhile") {
  IncomingCall call;
  call.accept();
  const OperationId bye = call.phone.bye();
  call.advance(31'999);
  CHECK(call.takeSent().ends_with("200 INVITE"));
  CHECK(call.phone.result(bye) == "pending");
  call.advance(1);
  CHECK(call.takeSent() == "BYE");
  CHECK(call.phone.result(bye) == "ok");
}

TEST_CASE("§15 a caller's BYE that comes while ours waits for the ACK ends the call") {
  IncomingCall call;
  call.accept();
  const OperationId bye = call.phone.bye();
  call.phone.takeTrace();
  call.receive(call.peer.request("BYE"));
  CHECK(call.phone.takeTrace() == "send 200 BYE; session 1 Terminated; settled 2 ok");
  CHECK(call.phone.result(bye) == "ok");
  call.advance(100'000);
  CHECK(call.takeSent() == "200 BYE");
}

TEST_CASE("§15 hanging up twice is misuse, also while the first BYE waits") {
  IncomingCall call;
  call.accept();
  call.phone.bye();
  CHECK(call.phone.result(call.phone.bye()) == "refused InvalidState");
  call.receive(call.peer.ack(1));
  CHECK(call.phone.result(call.phone.bye()) == "refused InvalidState");
  CHECK(call.takeSent() == "BYE");
}

TEST_CASE("§15 a call that is not established has no BYE") {
  OutgoingCall outgoing;
  CHECK(outgoing.phone.result(outgoing.phone.bye()) == "refused InvalidState");
  CHECK(outgoing.phone.refusal() == "Invalid session state Establishing");
  IncomingCall incoming;
  CHECK(incoming.phone.result(incoming.phone.bye()) == "refused InvalidState");
  CHECK(outgoing.takeSent().empty());
  CHECK(incoming.takeSent().empty());
}

TEST_CASE("a BYE with a header that holds a line break is refused, and the call goes on") {
  OutgoingCall call;
  call.establish();
  CHECK(call.phone.result(call.phone.bye({}, {"X: a\nY: b"})) == "refused HeaderInjection");
  CHECK(call.takeSent().empty());
  CHECK(call.phone.state() == SessionState::Established);
}

TEST_CASE("§15.1.2 hanging up answers a re-INVITE of the peer's that is still open: 487") {
  OutgoingCall call;
  call.establish();
  call.phone.habits.describes = false;
  PeerRequest reinvite = call.peer.request("INVITE");
  reinvite.body = sdp("peer", 2);
  call.receive(reinvite);
  SUBCASE("we hang up") {
    call.phone.bye();
    CHECK(call.takeSent() == "BYE, 487 INVITE");
  }
  SUBCASE("they hang up") {
    call.receive(call.peer.request("BYE"));
    CHECK(call.takeSent() == "200 BYE, 487 INVITE");
  }
  call.phone.answer();
  CHECK(call.takeSent().empty());
  CHECK(call.phone.core.counters().lateAnswers == 1);
}

TEST_CASE("§15.1.1 hanging up ends our own re-INVITE; a 2xx to it is still ACKed") {
  OutgoingCall call;
  call.establish();
  call.phone.reinvite();
  const MessagePtr reinvite = call.expect("INVITE");
  call.phone.bye();
  call.expect("BYE");
  call.phone.takeTrace();
  call.receive(reply(*reinvite, 180));
  CHECK(call.phone.takeTrace().empty());
  SUBCASE("200") {
    call.receive(reply(*reinvite, 200, describing("peer", 2)));
    const MessagePtr ack = call.expect("ACK");
    CHECK(ack->cseq() == reinvite->cseq());
    call.receive(reply(*reinvite, 200, describing("peer", 2)));
    CHECK(call.expect("ACK")->text() == ack->text());
  }
  SUBCASE("487") {
    call.receive(reply(*reinvite, 487));
    CHECK(call.takeSent() == "ACK");
  }
}

TEST_CASE("§15 dispose ends a call as its state asks") {
  OutgoingCall ringing;
  ringing.respond(180);
  ringing.phone.dispose();
  CHECK(ringing.takeSent() == "CANCEL");
  OutgoingCall talking;
  talking.establish();
  talking.phone.dispose();
  CHECK(talking.takeSent() == "BYE");
  talking.phone.dispose();
  CHECK(talking.takeSent().empty());
  IncomingCall unacknowledged;
  unacknowledged.accept();
  unacknowledged.phone.dispose();
  CHECK(unacknowledged.takeSent().empty());
  unacknowledged.receive(unacknowledged.peer.ack(1));
  CHECK(unacknowledged.takeSent() == "BYE");
}

TEST_CASE("§12.2.1.2 both hang up at once: each BYE gets 200") {
  Pair pair;
  pair.establish();
  pair.alice.takeTrace();
  pair.bob.takeTrace();
  pair.alice.bye();
  pair.bob.bye();
  pair.deliver();
  CHECK(
      pair.alice.takeTrace().ends_with("send 200 BYE; request 2 got 200 Accept; request 2 ended"));
  CHECK(pair.bob.takeTrace().ends_with("send 200 BYE; request 1 got 200 Accept; request 1 ended"));
}
