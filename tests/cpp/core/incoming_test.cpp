// sip/core/incoming.cpp and answering.cpp: requests outside a dialog, and what they get. RFC 3261
// §8.2, §11.2.
#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "support/calls.hpp"

using namespace sip;
using namespace sip::test;

namespace {

PeerRequest outside(const std::string& method) {
  PeerRequest request;
  request.method = method;
  return request;
}

}  // namespace

TEST_CASE("§11.2 OPTIONS is told what an INVITE would be: Allow, Accept, encodings, Supported") {
  Wire wire;
  wire.receive(outside("OPTIONS"));
  const MessagePtr ok = wire.expect("200 OPTIONS");
  for (const char* method : {"INVITE", "ACK", "CANCEL", "BYE", "OPTIONS", "INFO", "MESSAGE"}) {
    CHECK(ok->listHolds(HeaderName::Allow, method));
  }
  CHECK(ok->listHolds(HeaderName::Accept, "application/sdp"));
  CHECK(ok->header("Accept-Encoding") == "identity");
  CHECK(ok->header("Accept-Language") == "en");
  CHECK(ok->header("Supported") == "outbound");
  CHECK(ok->header("User-Agent") == "test");
  CHECK_FALSE(ok->toTag().empty());
  CHECK(wire.phone.takeTrace() == "send 200 OPTIONS");  // no application is asked
}

TEST_CASE("§20.37 Supported lists every extension, and is not there without any") {
  Configuration configuration = configurationFor("alice");
  configuration.supported = {"outbound", "gruu"};
  Wire wire(configuration);
  PeerRequest options = outside("OPTIONS");
  options.headers.push_back("Require: gruu, outbound");
  wire.receive(options);
  CHECK(wire.expect("200 OPTIONS")->header("Supported") == "outbound, gruu");
  configuration.supported.clear();
  configuration.userAgent.clear();
  wire.phone.core.configure(configuration);
  options = outside("OPTIONS");
  options.callId = "another";
  wire.receive(options);
  const MessagePtr plain = wire.expect("200 OPTIONS");
  CHECK_FALSE(plain->header("Supported"));
  CHECK_FALSE(plain->header("User-Agent"));
}

TEST_CASE("§8.2 requests of these methods go to the application; what it leaves gets the default") {
  const std::pair<const char*, const char*> defaults[] = {{"MESSAGE", "200"},
                                                          {"NOTIFY", "481"},
                                                          {"REFER", "405"},
                                                          {"SUBSCRIBE", "489"},
                                                          {"REGISTER", "405"}};
  for (const auto& [method, status] : defaults) {
    Wire wire;
    wire.receive(outside(method));
    const std::string answer = std::string(status) + " " + method;
    CHECK(wire.phone.takeTrace() == "session 0 asked " + std::string(method) + "; send " + answer);
  }
}

