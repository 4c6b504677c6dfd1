// sip/session/invite_server.cpp: the INVITE we are sent and how it is answered. RFC 3261 §13.3.
// CANCEL and the end of patience are in ringing_test.cpp.
#include <doctest/doctest.h>

#include <string>

#include "sip/message/session_body.hpp"
#include "support/calls.hpp"

using namespace sip;
using namespace sip::test;

namespace {

ResponseOptions saying(int status, const std::string& header = {}) {
  ResponseOptions options;
  options.statusCode = status;
  if (!header.empty()) options.extraHeaders = {header};
  return options;
}

}  // namespace

TEST_CASE("§13.3.1.1 an INVITE gets 100 at once, then the application hears, then 180 goes out") {
  Wire wire;
  wire.receive(IncomingCall::offering());
  CHECK(wire.phone.takeTrace() == "send 100 INVITE; session 1 invited; send 180 INVITE");
  const MessagePtr trying = wire.expect("100 INVITE");
  CHECK(trying->toTag().empty());  // §8.2.6.2
  CHECK_FALSE(trying->header("Contact"));
  CHECK_FALSE(trying->header("User-Agent"));
  const MessagePtr ringing = wire.expect("180 INVITE");
  CHECK_FALSE(ringing->toTag().empty());
  CHECK(ringing->header("Contact") == "<sip:alice@alice.invalid;transport=ws>");
}

TEST_CASE("an application without a delegate for calls is busy: 486") {
  Wire wire;
  wire.phone.habits.listens = false;
  wire.receive(IncomingCall::offering());
  CHECK(wire.takeSent() == "100 INVITE, 486 INVITE");
  CHECK(wire.phone.state() == SessionState::Terminated);
}

TEST_CASE("an application that wants to say 180 itself is not anticipated") {
  Configuration configuration = configurationFor("alice");
  configuration.sendInitialProvisionalResponse = false;
  Wire wire(configuration);
  const PeerRequest invite = wire.receive(IncomingCall::offering());
  CHECK(wire.takeSent() == "100 INVITE");
  SUBCASE("180 by hand") {
    CHECK(wire.phone.result(wire.phone.progress(100)) == "ok");
    CHECK(wire.takeSent() == "100 INVITE");
    CHECK_FALSE(wire.phone.core.dialog(wire.phone.latest()));  // §12.1: a 100 makes none
    CHECK(wire.phone.result(wire.phone.progress(180)) == "ok");
    CHECK(wire.takeSent() == "180 INVITE");
    CHECK(wire.phone.core.dialog(wire.phone.latest())->early);
  }
  SUBCASE("accepted without any 180") {
    wire.phone.accept();
    const MessagePtr ok = wire.expect("200 INVITE");
    CHECK_FALSE(wire.phone.core.dialog(wire.phone.latest())->early);
    wire.receive(PeerDialog::calling(invite, *ok).ack(1));
    CHECK(wire.phone.takeTrace().ends_with("session 1 acknowledged"));
  }
}

TEST_CASE("a late word on whether somebody listens changes nothing any more") {
  IncomingCall incoming;
  incoming.phone.habits.describes = false;
  incoming.phone.accept();
  incoming.phone.input([&](Core& core) { core.offerInvitation(incoming.session, false); });
  CHECK(incoming.takeSent().empty());
  OutgoingCall outgoing;
  outgoing.phone.input([&](Core& core) { core.offerInvitation(outgoing.session, false); });
  CHECK(outgoing.takeSent().empty());
  CHECK(outgoing.phone.state() == SessionState::Establishing);
}

TEST_CASE(
    "§13.3.1.4 accepting: the answer is made, the 200 sent, the state told, then the caller") {
  IncomingCall call;
  call.phone.accept();
  CHECK(call.phone.takeTrace() ==
        "session 1 Establishing; need answer; send 200 INVITE; session 1 confirmed, awaits ACK; "
        "session 1 Established; settled 1 ok");
  const MessagePtr ok = call.expect("200 INVITE");
  CHECK(ok->body() == sdp("alice", 1));
  CHECK(ok->toTag() == call.ringing->toTag());
  CHECK(ok->header("Contact") == "<sip:alice@alice.invalid;transport=ws>");
  CHECK(ok->listHolds(HeaderName::Allow, "INVITE"));
  CHECK(ok->header("Supported") == "outbound");
  CHECK(call.phone.applied.back() == sdp("bob", 1));
  call.receive(call.peer.ack(call.invite.cseq));
  CHECK(call.phone.takeTrace() == "session 1 acknowledged");
}

