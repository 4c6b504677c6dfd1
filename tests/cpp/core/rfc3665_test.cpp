// The call flows of RFC 3665 §3, as far as a user agent behind a WebSocket server takes part in
// them: what each flow shows of Alice's side, or of both.
#include <doctest/doctest.h>

#include <string>

#include "sip/auth/digest.hpp"
#include "support/calls.hpp"
#include "support/pair.hpp"

using namespace sip;
using namespace sip::test;

namespace {

Reply challenged(const std::string& realm) {
  Reply reply;
  reply.headers = {"Proxy-Authenticate: Digest realm=\"" + realm + "\", qop=\"auth\", nonce=\"" +
                   realm + "-nonce\", opaque=\"\", stale=FALSE, algorithm=MD5"};
  return reply;
}

Reply through(const std::string& recordRoute, int version = 0) {
  Reply reply = version > 0 ? describing("bob-tag", version) : Reply{};
  reply.tag = "bob-tag";
  reply.headers = {"Record-Route: " + recordRoute, "Contact: <sip:bob@client.biloxi.example.com>"};
  return reply;
}

}  // namespace

TEST_CASE("RFC 3665 §3.1 successful session establishment") {
  Pair pair;
  pair.establish();
  pair.bob.bye();
  pair.deliver();
  CHECK(pair.takeLadder() ==
        "alice INVITE, bob 100 INVITE, bob 180 INVITE, bob 200 INVITE, alice ACK, bob BYE, "
        "alice 200 BYE");
  CHECK(pair.alice.state() == SessionState::Terminated);
  CHECK(pair.bob.state() == SessionState::Terminated);
}

TEST_CASE(
    "RFC 3665 §3.2 session establishment through two proxies, the first of which challenges") {
  OutgoingCall call;
  call.respond(407, challenged("atlanta.example.com"));
  call.expect("ACK");
  const MessagePtr invite = call.expect("INVITE");
  const std::string route = "<sip:ss2.biloxi.example.com;lr>, <sip:ss1.atlanta.example.com;lr>";
  call.receive(reply(*invite, 100));
  call.receive(reply(*invite, 180, through(route)));
  call.receive(reply(*invite, 200, through(route, 1)));
  const MessagePtr ack = call.expect("ACK");
  CHECK(ack->requestUri() == "sip:bob@client.biloxi.example.com");
  CHECK(ack->header("Route") == "<sip:ss1.atlanta.example.com;lr>");
  CHECK(ack->header("Route", 1) == "<sip:ss2.biloxi.example.com;lr>");
  CHECK(ack->cseq() == 2);
  PeerDialog bob = PeerDialog::called(*invite, "bob-tag");
  call.receive(bob.request("BYE"));
  CHECK(call.takeSent() == "200 BYE");
}

TEST_CASE("RFC 3665 §3.3 session with multiple proxy authentication") {
  OutgoingCall call;
  call.respond(407, challenged("atlanta.example.com"));
  call.expect("ACK");
  const MessagePtr second = call.expect("INVITE");
  CHECK(second->count(HeaderName::ProxyAuthorization) == 1);
  call.receive(reply(*second, 100));
  call.receive(reply(*second, 407, challenged("biloxi.example.com")));
  call.expect("ACK");
  const MessagePtr third = call.expect("INVITE");
  CHECK(third->cseq() == 3);
  REQUIRE(third->count(HeaderName::ProxyAuthorization) == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    const auto authorization =
        parseAuthorization(*third->header(HeaderName::ProxyAuthorization, i));
    REQUIRE(authorization);
    CHECK(authorization->realm == (i == 0 ? "atlanta.example.com" : "biloxi.example.com"));
    CHECK(verify(*authorization, "INVITE", "alice's password", third->body()));
  }
  call.receive(reply(*third, 200, through("<sip:ss2.biloxi.example.com;lr>", 1)));
  CHECK(call.expect("ACK")->count(HeaderName::ProxyAuthorization) == 2);
}

