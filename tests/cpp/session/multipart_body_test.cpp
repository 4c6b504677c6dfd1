// Offers and answers that are one part of a multipart body, and bodies that a call is refused for.
// RFC 5621, RFC 3261 §8.2.3, §13.2.1.
#include <doctest/doctest.h>

#include <string>

#include "sip/message/session_body.hpp"
#include "support/calls.hpp"

using namespace sip;
using namespace sip::test;

namespace {

constexpr const char* kMixed = "multipart/mixed;boundary=\"cut here\"";

/// A description with an optional part on either side.
std::string wrapped(const std::string& description) {
  return "preamble\r\n--cut here\r\n"
         "Content-Type: application/isup;version=itu-t92+\r\n"
         "Content-Disposition: signal;handling=optional\r\n\r\n\x01\r\n"
         "--cut here\r\nContent-Type: application/sdp\r\n\r\n" +
         description +
         "\r\n--cut here\r\nContent-Type: text/plain\r\n\r\nhello\r\n--cut here--\r\n";
}

PeerRequest offeringInParts() {
  PeerRequest request = IncomingCall::offering();
  request.body = wrapped(sdp("bob", 1));
  request.contentType = kMixed;
  return request;
}

Reply describingInParts(int version = 1) {
  Reply reply = describing("peer", version);
  reply.body = wrapped(reply.body);
  reply.contentType = kMixed;
  return reply;
}

/// An INVITE with that body, sent to a phone that nobody has called yet.
MessagePtr answerTo(const std::string& type, const std::string& body, const std::string& status,
                    const std::string& header = {}) {
  Wire wire;
  PeerRequest request;
  request.contentType = type;
  request.body = body;
  if (!header.empty()) request.headers.push_back(header);
  wire.receive(request);
  const MessagePtr answer = wire.expect(status + " INVITE");
  if (answer->statusCode() != 100) {
    CHECK(wire.phone.takeTrace() == "send " + status + " INVITE");  // no session was made
    CHECK(wire.takeSent().empty());
  }
  return answer;
}

}  // namespace

TEST_CASE("RFC 5621 §5 an offer in multipart/mixed is answered; its bytes arrive as they were") {
  IncomingCall call(offeringInParts());
  call.phone.accept();
  CHECK(call.phone.takeTrace().find("need answer") != std::string::npos);
  CHECK(call.expect("200 INVITE")->body() == sdp("alice", 1));
  CHECK(call.phone.applied.back() == sdp("bob", 1));
}

TEST_CASE("RFC 5621 §5 the media handler is told the part's type, not the body's") {
  IncomingCall call(offeringInParts());
  call.phone.habits.describes = false;
  call.phone.accept();
  REQUIRE(call.phone.questions.size() == 1);
  CHECK(call.phone.questions[0].contentType == "application/sdp");
  CHECK(call.phone.questions[0].description == sdp("bob", 1));
}

TEST_CASE("§20.15 SDP is SDP in any case and with parameters; the plain spelling is not copied") {
  for (const std::string type : {"application/sdp", "Application/SDP; charset=UTF-8"}) {
    CAPTURE(type);
    PeerRequest request = IncomingCall::offering();
    request.contentType = type;
    IncomingCall call(request);
    call.phone.habits.describes = false;
    call.phone.accept();
    REQUIRE(call.phone.questions.size() == 1);
    CHECK(call.phone.questions[0].contentType == "application/sdp");
    CHECK(call.phone.questions[0].description == sdp("bob", 1));
    for (const Effect& effect : call.phone.effects) {
      if (effect.kind != EffectKind::NeedAnswer) continue;
      CHECK(effect.text.empty() == (type == "application/sdp"));
    }
  }
}

TEST_CASE("RFC 5621 §6 an offer in multipart/alternative: the last that is understood") {
  PeerRequest request;
  request.contentType = "multipart/alternative;boundary=b";
  request.body =
      "--b\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n"
      "\r\n--b\r\nContent-Type: application/sdp\r\n\r\n" +
      sdp("bob", 2) + "\r\n--b\r\nContent-Type: application/x-own\r\n\r\nown\r\n--b--\r\n";
  IncomingCall call(request);
  call.establish();
  CHECK(call.phone.applied.back() == sdp("bob", 2));
}

TEST_CASE("RFC 5621 §5 a multipart without a session description is an INVITE without offer") {
  PeerRequest request;
  request.contentType = "multipart/mixed;boundary=b";
  request.body = "--b\r\n\r\nhello\r\n--b--";
  IncomingCall call(request);
  call.phone.accept();
  CHECK(call.phone.takeTrace().find("need offer") != std::string::npos);
  call.expect("200 INVITE");
  SUBCASE("the answer in the ACK may be in a multipart") {
    PeerRequest ack = call.peer.ack(1, wrapped(sdp("bob", 1)));
    ack.contentType = kMixed;
    call.receive(ack);
    CHECK(call.phone.takeTrace() == "session 1 acknowledged; apply answer");
    CHECK(call.phone.applied.back() == sdp("bob", 1));
  }
  SUBCASE("§13.2.1 a broken one is no answer: BYE because of 488") {
    PeerRequest ack = call.peer.ack(1, "nonsense");
    ack.contentType = kMixed;
    call.receive(ack);
    CHECK(std::string(*call.expect("BYE")->header("Reason")).starts_with("SIP;cause=488;"));
  }
}

TEST_CASE("RFC 5621 §5 an answer in the 2xx's multipart is applied, and the ACK sent") {
  OutgoingCall call;
  call.respond(200, describingInParts());
  call.expect("ACK");
  CHECK(call.phone.applied.back() == sdp("peer", 1));
  CHECK(call.phone.state() == SessionState::Established);
}