TEST_CASE("§12.1.1 the 180 and the 200 copy the Record-Routes, and our requests go that way") {
  PeerRequest invite = IncomingCall::offering();
  invite.headers.push_back("Record-Route: <sip:p1.example.com;lr>, <sip:p2.example.com;lr>");
  IncomingCall call(invite);
  CHECK(call.ringing->header("Record-Route") == "<sip:p1.example.com;lr>, <sip:p2.example.com;lr>");
  call.establish();
  CHECK(call.ok->header("Record-Route") == "<sip:p1.example.com;lr>, <sip:p2.example.com;lr>");
  call.phone.bye();
  const MessagePtr bye = call.expect("BYE");
  CHECK(bye->requestUri() == "sip:bob@bob.invalid;transport=ws");
  CHECK(bye->header("Route") == "<sip:p1.example.com;lr>");
  CHECK(bye->header("Route", 1) == "<sip:p2.example.com;lr>");
  CHECK(bye->fromTag() == call.ok->toTag());
  CHECK(bye->toTag() == "bob");
}

TEST_CASE("§13.2.1 an INVITE without offer: ours goes into the 200, the answer comes in the ACK") {
  IncomingCall call(PeerRequest{});
  call.phone.accept();
  CHECK(call.phone.takeTrace() ==
        "session 1 Establishing; need offer; send 200 INVITE; session 1 confirmed, awaits ACK; "
        "session 1 Established; settled 1 ok");
  CHECK(call.expect("200 INVITE")->body() == sdp("alice", 1));
  call.receive(call.peer.ack(1, sdp("bob", 1)));
  CHECK(call.phone.takeTrace() == "session 1 acknowledged; apply answer");
  CHECK(call.phone.applied.back() == sdp("bob", 1));
}

TEST_CASE("§13.2.1 the ACK to our offer carries no answer: BYE because of 488") {
  IncomingCall call(PeerRequest{});
  call.phone.accept();
  call.expect("200 INVITE");
  call.receive(call.peer.ack(1));
  CHECK(std::string(*call.expect("BYE")->header("Reason")).starts_with("SIP;cause=488;"));
  CHECK(call.phone.state() == SessionState::Terminated);
}

TEST_CASE("§13.2.1 the answer in the ACK cannot be applied: BYE because of 488") {
  IncomingCall call(PeerRequest{});
  call.phone.accept();
  call.expect("200 INVITE");
  call.phone.habits.describes = false;
  call.receive(call.peer.ack(1, sdp("bob", 1)));
  call.phone.fail();
  CHECK(std::string(*call.expect("BYE")->header("Reason")).starts_with("SIP;cause=488;"));
  CHECK(call.phone.state() == SessionState::Terminated);
}

TEST_CASE("§13.3.1.1 a 183 with a description: the 200 repeats it, and nothing is asked again") {
  IncomingCall call;
  CHECK(call.phone.result(call.phone.progress(183)) == "ok");
  CHECK(call.expect("183 INVITE")->body() == sdp("alice", 1));
  CHECK(call.phone.result(call.phone.progress(183)) == "ok");
  CHECK(call.expect("183 INVITE")->body() == sdp("alice", 1));
  call.phone.takeTrace();
  call.phone.accept();
  CHECK(call.phone.takeTrace().find("need") == std::string::npos);
  CHECK(call.expect("200 INVITE")->body() == sdp("alice", 1));
}

TEST_CASE("§13.3.1.1 other provisional responses go out as the application says") {
  IncomingCall call;
  CHECK(call.phone.result(call.phone.progress(saying(182, "X-Queue: 3"))) == "ok");
  CHECK(call.expect("182 INVITE")->header("X-Queue") == "3");
  CHECK(call.phone.result(call.phone.progress(100)) == "ok");
  CHECK(call.expect("100 INVITE")->toTag().empty());
  ResponseOptions own = saying(183);
  own.body = Body{"text/plain", "soon", ""};
  CHECK(call.phone.result(call.phone.progress(own)) == "ok");
  CHECK(call.expect("183 INVITE")->body() == "soon");
  CHECK(call.phone.takeTrace().find("need") == std::string::npos);
  call.phone.accept();
  CHECK(call.expect("200 INVITE")->body() == sdp("alice", 1));
}