TEST_CASE("RFC 3665 §3.4 proxy failure: the first never answers, a call by another goes through") {
  OutgoingCall call;
  call.advance(32'000);
  CHECK(call.phone.takeTrace().ends_with("got 408 Reject; request 1 ended"));
  RequestFields fields = call.phone.fieldsFor("INVITE", "sip:bob@biloxi.example.com");
  fields.routes = {"<sip:ss2.biloxi.example.com;lr>"};
  const SessionId again = call.phone.core.createInviter();
  call.phone.invite(again, fields);
  const MessagePtr invite = call.expect("INVITE");
  CHECK(invite->header("Route") == "<sip:ss2.biloxi.example.com;lr>");
  call.receive(reply(*invite, 200, through("<sip:ss2.biloxi.example.com;lr>", 1)));
  CHECK(call.takeSent() == "ACK");
  CHECK(call.phone.state(again) == SessionState::Established);
}

TEST_CASE("RFC 3665 §3.5 through an ALG that puts itself in the way of the dialog, one hop") {
  OutgoingCall call;
  call.respond(180, through("<sip:alg1.atlanta.example.com;lr>"));
  call.respond(200, through("<sip:alg1.atlanta.example.com;lr>", 1));
  CHECK(call.expect("ACK")->header("Route") == "<sip:alg1.atlanta.example.com;lr>");
  call.phone.bye();
  CHECK(call.expect("BYE")->header("Route") == "<sip:alg1.atlanta.example.com;lr>");
}

TEST_CASE("RFC 3665 §3.6 redirected, then an INVITE without SDP, whose answer goes into the ACK") {
  OutgoingCall call({.withoutDescription = true, .earlyMedia = false});
  Reply moved;
  moved.headers = {"Contact: <sip:bob@chicago.example.com>"};
  call.phone.takeTrace();
  call.respond(302, moved);
  CHECK(call.phone.takeTrace() ==
        "send ACK; session 1 Terminated; request 1 got 302 Redirect; request 1 ended");
  call.expect("ACK");
  const auto contact = call.phone.message(1)->contactUri();
  REQUIRE(contact == "sip:bob@chicago.example.com");
  call.phone.dial({.withoutDescription = true, .earlyMedia = false}, std::string(*contact));
  const MessagePtr invite = call.expect("INVITE");
  CHECK(invite->requestUri() == "sip:bob@chicago.example.com");
  CHECK(invite->body().empty());
  call.receive(reply(*invite, 180));
  call.receive(reply(*invite, 200, describing("bob-tag")));
  CHECK(call.expect("ACK")->body() == sdp("alice", 1));
}

TEST_CASE("RFC 3665 §3.7 session with re-INVITE: Bob's address changes") {
  OutgoingCall call;
  call.respond(180);
  call.establish();
  PeerRequest reinvite = call.peer.request("INVITE");
  reinvite.headers = {"Contact: <sip:bob@client.chicago.example.com>"};
  reinvite.body = sdp("bob", 2);
  reinvite = call.receive(reinvite);
  CHECK(call.expect("200 INVITE")->body() == sdp("alice", 2));
  call.receive(call.peer.ack(reinvite.cseq));
  call.phone.bye();
  CHECK(call.expect("BYE")->requestUri() == "sip:bob@client.chicago.example.com");
}

TEST_CASE("RFC 3665 §3.8 unsuccessful: no answer, Alice gives up") {
  Pair pair;
  pair.alice.dial();
  pair.run(20'000);
  CHECK(pair.alice.cancel() == "ok");
  pair.deliver();
  CHECK(pair.takeLadder() ==
        "alice INVITE, bob 100 INVITE, bob 180 INVITE, alice CANCEL, bob 200 CANCEL, "
        "bob 487 INVITE, alice ACK");
  CHECK(pair.alice.state() == SessionState::Terminated);
  CHECK(pair.bob.state() == SessionState::Terminated);
}

TEST_CASE("RFC 3665 §3.9 unsuccessful: busy") {
  Pair pair;
  pair.alice.dial();
  pair.deliver();
  pair.bob.reject(486);
  pair.deliver();
  CHECK(pair.takeLadder() ==
        "alice INVITE, bob 100 INVITE, bob 180 INVITE, bob 486 INVITE, alice ACK");
  CHECK(pair.alice.takeTrace().ends_with(
      "session 1 Terminated; request 1 got 486 Reject; request 1 ended"));
}

TEST_CASE("RFC 3665 §3.10 unsuccessful: Bob's user agent is silent, his proxy answers 480") {
  OutgoingCall call;
  call.respond(100);
  call.advance(32'000);
  CHECK(call.phone.state() == SessionState::Establishing);
  call.respond(480);
  CHECK(call.takeSent() == "ACK");
  CHECK(call.phone.state() == SessionState::Terminated);
}

TEST_CASE("RFC 3665 §3.11 unsuccessful: temporarily unavailable") {
  Pair pair;
  pair.alice.dial();
  pair.deliver();
  pair.bob.reject(480);
  pair.deliver();
  CHECK(pair.takeLadder().ends_with("bob 480 INVITE, alice ACK"));
  CHECK(pair.alice.state() == SessionState::Terminated);
}
