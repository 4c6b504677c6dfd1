// CANCEL of our INVITE, and its races. RFC 3261 §9.1; RFC 5407.
#include <doctest/doctest.h>

#include "support/calls.hpp"

using namespace sip;
using namespace sip::test;

namespace {

std::string challengeLine(int status) {
  return std::string(status == 401 ? "WWW" : "Proxy") +
         "-Authenticate: Digest realm=\"example.com\", nonce=\"n1\", qop=\"auth\"";
}

}  // namespace

TEST_CASE("§9.1 while the offer is being made, cancelling sends nothing at all") {
  Wire wire;
  wire.phone.habits.describes = false;
  wire.phone.dial();
  CHECK(wire.phone.cancel() == "ok");
  CHECK(wire.phone.takeTrace() ==
        "need offer; session 1 Terminating; session 1 Terminated; settled 1 SessionTerminated");
  wire.phone.answer();
  CHECK(wire.takeSent().empty());
  CHECK(wire.phone.core.counters().lateAnswers == 1);
}

TEST_CASE("cancelling a call that was never made ends it") {
  Wire wire;
  wire.phone.input([](Core& core) { core.createInviter(); });
  CHECK(wire.phone.cancel(SessionId{1}) == "ok");
  CHECK(wire.phone.takeTrace() == "session 1 Terminating; session 1 Terminated");
}

TEST_CASE("§9.1 before any response the CANCEL waits; a 100 lets it go") {
  OutgoingCall call;
  call.phone.takeTrace();
  CHECK(call.phone.cancel() == "ok");
  CHECK(call.takeSent().empty());
  CHECK(call.phone.takeTrace() == "session 1 Terminating");
  call.respond(100);
  const MessagePtr cancel = call.expect("CANCEL");
  CHECK(cancel->requestUri() == call.invite->requestUri());
  CHECK(cancel->topVia().branch == call.invite->topVia().branch);
  CHECK(cancel->cseq() == call.invite->cseq());
  CHECK(cancel->toTag().empty());
  call.receive(reply(*cancel, 200));
  call.phone.takeTrace();
  call.respond(487);
  CHECK(call.takeSent() == "ACK");
  CHECK(call.phone.takeTrace() ==
        "send ACK; session 1 Terminated; request 1 got 487 Reject; request 1 ended");
}

TEST_CASE("§9.1 after a 1xx the CANCEL goes at once, once, with the application's headers") {
  for (const int provisional : {100, 180}) {
    OutgoingCall call;
    call.respond(provisional);
    CHECK(call.phone.cancel({}, {"Reason: SIP;cause=200;text=\"Call completed elsewhere\""}) ==
          "ok");
    CHECK(call.expect("CANCEL")->header("Reason") ==
          "SIP;cause=200;text=\"Call completed elsewhere\"");
    call.phone.takeTrace();
    call.respond(180);
    CHECK(call.takeSent().empty());
    CHECK(call.phone.takeTrace().empty());
    CHECK(call.phone.state() == SessionState::Terminating);
  }
}

TEST_CASE("cancelling twice is misuse") {
  OutgoingCall call;
  call.respond(180);
  CHECK(call.phone.cancel() == "ok");
  CHECK(call.phone.cancel() == "refused InvalidState");
  CHECK(call.takeSent() == "CANCEL");
}

TEST_CASE("cancelling with a header that holds a line break is refused, and the call rings on") {
  OutgoingCall call;
  call.respond(180);
  CHECK(call.phone.cancel({}, {"Reason: x\r\nY: z"}) == "refused HeaderInjection");
  CHECK(call.takeSent().empty());
  CHECK(call.phone.state() == SessionState::Establishing);
}

TEST_CASE("§9.1 cancelled before a challenge: no second INVITE goes out, and nobody rings on") {
  for (const int status : {401, 407}) {
    OutgoingCall call;
    CHECK(call.phone.cancel() == "ok");
    Reply challenge;
    challenge.headers = {challengeLine(status)};
    call.respond(status, challenge);
    CHECK(call.takeSent() == "ACK");
    CHECK(call.phone.state() == SessionState::Terminated);
  }
}