TEST_CASE("while a 183's description is being made, another may not begin, but 180 may be said") {
  IncomingCall call;
  call.phone.habits.describes = false;
  const OperationId first = call.phone.progress(183);
  CHECK(call.phone.result(call.phone.progress(183)) == "refused RequestPending");
  CHECK(call.phone.result(call.phone.progress(180)) == "ok");
  CHECK(call.takeSent() == "180 INVITE");
  CHECK(call.phone.result(first) == "pending");
  call.phone.answer();
  CHECK(call.takeSent() == "183 INVITE");
  CHECK(call.phone.result(first) == "ok");
  CHECK(call.phone.state() == SessionState::Initial);
}

TEST_CASE("accepted while a 183's description is being made: it goes into the 200, asked once") {
  IncomingCall call;
  call.phone.habits.describes = false;
  const OperationId progress = call.phone.progress(183);
  const OperationId accept = call.phone.accept({}, saying(200, "X-App: 1"));
  CHECK(call.phone.result(progress) == "ok");
  REQUIRE(call.phone.questions.size() == 1);
  CHECK(call.takeSent().empty());
  call.phone.answer();
  const MessagePtr ok = call.expect("200 INVITE");
  CHECK(ok->body() == sdp("alice", 1));
  CHECK(ok->header("X-App") == "1");
  CHECK(call.phone.result(accept) == "ok");
  CHECK(call.phone.state() == SessionState::Established);
  CHECK(call.takeSent().empty());
}

TEST_CASE(
    "§13.3.1.4 accepting is a 200, with the application's headers, whatever status it names") {
  IncomingCall call;
  call.phone.accept({}, saying(202, "X-App: 1"));
  CHECK(call.expect("200 INVITE")->header("X-App") == "1");
}

TEST_CASE("what the application says itself in a 200 is not said twice") {
  IncomingCall call;
  ResponseOptions options;
  options.extraHeaders = {"m: <sip:me@here>", "ALLOW: INVITE", "Supported : 199", "User-Agent:own"};
  call.phone.accept({}, options);
  const MessagePtr ok = call.expect("200 INVITE");
  for (const HeaderName header :
       {HeaderName::Contact, HeaderName::Allow, HeaderName::Supported, HeaderName::UserAgent}) {
    CHECK(ok->count(header) == 1);
  }
  CHECK(ok->contactUri() == "sip:me@here");
}

