// sip/session/invite_client.cpp: the INVITE we send, its answers and its ACK. RFC 3261 §13.2.
// Forks and early media have files of their own, and so have CANCEL and authentication.
#include <doctest/doctest.h>

#include "support/calls.hpp"

using namespace sip;
using namespace sip::test;

TEST_CASE("§13.2.1 the INVITE carries our offer, Contact, Allow and Supported") {
  OutgoingCall call;
  const Message& invite = *call.invite;
  CHECK(invite.requestUri() == "sip:bob@example.com");
  CHECK(invite.body() == sdp("alice", 1));
  CHECK(invite.contentType() == "application/sdp");
  CHECK(invite.header("Contact") == "<sip:alice@alice.invalid;transport=ws>");
  CHECK(invite.listHolds(HeaderName::Allow, "BYE"));
  CHECK(invite.header("Supported") == "outbound");
  CHECK(invite.header("Max-Forwards") == "70");
  CHECK(call.phone.takeTrace() == "need offer; session 1 Establishing; send INVITE; settled 1 ok");
}

TEST_CASE("§13.2.2.1 a 1xx is told to the application, a 100 as Trying") {
  OutgoingCall call;
  call.phone.takeTrace();
  call.respond(100);
  call.respond(180);
  call.respond(183);
  CHECK(call.phone.takeTrace() ==
        "request 1 got 100 Trying; request 1 got 180 Progress; request 1 got 183 Progress");
  CHECK(call.takeSent().empty());
}

TEST_CASE("§13.2.2.4 a 2xx with an answer: applied, ACKed, established, told, in that order") {
  OutgoingCall call;
  call.phone.takeTrace();
  call.respond(200, describing());
  CHECK(call.phone.takeTrace() ==
        "apply answer; session 1 confirmed; send ACK; session 1 Established; "
        "request 1 got 200 Accept");
  CHECK(call.phone.applied.back() == sdp("peer", 1));
}

TEST_CASE("§13.2.2.4 the ACK has the INVITE's number, a branch of its own, and the route set") {
  OutgoingCall call;
  Reply ok = describing();
  ok.headers = {"Contact: <sip:bob@192.0.2.4>",
                "Record-Route: <sip:p2.example.com;lr>, <sip:p1.example.com;lr>"};
  call.respond(200, ok);
  const MessagePtr ack = call.expect("ACK");
  CHECK(ack->requestUri() == "sip:bob@192.0.2.4");
  CHECK(ack->cseq() == call.invite->cseq());
  CHECK(ack->topVia().branch != call.invite->topVia().branch);
  CHECK(ack->toTag() == "peer");
  CHECK(ack->fromTag() == call.invite->fromTag());
  CHECK(ack->header("Route") == "<sip:p1.example.com;lr>");
  CHECK(ack->header("Route", 1) == "<sip:p2.example.com;lr>");
  CHECK(ack->header("User-Agent") == "test");
  CHECK_FALSE(ack->header("Contact"));
  CHECK_FALSE(ack->header("Supported"));
  CHECK(ack->body().empty());
}

TEST_CASE("§13.2.1 without an offer in the INVITE, the 2xx has it and the ACK our answer") {
  OutgoingCall call({.withoutDescription = true, .earlyMedia = false});
  CHECK(call.invite->body().empty());
  CHECK(call.phone.takeTrace() == "session 1 Establishing; send INVITE; settled 1 ok");
  call.respond(200, describing());
  CHECK(call.phone.takeTrace() ==
        "need answer; session 1 confirmed; send ACK; session 1 Established; "
        "request 1 got 200 Accept");
  const MessagePtr ack = call.expect("ACK");
  CHECK(ack->body() == sdp("alice", 1));
  CHECK(ack->contentType() == "application/sdp");
}

TEST_CASE("§20.11 a body that is no offer may go out in an INVITE without one") {
  Wire wire;
  RequestFields fields = wire.phone.fieldsFor("INVITE", "sip:bob@example.com");
  fields.body = Body{"text/plain", "it is about the garden", ""};
  wire.phone.invite(wire.phone.core.createInviter(), fields,
                    {.withoutDescription = true, .earlyMedia = false});
  const MessagePtr invite = wire.expect("INVITE");
  CHECK(invite->body() == "it is about the garden");
  wire.receive(reply(*invite, 200, describing()));
  CHECK(wire.expect("ACK")->body() == sdp("alice", 1));
}

TEST_CASE("§13.2.2.4 a 1xx behind the 2xx is nothing any more") {
  OutgoingCall call;
  call.phone.habits.describes = false;
  call.respond(200, describing());
  call.phone.takeTrace();
  call.respond(180);
  CHECK(call.phone.takeTrace().empty());
  call.phone.answer();
  call.phone.takeTrace();
  call.respond(180);
  CHECK(call.phone.takeTrace().empty());
}

