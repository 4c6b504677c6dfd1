// What ends an incoming call that nobody has answered yet, and what keeps it ringing: CANCEL, BYE,
// Expires, patience. RFC 3261 §9.2, §13.3.1, §15.1.2.
#include <doctest/doctest.h>

#include "support/calls.hpp"

using namespace sip;
using namespace sip::test;

TEST_CASE("§9.2 a CANCEL while it rings: 200 with our tag, the application hears, 487") {
  IncomingCall call;
  call.receive(call.invite.cancel());
  CHECK(call.phone.takeTrace() ==
        "send 200 CANCEL; session 1 canceled; send 487 INVITE; session 1 Terminated");
  const MessagePtr ok = call.expect("200 CANCEL");
  const MessagePtr terminated = call.expect("487 INVITE");
  CHECK(ok->toTag() == call.ringing->toTag());
  CHECK(terminated->toTag() == call.ringing->toTag());
  CHECK(ok->cseq() == 1);
}

TEST_CASE("§9.2 a CANCEL while the answer is being made: 487, and accept() is no error") {
  IncomingCall call;
  call.phone.habits.describes = false;
  const OperationId accept = call.phone.accept();
  call.receive(call.invite.cancel());
  CHECK(call.takeSent() == "200 CANCEL, 487 INVITE");
  CHECK(call.phone.result(accept) == "ok");
  call.phone.answer();
  CHECK(call.takeSent().empty());
}

TEST_CASE("accepting a call that was cancelled is misuse") {
  IncomingCall call;
  call.receive(call.invite.cancel());
  call.takeSent();
  CHECK(call.phone.result(call.phone.accept()) == "refused UnknownId");
  CHECK(call.takeSent().empty());
}

TEST_CASE("§9.2 a CANCEL after our 200 has no effect but its own 200") {
  IncomingCall call;
  call.accept();
  call.receive(call.invite.cancel());
  CHECK(call.takeSent() == "200 CANCEL");
  CHECK(call.phone.state() == SessionState::Established);
}

TEST_CASE("§9.2 a CANCEL for nothing gets 481") {
  IncomingCall call;
  PeerRequest cancel = call.invite.cancel();
  cancel.branch = "z9hG4bKother";
  call.receive(cancel);
  CHECK(call.takeSent() == "481 CANCEL");
  CHECK(call.phone.state() == SessionState::Initial);
}

TEST_CASE("nobody answers: 480 after the configured time, not before") {
  IncomingCall call;
  call.advance(59'999);
  CHECK(call.phone.state() == SessionState::Initial);
  call.advance(1);
  CHECK(call.takeSent() == "480 INVITE");
  CHECK(call.phone.state() == SessionState::Terminated);
}

TEST_CASE("§13.3.1 the INVITE's Expires passes before the final answer: 487") {
  PeerRequest invite = IncomingCall::offering();
  invite.headers.push_back("Expires: 20");
  IncomingCall call(invite);
  OperationId accept;
  SUBCASE("while it rings") {}
  SUBCASE("while the answer is being made") {
    call.phone.habits.describes = false;
    accept = call.phone.accept();
  }
  call.advance(19'999);
  CHECK(call.takeSent().empty());
  call.advance(1);
  CHECK(call.takeSent() == "487 INVITE");
  CHECK(call.phone.state() == SessionState::Terminated);
  if (accept) CHECK(call.phone.result(accept) == "SessionTerminated");
}

TEST_CASE("§13.3.1 an Expires that passes after the 200 is nothing") {
  PeerRequest invite = IncomingCall::offering();
  invite.headers.push_back("Expires: 20");
  IncomingCall call(invite);
  call.establish();
  call.advance(30'000);
  CHECK(call.takeSent().empty());
  CHECK(call.phone.state() == SessionState::Established);
}

TEST_CASE("§13.3.1.1 the last provisional response is repeated each minute, once") {
  Configuration configuration = configurationFor("alice");
  configuration.noAnswerTimeoutSeconds = 600;
  Wire wire(configuration);
  wire.receive(IncomingCall::offering());
  CHECK(wire.takeSent() == "100 INVITE, 180 INVITE");
  wire.advance(59'999);
  CHECK(wire.takeSent().empty());
  wire.advance(1);
  CHECK(wire.takeSent() == "180 INVITE");
  wire.phone.progress(182);
  CHECK(wire.takeSent() == "182 INVITE");
  wire.advance(120'000);
  CHECK(wire.takeSent() == "182 INVITE, 182 INVITE");
  wire.phone.reject(486);
  wire.takeSent();
  wire.advance(31'000);
  CHECK(wire.takeSent().empty());
}

TEST_CASE("§17.2.1 an INVITE that comes again gets the last response again") {
  IncomingCall call;
  call.receive(call.invite);
  CHECK(call.takeSent() == "180 INVITE");
  call.phone.reject(486);
  call.receive(call.invite);
  CHECK(call.takeSent() == "486 INVITE, 486 INVITE");
  CHECK(call.phone.takeTrace().find("invited") == std::string::npos);
}

TEST_CASE("§15.1.2 the caller says BYE while it rings: 200, and 487 to its INVITE") {
  IncomingCall call;
  call.receive(call.peer.request("BYE"));
  CHECK(call.phone.takeTrace() ==
        "send 200 BYE; session 1 canceled; send 487 INVITE; session 1 Terminated");
}

TEST_CASE("§15.1.2 the caller says BYE while the answer is being made: 487, accept() is no error") {
  IncomingCall call;
  call.phone.habits.describes = false;
  const OperationId accept = call.phone.accept();
  call.receive(call.peer.request("BYE"));
  CHECK(call.takeSent() == "200 BYE, 487 INVITE");
  CHECK(call.phone.result(accept) == "ok");
}

TEST_CASE("the user agent goes while it rings: 480") {
  IncomingCall call;
  call.phone.dispose();
  CHECK(call.takeSent() == "480 INVITE");
  CHECK(call.phone.state() == SessionState::Terminated);
}