TEST_CASE("an answer that takes minutes is still an answer, unless somebody gives up") {
  IncomingCall call;
  call.phone.habits.describes = false;
  const OperationId accept = call.phone.accept();
  call.advance(180'000);
  CHECK(call.takeSent() == "180 INVITE, 180 INVITE, 180 INVITE");
  call.phone.answer();
  CHECK(call.takeSent() == "200 INVITE");
  CHECK(call.phone.result(accept) == "ok");
}

TEST_CASE("§12.2.2 further provisional responses leave the early dialog as it is") {
  IncomingCall call;
  call.peer.cseq = 10;
  call.receive(call.peer.request("INFO"));
  CHECK(call.takeSent() == "200 INFO");
  call.phone.progress(182);
  call.takeSent();
  call.peer.cseq = 5;
  call.receive(call.peer.request("INFO"));
  CHECK(call.takeSent() == "500 INFO");
}

TEST_CASE("§21 rejecting sends the application's status, once, and ends the call") {
  for (const int status : {302, 404, 480, 486, 488, 500, 603}) {
    IncomingCall call;
    call.phone.reject(status);
    const std::string number = std::to_string(status);
    CHECK(call.phone.takeTrace() ==
          "send " + number + " INVITE; session 1 Terminated; settled 1 ok");
    const MessagePtr refusal = call.expect(number + " INVITE");
    CHECK_FALSE(refusal->header("Contact"));
    CHECK_FALSE(refusal->header("Allow"));
    CHECK_FALSE(refusal->header("Supported"));
    CHECK(refusal->header("User-Agent") == "test");
    CHECK(refusal->toTag() == call.ringing->toTag());
    call.receive(call.invite.acknowledge(*refusal));
    CHECK(call.takeSent().empty());
  }
}

TEST_CASE("statuses that do not fit the verb are refused, and the call rings on") {
  IncomingCall call;
  for (const int status : {0, 99, 200, 700}) {
    CHECK(call.phone.result(call.phone.progress(status)) == "refused InvalidArgument");
  }
  for (const int status : {100, 180, 200, 299, 700}) {
    CHECK(call.phone.result(call.phone.reject(status)) == "refused InvalidArgument");
  }
  CHECK(call.takeSent().empty());
  CHECK(call.phone.state() == SessionState::Initial);
}

TEST_CASE("nothing that the application gives can start a header of its own") {
  IncomingCall call;
  ResponseOptions header = saying(183, "X: a\r\nY: b");
  ResponseOptions phrase = saying(183);
  phrase.reasonPhrase = "Fine\r\nY: b";
  ResponseOptions type = saying(183);
  type.body = Body{"text/plain\r\nY: b", "x", ""};
  for (const ResponseOptions& options : {header, phrase, type}) {
    CHECK(call.phone.result(call.phone.progress(options)) == "refused HeaderInjection");
    CHECK(call.phone.result(call.phone.accept({}, options)) == "refused HeaderInjection");
    ResponseOptions refusal = options;
    refusal.statusCode = 486;
    call.phone.input([&](Core& core) {
      const Status status = core.reject(call.session, OperationId{99}, refusal);
      REQUIRE_FALSE(status);
      CHECK(status.error().code == ErrorCode::HeaderInjection);
    });
  }
  CHECK(call.takeSent().empty());
  CHECK(call.phone.state() == SessionState::Initial);
}

TEST_CASE("a body of the media handler's that would break the message counts as a failure") {
  IncomingCall call;
  call.phone.habits.describes = false;
  const OperationId accept = call.phone.accept();
  const QuestionId question = call.phone.questions.front().id;
  call.phone.input([&](Core& core) {
    core.answerQuestion(question, Body{"application/sdp\r\nX: y", "v=0", ""});
  });
  CHECK(call.phone.result(accept) == "DescriptionFailed");
  CHECK(call.takeSent() == "480 INVITE");
}

TEST_CASE("accepting twice, or after rejecting, is misuse") {
  IncomingCall call;
  call.phone.habits.describes = false;
  const OperationId first = call.phone.accept();
  CHECK(call.phone.result(call.phone.accept()) == "refused InvalidState");
  CHECK(call.phone.result(call.phone.progress(180)) == "refused InvalidState");
  call.phone.answer();
  CHECK(call.phone.result(first) == "ok");
  CHECK(call.phone.result(call.phone.accept()) == "refused InvalidState");
  CHECK(call.phone.result(call.phone.reject(486)) == "refused InvalidState");
  CHECK(call.takeSent() == "200 INVITE");

  IncomingCall rejected;
  rejected.phone.reject(486);
  CHECK(rejected.phone.result(rejected.phone.accept()) == "refused UnknownId");
}

TEST_CASE("rejected while accepting: the answer comes too late") {
  IncomingCall call;
  call.phone.habits.describes = false;
  const OperationId accept = call.phone.accept();
  CHECK(call.phone.result(call.phone.reject(486)) == "ok");
  CHECK(call.phone.result(accept) == "SessionTerminated");
  CHECK(call.takeSent() == "486 INVITE");
  call.phone.answer();
  CHECK(call.takeSent().empty());
  CHECK(call.phone.core.counters().lateAnswers == 1);
}

TEST_CASE("an answer that could not be made refuses the call: 480, or 415 for a strange body") {
  IncomingCall call;
  call.phone.habits.describes = false;
  const OperationId operation = call.phone.accept();
  call.phone.takeTrace();
  SUBCASE("480") {
    call.phone.fail();
    CHECK(call.phone.takeTrace() ==
          "send 480 INVITE; session 1 Terminated; settled 1 DescriptionFailed");
    CHECK(call.phone.logs.back() == "no microphone");
  }
  SUBCASE("§21.4.13 415, which says what would do") {
    call.phone.fail(DescriptionFailure::UnsupportedType);
    CHECK(call.expect("415 INVITE")->header("Accept") == kAcceptedTypes);
    CHECK(call.phone.result(operation) == "DescriptionFailed");
  }
}

TEST_CASE("a 183's description that could not be made refuses the call too") {
  IncomingCall call;
  call.phone.habits.describes = false;
  const OperationId operation = call.phone.progress(183);
  call.phone.takeTrace();
  call.phone.fail();
  CHECK(call.phone.takeTrace() ==
        "send 480 INVITE; session 1 Terminated; settled 1 DescriptionFailed");
  CHECK(call.phone.result(operation) == "DescriptionFailed");
}

TEST_CASE("an INVITE is answered by its session's verbs alone") {
  IncomingCall call;
  ServerTransactionId invite;
  for (const Effect& effect : call.phone.effects) {
    if (effect.kind == EffectKind::IncomingInvite) invite = ServerTransactionId{effect.b};
  }
  call.phone.input([&](Core& core) {
    const Status status = core.respond(invite, {});
    REQUIRE_FALSE(status);
    CHECK(status.error().code == ErrorCode::InvalidArgument);
    core.respondDefault(invite);
  });
  CHECK(call.takeSent().empty());
  call.establish();
}