TEST_CASE("§13.2.2.4 a 2xx that comes again gets the very same ACK again") {
  OutgoingCall call;
  call.establish();
  for (int i = 0; i < 3; ++i) {
    call.respond(200, describing());
    CHECK(call.expect("ACK")->text() == call.ack->text());
  }
  CHECK(call.phone.takeTrace() == "send ACK; send ACK; send ACK");
}

TEST_CASE("§13.2.2.4 a 2xx that comes again is ACKed though the call has ended meanwhile") {
  OutgoingCall call;
  call.establish();
  call.phone.bye();
  call.receive(reply(*call.expect("BYE"), 200));
  CHECK(call.phone.state() == SessionState::Terminated);
  call.advance(20'000);
  call.respond(200, describing());
  CHECK(call.expect("ACK")->text() == call.ack->text());
}

TEST_CASE(
    "§13.2.2.4 64*T1 after the first 2xx, later ones of an established call are still ACKed") {
  OutgoingCall call;
  call.establish();
  call.advance(60'000);
  call.respond(200, describing());
  CHECK(call.expect("ACK")->text() == call.ack->text());
  CHECK(call.phone.core.counters().strayResponses == 1);
  call.respond(180);
  call.respond(486);
  CHECK(call.takeSent().empty());  // only a 2xx is ours to acknowledge
}

TEST_CASE("§13.2.2.4 a 2xx that comes again while its answer is still being applied waits") {
  OutgoingCall call;
  call.phone.habits.describes = false;
  call.respond(200, describing());
  call.respond(200, describing());
  CHECK(call.takeSent().empty());
  REQUIRE(call.phone.questions.size() == 1);
  call.phone.answer();
  CHECK(call.takeSent() == "ACK");
}

TEST_CASE("§13.2.2.4 an answer that takes longer than 64*T1 is ACKed all the same") {
  for (const bool offerless : {false, true}) {
    OutgoingCall call({.withoutDescription = offerless, .earlyMedia = false});
    call.phone.habits.describes = false;
    call.respond(200, describing());
    call.phone.takeTrace();
    call.advance(50'000);  // somebody looks for the button that allows the microphone
    CHECK(call.phone.takeTrace().empty());
    call.phone.answer();
    CHECK(call.expect("ACK")->body().empty() == !offerless);
    CHECK(call.phone.takeTrace() ==
          "session 1 confirmed; send ACK; session 1 Established; request 1 got 200 Accept; "
          "request 1 ended");
  }
}

TEST_CASE("§15 a peer that gives up waiting for a slow ACK: its BYE is answered, the 2xx ACKed") {
  OutgoingCall call;
  call.phone.habits.describes = false;
  call.respond(200, describing());
  call.advance(32'000);
  call.phone.takeTrace();
  call.receive(call.peer.request("BYE"));
  CHECK(call.takeSent() == "200 BYE, ACK");
  CHECK(call.phone.state() == SessionState::Terminated);
  call.phone.answer();
  CHECK(call.takeSent().empty());
  CHECK(call.phone.core.counters().lateAnswers == 1);
}

TEST_CASE("§8.1.3 a 3xx to 6xx ends the call and is told with its kind") {
  const std::pair<int, const char*> refusals[] = {{302, "302 Redirect"}, {404, "404 Reject"},
                                                  {486, "486 Reject"},   {500, "500 Reject"},
                                                  {503, "503 Reject"},   {603, "603 Reject"}};
  for (const auto& [status, words] : refusals) {
    OutgoingCall call;
    call.respond(180);
    call.phone.takeTrace();
    call.respond(status);
    CHECK(call.phone.takeTrace() == "send ACK; session 1 Terminated; request 1 got " +
                                        std::string(words) + "; request 1 ended");
    const MessagePtr ack = call.expect("ACK");
    CHECK(ack->topVia().branch == call.invite->topVia().branch);
  }
}

TEST_CASE("§13.2.1 a 2xx without the answer that is due: ACK, and BYE with the reason") {
  OutgoingCall call;
  call.respond(200);
  call.expect("ACK");
  CHECK(call.expect("BYE")->header("Reason") ==
        "SIP;cause=400;text=\"Missing session description\"");
  CHECK(call.phone.state() == SessionState::Terminated);
}

TEST_CASE("§13.2.1 a 2xx without the offer that is due: ACK, and BYE with the reason") {
  OutgoingCall call({.withoutDescription = true, .earlyMedia = false});
  call.respond(200);
  CHECK(call.takeSent() == "ACK, BYE");
  CHECK(call.phone.state() == SessionState::Terminated);
}

TEST_CASE("§20.11 a body that is only to be shown is no answer") {
  OutgoingCall call;
  Reply ok = describing();
  ok.contentType = "text/plain";
  call.respond(200, ok);
  CHECK(call.takeSent() == "ACK, BYE");
}

TEST_CASE("an offer that could not be made ends the call before anything is sent") {
  Wire wire;
  wire.phone.habits.describes = false;
  wire.phone.dial();
  wire.phone.fail();
  CHECK(wire.takeSent().empty());
  CHECK(wire.phone.takeTrace() == "need offer; session 1 Terminated; settled 1 DescriptionFailed");
  CHECK(wire.phone.refusal() == "no microphone");
}

TEST_CASE("an answer that cannot be applied: ACK, and BYE because of 488") {
  for (const bool offerless : {false, true}) {
    OutgoingCall call({.withoutDescription = offerless, .earlyMedia = false});
    call.phone.habits.describes = false;
    call.respond(200, describing());
    call.phone.takeTrace();
    call.phone.fail();
    call.expect("ACK");
    const MessagePtr bye = call.expect("BYE");
    CHECK(std::string(*bye->header("Reason")).starts_with("SIP;cause=488;"));
    CHECK(bye->cseq() == call.invite->cseq() + 1);
    CHECK(call.phone.takeTrace() ==
          "send ACK; send BYE; session 1 Terminated; request 1 got 200 Accept");
  }
}

TEST_CASE("§17.1.1.2 timer B: no response within 64*T1 ends the call with 408") {
  OutgoingCall call;
  call.phone.takeTrace();
  call.advance(31'999);
  CHECK(call.phone.takeTrace().empty());
  call.advance(1);
  CHECK(call.phone.takeTrace() ==
        "session 1 Terminated; request 1 got 408 Reject; request 1 ended");
  CHECK(call.takeSent().empty());
}

TEST_CASE("§17.1.1.2 once a 1xx has come, ringing may last") {
  OutgoingCall call;
  call.respond(180);
  call.advance(600'000);
  CHECK(call.phone.state() == SessionState::Establishing);
  call.establish();
}

TEST_CASE("§8.1.3.1 an INVITE that could not be sent ends the call with 503") {
  OutgoingCall call;
  call.phone.takeTrace();
  call.phone.input([&](Core& core) { core.transportFailed(call.last().client, {}); });
  CHECK(call.phone.takeTrace() ==
        "session 1 Terminated; request 1 got 503 Reject; request 1 ended");
}

TEST_CASE("the connection goes while it rings: 503, since the answer could not reach us") {
  OutgoingCall call;
  call.respond(180);
  call.phone.takeTrace();
  call.phone.input([](Core& core) { core.transportDown(); });
  CHECK(call.phone.takeTrace() ==
        "session 1 Terminated; request 1 got 503 Reject; request 1 ended");
}

TEST_CASE("inviting twice is misuse, at every stage") {
  Wire wire;
  wire.phone.habits.describes = false;
  const SessionId session = wire.phone.dial();
  const auto again = [&] {
    return wire.phone.result(
        wire.phone.invite(session, wire.phone.fieldsFor("INVITE", "sip:bob@example.com")));
  };
  CHECK(again() == "refused InvalidState");
  wire.phone.answer();
  CHECK(again() == "refused InvalidState");
  const MessagePtr invite = wire.expect("INVITE");
  wire.receive(reply(*invite, 486));
  wire.expect("ACK");
  CHECK(again() == "refused UnknownId");
  CHECK(wire.takeSent().empty());
}

TEST_CASE("fields that would break the message are refused before anything is asked or sent") {
  Wire wire;
  const auto refused = [&](auto change) {
    const SessionId session = wire.phone.core.createInviter();
    RequestFields fields = wire.phone.fieldsFor("INVITE", "sip:bob@example.com");
    change(fields);
    const std::string result = wire.phone.result(wire.phone.invite(session, fields));
    CHECK(wire.phone.takeTrace().empty());
    CHECK(wire.phone.state(session) == SessionState::Initial);
    return result;
  };
  using Fields = RequestFields;
  CHECK(refused([](Fields& f) { f.requestUri += "\r\nX: y"; }) == "refused HeaderInjection");
  CHECK(refused([](Fields& f) { f.from = "\"A\r\nX: y\" " + f.from; }) ==
        "refused HeaderInjection");
  CHECK(refused([](Fields& f) { f.to += "\n"; }) == "refused HeaderInjection");
  CHECK(refused([](Fields& f) { f.callId += std::string(1, '\0'); }) == "refused HeaderInjection");
  CHECK(refused([](Fields& f) { f.extraHeaders = {"X: a\r\nY: b"}; }) == "refused HeaderInjection");
  CHECK(refused([](Fields& f) { f.routes = {"<sip:p;lr>\r\nX: y"}; }) == "refused HeaderInjection");
  CHECK(refused([](Fields& f) { f.extraHeaders = {"Via: mine"}; }) == "refused InvalidArgument");
  CHECK(refused([](Fields& f) { f.from = "<sip:alice@example.com>"; }) ==
        "refused InvalidArgument");  // §8.1.1.3: a tag is due
  CHECK(refused([](Fields& f) { f.requestUri = "sip:b ob@x"; }) == "refused InvalidArgument");
  CHECK(wire.takeSent().empty());
}