TEST_CASE("§9.1 cancelled after the challenge: the CANCEL is for the second INVITE") {
  OutgoingCall call;
  Reply challenge;
  challenge.headers = {challengeLine(407)};
  call.respond(100);  // of the first INVITE; the second one's CANCEL needs one of its own
  call.respond(407, challenge);
  call.expect("ACK");
  const MessagePtr second = call.expect("INVITE");
  CHECK(call.phone.cancel() == "ok");
  CHECK(call.takeSent().empty());
  call.receive(reply(*second, 180));
  const MessagePtr cancel = call.expect("CANCEL");
  CHECK(cancel->topVia().branch == second->topVia().branch);
  CHECK(cancel->cseq() == second->cseq());
  CHECK_FALSE(cancel->header("Proxy-Authorization"));  // §22.1: a CANCEL cannot be challenged
}

TEST_CASE("§9.1 a 2xx that crosses the CANCEL: ACK and BYE, and the call is over") {
  OutgoingCall call;
  call.respond(180);
  call.phone.cancel();
  call.expect("CANCEL");
  call.phone.takeTrace();
  call.respond(200, describing());
  CHECK(call.phone.takeTrace() == "send ACK; send BYE; session 1 Terminated");
  const MessagePtr ack = call.expect("ACK");
  CHECK(call.expect("BYE")->cseq() == call.invite->cseq() + 1);
  call.respond(200, describing());  // once more
  CHECK(call.expect("ACK")->text() == ack->text());
  CHECK(call.takeSent().empty());
}

TEST_CASE("§9.1 a 2xx that comes before the CANCEL was allowed: ACK and BYE, no CANCEL") {
  OutgoingCall call;
  call.phone.cancel();
  call.respond(200, describing());
  CHECK(call.takeSent() == "ACK, BYE");
  CHECK(call.phone.state() == SessionState::Terminated);
}

TEST_CASE("§15 cancelled while the answer of the 2xx is being applied: ACK and BYE") {
  for (const bool offerless : {false, true}) {
    OutgoingCall call({.withoutDescription = offerless, .earlyMedia = false});
    call.phone.habits.describes = false;
    call.respond(200, describing());
    call.phone.takeTrace();
    CHECK(call.phone.cancel() == "ok");
    CHECK(call.takeSent() == "ACK, BYE");
    CHECK(call.phone.takeTrace() ==
          "session 1 Terminating; send ACK; send BYE; session 1 Terminated");
    call.phone.answer();
    CHECK(call.takeSent().empty());
    CHECK(call.phone.core.counters().lateAnswers == 1);
  }
}

TEST_CASE("§9.1 no final response within 64*T1 of the CANCEL: it counts as cancelled, 487") {
  OutgoingCall call;
  call.respond(180);
  call.advance(100'000);
  call.phone.cancel();
  call.receive(reply(*call.expect("CANCEL"), 200));
  call.phone.takeTrace();
  call.advance(31'999);
  CHECK(call.phone.takeTrace().empty());
  call.advance(1);
  CHECK(call.phone.takeTrace() ==
        "session 1 Terminated; request 1 got 487 Reject; request 1 ended");
}

TEST_CASE("§9.1 a CANCEL that the peer knows nothing of, or never answers, changes nothing") {
  OutgoingCall call;
  call.respond(180);
  call.phone.cancel();
  const MessagePtr cancel = call.expect("CANCEL");
  SUBCASE("481") {
    call.receive(reply(*cancel, 481));
  }
  SUBCASE("no answer") {
    call.advance(30'000);
  }
  CHECK(call.phone.state() == SessionState::Terminating);
  call.respond(487);
  CHECK(call.phone.state() == SessionState::Terminated);
}

TEST_CASE("§9.1 cancelled, and no response ever comes: timer B ends it, no CANCEL goes out") {
  OutgoingCall call;
  call.phone.cancel();
  call.phone.takeTrace();
  call.advance(32'000);
  CHECK(call.phone.takeTrace() ==
        "session 1 Terminated; request 1 got 487 Reject; request 1 ended");
  CHECK(call.takeSent().empty());
}

TEST_CASE("§9.1 a final refusal other than 487 ends a cancelled call too") {
  OutgoingCall call;
  call.respond(180);
  call.phone.cancel();
  call.respond(486);
  CHECK(call.takeSent() == "CANCEL, ACK");
  CHECK(call.phone.state() == SessionState::Terminated);
}

TEST_CASE("an established call cannot be cancelled") {
  OutgoingCall call;
  call.establish();
  CHECK(call.phone.cancel() == "refused InvalidState");
  CHECK(call.takeSent().empty());
}
