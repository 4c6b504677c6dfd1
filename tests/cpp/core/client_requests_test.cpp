// sip/core/client_requests.cpp and outgoing.cpp: requests outside a call, their answers and their
// authentication. RFC 3261 §8.1, §22.
#include <doctest/doctest.h>

#include "sip/auth/digest.hpp"
#include "support/calls.hpp"

using namespace sip;
using namespace sip::test;

namespace {

/// Alice sends a MESSAGE; it is seen.
struct Messaging : Wire {
  Messaging() : Messaging(configurationFor("alice")) {}
  explicit Messaging(Configuration configuration) : Wire(std::move(configuration)) {
    RequestFields fields = phone.fieldsFor("MESSAGE", "sip:bob@example.com");
    fields.body = Body{"text/plain", "hello", ""};
    phone.input([&](Core& core) {
      const auto sent = core.request(fields);
      REQUIRE(sent);
      id = sent.value();
    });
    message = expect("MESSAGE");
    phone.takeTrace();
  }
  void challenge(const std::string& value, const std::string& header = "WWW-Authenticate") {
    Reply with;
    with.headers = {header + ": Digest " + value};
    receive(reply(*message, header[0] == 'W' ? 401 : 407, with));
  }
  RequestId id;
  MessagePtr message;
};

}  // namespace

TEST_CASE("§8.1 a request goes out as given, with Via, User-Agent and Supported of ours") {
  Messaging wire;
  const Message& message = *wire.message;
  CHECK(message.requestUri() == "sip:bob@example.com");
  CHECK(message.topVia().sentBy == "alice.invalid");
  CHECK(message.topVia().transport == "WSS");
  CHECK(message.topVia().branch.starts_with("z9hG4bK"));
  CHECK(message.header("User-Agent") == "test");
  CHECK(message.header("Supported") == "outbound");
  CHECK_FALSE(message.header("Contact"));  // RFC 3428 §4: a MESSAGE makes no dialog
  CHECK_FALSE(message.header("Allow"));
  CHECK(message.body() == "hello");
}

TEST_CASE("what the application says itself is not said twice") {
  Wire wire;
  RequestFields fields = wire.phone.fieldsFor("SUBSCRIBE", "sip:bob@example.com");
  fields.extraHeaders = {"m: <sip:me@here>", "User-Agent : mine", "k: 199"};
  wire.phone.input([&](Core& core) { REQUIRE(core.request(fields)); });
  const MessagePtr sent = wire.expect("SUBSCRIBE");
  CHECK(sent->count(HeaderName::Contact) == 1);
  CHECK(sent->count(HeaderName::UserAgent) == 1);
  CHECK(sent->count(HeaderName::Supported) == 1);
}

TEST_CASE("§8.1.3 each response is told, the final one once, and then the request has ended") {
  Messaging wire;
  wire.receive(reply(*wire.message, 100));
  wire.receive(reply(*wire.message, 180));
  wire.receive(reply(*wire.message, 202));
  CHECK(wire.phone.takeTrace() ==
        "request 1 got 100 Trying; request 1 got 180 Progress; request 1 got 202 Accept; "
        "request 1 ended");
  wire.receive(reply(*wire.message, 202));
  CHECK(wire.phone.takeTrace().empty());
  CHECK(wire.phone.core.counters().strayResponses == 1);
}

