// An INVITE and what follows it under digest authentication. RFC 3261 §22.1-§22.3.
#include <doctest/doctest.h>

#include "sip/auth/digest.hpp"
#include "support/calls.hpp"

using namespace sip;
using namespace sip::test;

namespace {

Reply challenge(const std::string& header, const std::string& realm, const std::string& nonce,
                bool stale = false) {
  Reply reply;
  reply.headers = {header + ": Digest realm=\"" + realm + "\", nonce=\"" + nonce +
                   "\", qop=\"auth\"" + (stale ? ", stale=true" : "")};
  return reply;
}

bool isRight(std::optional<std::string_view> line, const Message& request) {
  if (!line) return false;
  const auto authorization = parseAuthorization(*line);
  return authorization && authorization->uri == request.requestUri() &&
         verify(*authorization, request.methodName(), "alice's password", request.body());
}

}  // namespace

TEST_CASE("§22.2, §22.3 a proxy and a registrar both ask: each is answered, CSeq counts up") {
  OutgoingCall call;
  call.phone.takeTrace();
  call.respond(407, challenge("Proxy-Authenticate", "proxy", "p1"));
  const MessagePtr firstAck = call.expect("ACK");
  CHECK(firstAck->cseq() == call.invite->cseq());
  const MessagePtr second = call.expect("INVITE");
  CHECK(second->cseq() == call.invite->cseq() + 1);
  CHECK(second->callId() == call.invite->callId());
  CHECK(second->fromTag() == call.invite->fromTag());
  CHECK(second->toTag().empty());
  CHECK(second->topVia().branch != call.invite->topVia().branch);
  CHECK(second->body() == call.invite->body());
  CHECK(isRight(second->header("Proxy-Authorization"), *second));

  call.receive(reply(*second, 401, challenge("WWW-Authenticate", "pbx", "w1")));
  call.expect("ACK");
  const MessagePtr third = call.expect("INVITE");
  CHECK(third->cseq() == call.invite->cseq() + 2);
  CHECK(isRight(third->header("Proxy-Authorization"), *third));
  CHECK(isRight(third->header("Authorization"), *third));

  CHECK(call.phone.takeTrace() == "send ACK; send INVITE; send ACK; send INVITE");
  call.receive(reply(*third, 180));
  call.receive(reply(*third, 200, describing()));
  const MessagePtr ack = call.expect("ACK");
  CHECK(ack->cseq() == third->cseq());
  // §22.1: the ACK repeats the credentials, since nobody can challenge it.
  CHECK(ack->header("Proxy-Authorization") == third->header("Proxy-Authorization"));
  CHECK(ack->header("Authorization") == third->header("Authorization"));
  CHECK(call.phone.takeTrace().ends_with("session 1 Established; request 1 got 200 Accept"));

  call.phone.bye();
  CHECK(call.expect("BYE")->cseq() == third->cseq() + 1);
}

TEST_CASE("§22.3 one 407 with two realms: both are answered in one go") {
  OutgoingCall call;
  Reply both = challenge("Proxy-Authenticate", "one", "n1");
  both.headers.push_back("Proxy-Authenticate: Digest realm=\"two\", nonce=\"n2\", qop=\"auth\"");
  call.respond(407, both);
  call.expect("ACK");
  const MessagePtr second = call.expect("INVITE");
  REQUIRE(second->count(HeaderName::ProxyAuthorization) == 2);
  CHECK(isRight(second->header(HeaderName::ProxyAuthorization, 0), *second));
  CHECK(isRight(second->header(HeaderName::ProxyAuthorization, 1), *second));
}

TEST_CASE("§22.2 the password is wrong: the 401 is the application's, the call is over") {
  OutgoingCall call;
  call.respond(401, challenge("WWW-Authenticate", "pbx", "n1"));
  call.expect("ACK");
  const MessagePtr second = call.expect("INVITE");
  call.phone.takeTrace();
  call.receive(reply(*second, 401, challenge("WWW-Authenticate", "pbx", "n2")));
  CHECK(call.takeSent() == "ACK");
  CHECK(call.phone.takeTrace() ==
        "send ACK; session 1 Terminated; request 1 got 401 Reject; request 1 ended");
  CHECK(call.phone.logs.back() == "The server refuses the password: authentication failed.");
}