TEST_CASE("RFC 3428 the application answers a MESSAGE as it likes, once") {
  Wire wire;
  wire.phone.habits.answers = false;
  PeerRequest message = outside("MESSAGE");
  message.body = "hello";
  message.contentType = "text/plain";
  message = wire.receive(message);
  REQUIRE(wire.phone.requests.size() == 1);
  CHECK(wire.phone.requests[0].message->body() == "hello");
  const ServerTransactionId id = wire.phone.requests[0].id;
  ResponseOptions options;
  options.statusCode = 603;
  options.reasonPhrase = "Not now";
  options.extraHeaders = {"X-App: 1"};
  wire.phone.input([&](Core& core) { CHECK(core.respond(id, options)); });
  const MessagePtr answer = wire.expect("603 MESSAGE");
  CHECK(answer->reasonPhrase() == "Not now");
  CHECK(answer->header("X-App") == "1");
  wire.phone.input([&](Core& core) {
    const Status again = core.respond(id, options);
    REQUIRE_FALSE(again);
    CHECK(again.error().code == ErrorCode::UnknownId);
    core.respondDefault(id);
  });
  wire.advance(60'000);
  CHECK(wire.takeSent().empty());
}

TEST_CASE("an answer of the application's that would break the message is refused, not sent") {
  Wire wire;
  wire.phone.habits.answers = false;
  wire.receive(outside("MESSAGE"));
  const ServerTransactionId id = wire.phone.requests.at(0).id;
  const auto refused = [&](auto change) {
    ResponseOptions options;
    change(options);
    ErrorCode code = ErrorCode::None;
    wire.phone.input([&](Core& core) {
      const Status status = core.respond(id, options);
      if (!status) code = status.error().code;
    });
    return code;
  };
  CHECK(refused([](ResponseOptions& o) { o.extraHeaders = {"X: a\r\nY: b"}; }) ==
        ErrorCode::HeaderInjection);
  CHECK(refused([](ResponseOptions& o) { o.reasonPhrase = "a\nb"; }) == ErrorCode::HeaderInjection);
  CHECK(refused([](ResponseOptions& o) {
          o.body = Body{"a\rb", "", ""};
        }) == ErrorCode::HeaderInjection);
  CHECK(refused([](ResponseOptions& o) { o.extraHeaders = {"To: me"}; }) ==
        ErrorCode::InvalidArgument);
  CHECK(refused([](ResponseOptions& o) { o.statusCode = 700; }) == ErrorCode::InvalidArgument);
  CHECK(refused([](ResponseOptions& o) { o.statusCode = 99; }) == ErrorCode::InvalidArgument);
  CHECK(wire.takeSent().empty());
  CHECK(refused([](ResponseOptions&) {}) == ErrorCode::None);
  CHECK(wire.takeSent() == "200 MESSAGE");
}

TEST_CASE("a request that the application forgets gets 500 in the end, and says so") {
  Wire wire;
  wire.phone.habits.answers = false;
  wire.receive(outside("MESSAGE"));
  wire.advance(29'999);
  CHECK(wire.takeSent().empty());
  wire.advance(1);
  CHECK(wire.takeSent() == "500 MESSAGE");
  CHECK(wire.phone.logs.back().find("never answered") != std::string::npos);
  CHECK(wire.phone.core.load().transactions == 0);
}

TEST_CASE(
    "§8.2.1, §21.5.2 a method that is not ours gets 405, one that nobody knows 501, with Allow; "
    "methods are case-sensitive") {
  const std::pair<const char*, const char*> answers[] = {
      {"FOO", "501 "}, {"invite", "501 "}, {"PUBLISH", "405 "}};
  for (const auto& [method, status] : answers) {
    Wire wire;
    PeerRequest request = outside(method);
    request.headers.push_back("Require: teleport");  // the method is looked at first
    wire.receive(request);
    CHECK(wire.expect(status + std::string(method))->listHolds(HeaderName::Allow, "INVITE"));
    CHECK(wire.phone.takeTrace().find("asked") == std::string::npos);
  }
}

TEST_CASE("§12.2.2 requests that exist inside dialogs only get 481 outside") {
  for (const char* method : {"BYE", "INFO", "PRACK", "UPDATE"}) {
    Wire wire;
    wire.receive(outside(method));
    CHECK(wire.takeSent() == "481 " + std::string(method));
  }
}

TEST_CASE("§12.2.2 a To tag that is not ours gets 481, whatever is required") {
  for (const char* method : {"INVITE", "BYE", "INFO", "OPTIONS", "MESSAGE"}) {
    Wire wire;
    PeerRequest request = outside(method);
    request.to += ";tag=from-before-the-reload";
    request.headers.push_back("Require: teleport");
    wire.receive(request);
    CHECK(wire.takeSent() == "481 " + std::string(method));
    CHECK(wire.phone.takeTrace() == "send 481 " + std::string(method));
  }
}

TEST_CASE("§8.2.2.3 Require: what is not known gets 420 with Unsupported, over several lines") {
  Wire wire;
  PeerRequest invite = IncomingCall::offering();
  invite.headers.push_back("Require: 100rel, OUTBOUND");
  invite.headers.push_back("Require: teleport");
  wire.receive(invite);
  CHECK(wire.expect("420 INVITE")->header("Unsupported") == "100rel, teleport");
  CHECK(wire.takeSent().empty());
  CHECK(wire.phone.core.load().sessions == 0);
}

TEST_CASE("§8.2.2.3 Require: what we said we support is fine, and Proxy-Require is not for us") {
  Wire wire;
  PeerRequest invite = IncomingCall::offering();
  invite.headers.push_back("Require: outbound");
  invite.headers.push_back("Proxy-Require: teleport");
  wire.receive(invite);
  CHECK(wire.takeSent() == "100 INVITE, 180 INVITE");
}

TEST_CASE("§8.2.2.3 a Require in CANCEL or ACK is ignored") {
  IncomingCall call;
  PeerRequest cancel = call.invite.cancel();
  cancel.headers = {"Require: teleport"};
  call.receive(cancel);
  CHECK(call.takeSent() == "200 CANCEL, 487 INVITE");
  IncomingCall accepted;
  accepted.accept();
  PeerRequest ack = accepted.peer.ack(1);
  ack.headers = {"Require: teleport"};
  accepted.receive(ack);
  CHECK(accepted.phone.takeTrace().ends_with("acknowledged"));
}

TEST_CASE("§8.2.2.1 a Request-URI of a scheme that cannot be a user agent gets 416") {
  for (const char* uri : {"mailto:alice@example.com", "http://example.com", "nobodyKnowsThis:x"}) {
    Wire wire;
    PeerRequest request = outside("OPTIONS");
    request.uri = uri;
    wire.receive(request);
    CHECK(wire.takeSent() == "416 OPTIONS");
  }
}

TEST_CASE("§21.4.1 a Request-URI that is no URI gets 400") {
  for (const char* uri : {"alice", "sip:alice@[::1::]", "sip:2001:db8::10", "12:34"}) {
    Wire wire;
    PeerRequest request = outside("OPTIONS");
    request.uri = uri;
    wire.receive(request);
    CHECK(wire.takeSent() == "400 OPTIONS");
  }
}

TEST_CASE("§8.2.3 an INVITE whose body must be understood and is not gets 415 with Accept") {
  PeerRequest invite = IncomingCall::offering();
  invite.contentType = "application/unknownformat";
  Wire unknown;
  unknown.receive(invite);
  CHECK(unknown.expect("415 INVITE")->listHolds(HeaderName::Accept, "application/sdp"));
  CHECK(unknown.phone.core.load().sessions == 0);
  const std::pair<const char*, const char*> fine[] = {
      {"application/unknownformat", "render;handling=OPTIONAL"},
      {"application/unknownformat", "session"},  // for the description handler to judge
      {"text/plain", "render"}};
  for (const auto& [type, disposition] : fine) {
    Wire wire;
    invite.contentType = type;
    invite.headers = {std::string("Content-Disposition: ") + disposition};
    wire.receive(invite);
    CHECK(wire.takeSent() == "100 INVITE, 180 INVITE");
  }
}

TEST_CASE("§8.2.2.1 a request that names us nowhere gets 404") {
  for (const char* method : {"INVITE", "OPTIONS", "MESSAGE"}) {
    Wire wire;
    PeerRequest request = outside(method);
    request.uri = "sip:carol@elsewhere.example";
    request.to = "<sip:carol@example.com>";
    wire.receive(request);
    CHECK(wire.takeSent() == "404 " + std::string(method));
  }
}

TEST_CASE("§8.2.2.1 servers rewrite the Request-URI: any sign that it is us will do") {
  const std::pair<const char*, const char*> addresses[] = {
      {"sip:alice@alice.invalid;transport=ws", "<sip:carol@example.com>"},  // our contact
      {"sip:alice@192.0.2.99:5066", "<sip:carol@example.com>"},             // our user name
      {"sip:ALICE@example.com", "<sip:carol@example.com>"},
      {"sip:%61lic%65@example.com", "<sip:carol@example.com>"},
      {"sip:7f3a@pbx.example.com", "<sip:alice@example.com>"},   // our address in To
      {"sip:whoever@alice.invalid", "<sip:carol@example.com>"},  // our contact's host
      {"tel:+15551234567", "<sip:alice@example.com>"}};
  for (const auto& [uri, to] : addresses) {
    Wire wire;
    PeerRequest request = outside("OPTIONS");
    request.uri = uri;
    request.to = to;
    wire.receive(request);
    CHECK(wire.takeSent() == "200 OPTIONS");
  }
}

TEST_CASE("§8.2.2.1 a user agent that has no address of its own takes every request") {
  Configuration configuration = configurationFor("alice");
  configuration.aor.clear();
  configuration.contact.clear();
  Wire wire(configuration);
  PeerRequest request = outside("OPTIONS");
  request.uri = "sip:carol@elsewhere.example";
  wire.receive(request);
  CHECK(wire.takeSent() == "200 OPTIONS");
}

TEST_CASE("§8.2.2.2 our own INVITE that comes back to us is a loop: 482") {
  OutgoingCall call;
  PeerRequest looped = IncomingCall::offering();
  looped.from = std::string(*call.invite->header("From"));
  looped.callId = std::string(call.invite->callId());
  looped.cseq = call.invite->cseq();
  call.receive(looped);
  CHECK(call.takeSent() == "482 INVITE");
  CHECK(call.phone.state(call.session) == SessionState::Establishing);
}

TEST_CASE("§8.2.2.2 copies of one request by several branches: the first counts, others get 482") {
  Wire wire;
  const PeerRequest first = wire.receive(IncomingCall::offering());
  CHECK(wire.takeSent() == "100 INVITE, 180 INVITE");
  PeerRequest copy = first;
  copy.branch = "z9hG4bKother";
  wire.receive(copy);
  const MessagePtr merged = wire.expect("482 INVITE");
  wire.receive(copy.acknowledge(*merged));
  CHECK(wire.phone.takeTrace().find("session 2") == std::string::npos);
  wire.phone.accept();
  CHECK(wire.takeSent() == "200 INVITE");
}

TEST_CASE("§8.2.3 a body in an encoding that we cannot undo gets 415, identity is fine") {
  Wire wire;
  PeerRequest invite = IncomingCall::offering();
  invite.headers.push_back("Content-Encoding: gzip");
  wire.receive(invite);
  CHECK(wire.expect("415 INVITE")->header("Accept-Encoding") == "identity");
  PeerRequest plain = IncomingCall::offering();
  plain.callId = "another";
  plain.headers.push_back("Content-Encoding: Identity");
  wire.receive(plain);
  CHECK(wire.takeSent() == "100 INVITE, 180 INVITE");
}

TEST_CASE("§17.2.3 a request that comes again gets the same answer, without asking again") {
  Wire wire;
  wire.phone.habits.answers = false;
  const PeerRequest message = wire.receive(outside("MESSAGE"));
  wire.receive(message);
  CHECK(wire.takeSent().empty());
  CHECK(wire.phone.requests.size() == 1);
}

TEST_CASE("§9.2 a CANCEL for a request other than INVITE gets 200 and changes nothing") {
  Wire wire;
  wire.phone.habits.answers = false;
  const PeerRequest message = wire.receive(outside("MESSAGE"));
  wire.receive(message.cancel());
  CHECK(wire.takeSent() == "200 CANCEL");
  wire.phone.input([&](Core& core) { core.respondDefault(wire.phone.requests.at(0).id); });
  CHECK(wire.takeSent() == "200 MESSAGE");
}

TEST_CASE("§8.2.6.2 responses copy all Vias, From, Call-ID and CSeq, and add no Contact to 200") {
  Wire wire;
  PeerRequest request = outside("OPTIONS");
  request.branch = "z9hG4bKx\r\nVia: SIP/2.0/TCP far.example.com;branch=z9hG4bKfar, SIP/2.0/UDP a";
  wire.receive(request);
  const MessagePtr ok = wire.expect("200 OPTIONS");
  CHECK(ok->list(HeaderName::Via).size() == 3);
  CHECK(ok->topVia().branch == "z9hG4bKx");
  CHECK(ok->header("From") == request.from);
  CHECK(ok->callId() == request.callId);
  CHECK(ok->header("CSeq") == "1 OPTIONS");
}