TEST_CASE("§8.1.3.1 no answer within 64*T1 counts as 408, no connection as 503") {
  Messaging wire;
  SUBCASE("no answer") {
    wire.advance(32'000);
    CHECK(wire.phone.takeTrace() == "request 1 got 408 Reject; request 1 ended");
  }
  SUBCASE("not sent") {
    wire.phone.input([&](Core& core) { core.transportFailed(wire.last().client, {}); });
    CHECK(wire.phone.takeTrace() == "request 1 got 503 Reject; request 1 ended");
  }
  SUBCASE("connection gone") {
    wire.phone.input([](Core& core) { core.transportDown(); });
    CHECK(wire.phone.takeTrace() == "request 1 got 503 Reject; request 1 ended");
    wire.phone.input([](Core& core) { core.transportDown(); });
    CHECK(wire.phone.takeTrace().empty());
  }
}

TEST_CASE("§22.2 a challenge is answered and nobody above sees it; CSeq counts up") {
  Messaging wire;
  wire.challenge("realm=\"example.com\", nonce=\"n1\", qop=\"auth\", algorithm=SHA-256");
  CHECK(wire.phone.takeTrace() == "send MESSAGE");
  const MessagePtr second = wire.expect("MESSAGE");
  CHECK(second->cseq() == wire.message->cseq() + 1);
  CHECK(second->callId() == wire.message->callId());
  CHECK(second->body() == "hello");
  const auto authorization = parseAuthorization(*second->header("Authorization"));
  REQUIRE(authorization);
  CHECK(authorization->username == "alice");
  CHECK(verify(*authorization, "MESSAGE", "alice's password", "hello"));
  CHECK_FALSE(verify(*authorization, "MESSAGE", "bob's password", "hello"));
  wire.receive(reply(*second, 200));
  CHECK(wire.phone.takeTrace() == "request 1 got 200 Accept; request 1 ended");
}

TEST_CASE("§22.2 refused again with the same realm: the password is wrong, the 401 is told") {
  Messaging wire;
  wire.challenge("realm=\"example.com\", nonce=\"n1\"");
  wire.message = wire.expect("MESSAGE");
  wire.phone.takeTrace();
  wire.challenge("realm=\"example.com\", nonce=\"n2\"");
  CHECK(wire.phone.takeTrace() == "request 1 got 401 Reject; request 1 ended");
  CHECK(wire.phone.logs.back() == "The server refuses the password: authentication failed.");
  for (const std::string& log : wire.phone.logs) CHECK(log.find("alice's") == std::string::npos);
}

TEST_CASE("RFC 7616 §3.3 a stale nonce, then another realm: each gets its answer in the last try") {
  Messaging wire;
  wire.challenge("realm=\"one\", nonce=\"n1\"");
  wire.message = wire.expect("MESSAGE");
  wire.challenge("realm=\"one\", nonce=\"n2\", stale=true");
  wire.message = wire.expect("MESSAGE");
  CHECK(parseAuthorization(*wire.message->header("Authorization"))->nonce == "n2");
  wire.challenge("realm=\"two\", nonce=\"n3\"", "Proxy-Authenticate");
  wire.message = wire.expect("MESSAGE");
  CHECK(parseAuthorization(*wire.message->header("Authorization"))->realm == "one");
  CHECK(parseAuthorization(*wire.message->header("Proxy-Authorization"))->realm == "two");
  CHECK(wire.message->cseq() == 4);
}

TEST_CASE("RFC 7616 §3.4 the nonce count goes up over all requests that use the nonce") {
  Wire wire;
  for (int count = 1; count <= 3; ++count) {
    wire.phone.input([&](Core& core) {
      REQUIRE(core.request(wire.phone.fieldsFor("OPTIONS", "sip:bob@example.com")));
    });
    Reply challenge;
    challenge.headers = {"WWW-Authenticate: Digest realm=\"r\", nonce=\"same\", qop=\"auth\""};
    wire.receive(reply(*wire.expect("OPTIONS"), 401, challenge));
    const MessagePtr second = wire.expect("OPTIONS");
    const auto authorization = parseAuthorization(*second->header("Authorization"));
    CHECK(authorization->nonceCount == "0000000" + std::to_string(count));
  }
}

TEST_CASE("a challenge that cannot be answered is told, with the reason in the log") {
  Configuration configuration = configurationFor("alice");
  std::string value = "realm=\"r\", nonce=\"n\"";
  std::string reason;
  SUBCASE("no password") {
    configuration.password.clear();
    reason = "The server asks for a password and none is configured.";
  }
  SUBCASE("unknown algorithm") {
    value += ", algorithm=MD6";
    reason = "The server asks for a kind of authentication that is not known.";
  }
  Messaging wire(configuration);
  wire.challenge(value);
  CHECK(wire.takeSent().empty());
  CHECK(wire.phone.takeTrace() == "request 1 got 401 Reject; request 1 ended");
  CHECK(wire.phone.logs.back() == reason);
}

TEST_CASE("a challenge that comes behind the final answer changes nothing") {
  Messaging wire;
  wire.receive(reply(*wire.message, 200));
  wire.phone.takeTrace();
  wire.challenge("realm=\"r\", nonce=\"n\"");
  CHECK(wire.takeSent().empty());
  CHECK(wire.phone.takeTrace().empty());
}

TEST_CASE("changed credentials count for the next challenge") {
  Messaging wire;
  Configuration configuration = configurationFor("alice");
  configuration.password = "new password";
  wire.phone.core.configure(configuration);
  wire.challenge("realm=\"r\", nonce=\"n\"");
  const MessagePtr second = wire.expect("MESSAGE");
  const auto authorization = parseAuthorization(*second->header("Authorization"));
  CHECK(verify(*authorization, "MESSAGE", "new password", "hello"));
}

TEST_CASE("requests that are a session's own, or would break the message, are refused") {
  Wire wire;
  const auto refused = [&](const std::string& method, auto change) {
    RequestFields fields = wire.phone.fieldsFor(method, "sip:bob@example.com");
    change(fields);
    ErrorCode code = ErrorCode::None;
    wire.phone.input([&](Core& core) {
      const auto result = core.request(fields);
      if (!result) code = result.error().code;
    });
    return code;
  };
  const auto nothing = [](RequestFields&) {};
  for (const char* method : {"INVITE", "ACK", "CANCEL", "", "A B"}) {
    CHECK(refused(method, nothing) == ErrorCode::InvalidArgument);
  }
  CHECK(refused("OPTIONS", [](RequestFields& f) { f.to += "\r\nX: y"; }) ==
        ErrorCode::HeaderInjection);
  CHECK(refused("OPTIONS", [](RequestFields& f) { f.extraHeaders = {"X: y\nZ: a"}; }) ==
        ErrorCode::HeaderInjection);
  CHECK(refused("OPTIONS", [](RequestFields& f) {
          f.body = Body{"a/b\r\nX: y", "", ""};
        }) == ErrorCode::HeaderInjection);
  CHECK(refused("OPTIONS", [](RequestFields& f) { f.callId.clear(); }) ==
        ErrorCode::InvalidArgument);
  CHECK(wire.takeSent().empty());
  CHECK(wire.phone.core.load().requests == 0);
}

TEST_CASE("§9.1 only an INVITE without a final answer can be cancelled") {
  Messaging wire;
  const auto cancel = [&](RequestId id) {
    ErrorCode code = ErrorCode::None;
    wire.phone.input([&](Core& core) {
      const Status status = core.cancel(id, {});
      if (!status) code = status.error().code;
    });
    return code;
  };
  CHECK(cancel(wire.id) == ErrorCode::InvalidArgument);
  wire.receive(reply(*wire.message, 200));
  CHECK(cancel(wire.id) == ErrorCode::UnknownId);
  CHECK(cancel(RequestId{99}) == ErrorCode::UnknownId);
  CHECK(wire.takeSent().empty());
}