TEST_CASE("RFC 7616 §3.3 a stale nonce is no refusal: once more with the new one") {
  OutgoingCall call;
  call.respond(407, challenge("Proxy-Authenticate", "proxy", "old"));
  call.expect("ACK");
  const MessagePtr second = call.expect("INVITE");
  call.receive(reply(*second, 407, challenge("Proxy-Authenticate", "proxy", "new", true)));
  call.expect("ACK");
  const MessagePtr third = call.expect("INVITE");
  CHECK(parseAuthorization(*third->header("Proxy-Authorization"))->nonce == "new");
  CHECK(isRight(third->header("Proxy-Authorization"), *third));
}

TEST_CASE("§22.2 a server that only ever calls the nonce stale is given up on") {
  OutgoingCall call;
  MessagePtr invite = call.invite;
  int invites = 1;
  while (call.phone.state() == SessionState::Establishing && invites < 10) {
    call.receive(reply(*invite, 407,
                       challenge("Proxy-Authenticate", "r", "n" + std::to_string(invites), true)));
    call.expect("ACK");
    if (call.phone.state() == SessionState::Terminated) break;
    invite = call.expect("INVITE");
    ++invites;
  }
  CHECK(invites == 1 + DigestClient::kMaxRounds);
  CHECK(call.takeSent().empty());
}

TEST_CASE("§22.2 without a password, or with an unknown scheme, a challenge is a refusal") {
  Configuration configuration = configurationFor("alice");
  std::string line = "Digest realm=\"r\", nonce=\"n\"";
  SUBCASE("no password") {
    configuration.password.clear();
  }
  SUBCASE("a scheme that is not known") {
    line = "Negotiate abc";
  }
  SUBCASE("an algorithm that is not known") {
    line += ", algorithm=SHA-3";
  }
  Wire wire(configuration);
  wire.phone.dial();
  Reply with;
  with.headers = {"WWW-Authenticate: " + line};
  wire.receive(reply(*wire.expect("INVITE"), 401, with));
  CHECK(wire.takeSent() == "ACK");
  CHECK(wire.phone.state() == SessionState::Terminated);
}

TEST_CASE("§22.1 requests inside the call are challenged and answered, on the dialog's count") {
  OutgoingCall call;
  call.establish();
  const OperationId info = call.phone.request("INFO");
  const MessagePtr first = call.expect("INFO");
  call.receive(reply(*first, 407, challenge("Proxy-Authenticate", "proxy", "n1")));
  const MessagePtr second = call.expect("INFO");
  CHECK(second->cseq() == first->cseq() + 1);
  CHECK(isRight(second->header("Proxy-Authorization"), *second));
  call.receive(reply(*second, 200));
  CHECK(call.phone.result(info) == "ok");
  CHECK(call.phone.takeTrace().ends_with("got 200 Accept; request 2 ended"));
  call.phone.bye();
  const MessagePtr bye = call.expect("BYE");
  CHECK(bye->cseq() == second->cseq() + 1);
  call.receive(reply(*bye, 407, challenge("Proxy-Authenticate", "proxy", "n2")));
  CHECK(call.expect("BYE")->cseq() == bye->cseq() + 1);
  CHECK(call.phone.state() == SessionState::Terminated);
}

TEST_CASE("§22.1 a challenged re-INVITE: the ACK to its 2xx repeats the credentials") {
  OutgoingCall call;
  call.establish();
  call.phone.reinvite();
  const MessagePtr first = call.expect("INVITE");
  call.receive(reply(*first, 407, challenge("Proxy-Authenticate", "proxy", "n1")));
  call.expect("ACK");
  const MessagePtr second = call.expect("INVITE");
  CHECK(second->cseq() == first->cseq() + 1);
  CHECK(second->toTag() == "peer");
  call.receive(reply(*second, 200, describing("peer", 2)));
  const MessagePtr ack = call.expect("ACK");
  CHECK(ack->cseq() == second->cseq());
  CHECK(ack->header("Proxy-Authorization") == second->header("Proxy-Authorization"));
}