TEST_CASE(
    "RFC 5621 §8.4 a response cannot be refused: what it demands beside the answer is let be") {
  OutgoingCall call;
  Reply reply = describingInParts();
  const std::size_t at = reply.body.find("optional");
  reply.body.replace(at, 8, "required");
  call.respond(200, reply);
  call.expect("ACK");
  CHECK(call.phone.applied.back() == sdp("peer", 1));
}

TEST_CASE("§13.2.1 a 2xx whose multipart is broken carries no answer: ACK and BYE") {
  OutgoingCall call;
  Reply reply = describingInParts();
  reply.contentType = "multipart/mixed;boundary=other";
  call.respond(200, reply);
  CHECK(call.takeSent() == "ACK, BYE");
}

TEST_CASE("RFC 5621 §5 early media: the answer in a 183's multipart is applied") {
  InviteOptions options;
  options.earlyMedia = true;
  OutgoingCall call(options);
  call.respond(183, describingInParts());
  CHECK(call.phone.applied.back() == sdp("peer", 1));
  call.respond(200, describingInParts());
  call.expect("ACK");
  CHECK(call.phone.applied.size() == 1);
}

TEST_CASE("RFC 5621 §5 an offer in the 2xx's multipart is answered in the ACK") {
  InviteOptions options;
  options.withoutDescription = true;
  OutgoingCall call(options);
  call.respond(200, describingInParts());
  CHECK(call.expect("ACK")->body() == sdp("alice", 1));
  CHECK(call.phone.applied.back() == sdp("peer", 1));
}

TEST_CASE("RFC 5621 §5 a re-INVITE's offer in a multipart is answered") {
  IncomingCall call;
  call.establish();
  PeerRequest again = call.peer.request("INVITE");
  again.body = wrapped(sdp("bob", 2));
  again.contentType = kMixed;
  call.receive(again);
  CHECK(call.expect("200 INVITE")->body() == sdp("alice", 2));
  CHECK(call.phone.applied.back() == sdp("bob", 2));
}

TEST_CASE("RFC 5621 §5 the answer to our re-INVITE may be in a multipart") {
  OutgoingCall call;
  call.establish();
  call.phone.reinvite();
  const MessagePtr again = call.expect("INVITE");
  call.receive(reply(*again, 200, describingInParts(2)));
  call.expect("ACK");
  CHECK(call.phone.applied.back() == sdp("peer", 2));
}

TEST_CASE("§8.2.3, §21.4.13 a body of an unknown type that is required: 415, with what would do") {
  for (const std::string disposition :
       {"", "Content-Disposition: render", "Content-Disposition: signal;handling=required"}) {
    CAPTURE(disposition);
    const MessagePtr answer = answerTo("application/x-own", "own", "415", disposition);
    CHECK(answer->header("Accept") == kAcceptedTypes);
    CHECK(answer->listHolds(HeaderName::Accept, "application/sdp"));
    CHECK(answer->listHolds(HeaderName::Accept, "multipart/mixed"));
    CHECK(answer->listHolds(HeaderName::Accept, "multipart/alternative"));
  }
}

TEST_CASE("§20.11 a body of an unknown type that is optional: the call rings, without an offer") {
  const MessagePtr answer =
      answerTo("application/x-own", "own", "100", "Content-Disposition: signal;handling=optional");
  CHECK(answer->statusCode() == 100);
}

TEST_CASE("RFC 5621 §8.4 one required part that is unknown refuses the call: 415") {
  std::string body = wrapped(sdp("bob", 1));
  body.replace(body.find("optional"), 8, "required");
  CHECK(answerTo(kMixed, body, "415")->header("Accept") == kAcceptedTypes);
}

TEST_CASE("§8.2.3 a part in another encoding: 415 with Accept-Encoding") {
  std::string body = wrapped(sdp("bob", 1));
  body.insert(body.find("Content-Type: text"), "Content-Encoding: gzip\r\n");
  const MessagePtr answer = answerTo(kMixed, body, "415");
  CHECK(answer->header("Accept-Encoding") == "identity");
  CHECK_FALSE(answer->header("Accept"));
}

TEST_CASE("§21.4.1 a multipart that cannot be taken apart: 400") {
  answerTo("multipart/mixed;boundary=b", "no parts", "400");
  answerTo("multipart/mixed", wrapped(sdp("bob", 1)), "400");
}

TEST_CASE("§14.2, RFC 6141 §3.1 a re-INVITE whose body is refused changes nothing") {
  IncomingCall call;
  call.establish();
  PeerRequest again = call.peer.request("INVITE");
  again.body = "own";
  again.contentType = "application/x-own";
  call.receive(again);
  CHECK(call.expect("415 INVITE")->header("Accept") == kAcceptedTypes);
  CHECK(call.phone.state() == SessionState::Established);
  CHECK(call.takeSent().empty());
  PeerRequest better = call.peer.request("INVITE");
  better.body = sdp("bob", 2);
  call.receive(better);
  CHECK(call.takeSent() == "200 INVITE");
}

TEST_CASE("RFC 5621 the bodies of other requests are the application's to understand") {
  IncomingCall call;
  call.establish();
  PeerRequest info = call.peer.request("INFO");
  info.body = "Signal=1";
  info.contentType = "application/dtmf-relay";
  call.receive(info);
  CHECK(call.takeSent() == "200 INFO");
}

TEST_CASE("§11.2 OPTIONS is told the same types as a 415") {
  Wire wire;
  PeerRequest options;
  options.method = "OPTIONS";
  wire.receive(options);
  CHECK(wire.expect("200 OPTIONS")->header("Accept") == kAcceptedTypes);
}
