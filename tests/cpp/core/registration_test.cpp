// How the core joins a registration to its transactions, its credentials and its timers; the
// registration itself is tested in tests/cpp/registration. RFC 3261 §10, §22.2.
#include <doctest/doctest.h>

#include "sip/auth/digest.hpp"
#include "support/wire.hpp"

using namespace sip;
using namespace sip::test;

namespace {

struct Registering : Wire {
  Registering() {
    id = phone.core.createRegistration();
    phone.input(
        [&](Core& core) { REQUIRE(core.registerContact(id, OperationId{1}, fields(), {})); });
    request = expect("REGISTER");
  }
  RequestFields fields() {
    RequestFields fields = phone.fieldsFor("REGISTER", "sip:example.com");
    fields.cseq = 0;
    return fields;
  }
  void grant(const Message& to) {
    Reply ok;
    ok.headers = {"Contact: " + std::string(*to.header("Contact"))};
    receive(reply(to, 200, ok));
  }
  void challenge(const std::string& nonce) {
    Reply unauthorized;
    unauthorized.headers = {"WWW-Authenticate: Digest realm=\"example.com\", nonce=\"" + nonce +
                            "\", qop=\"auth\""};
    receive(reply(*request, 401, unauthorized));
  }
  RegistrationId id;
  MessagePtr request;
};

}  // namespace

TEST_CASE("§10.2 a REGISTER is sent, challenged, sent again, and registered") {
  Registering wire;
  CHECK(wire.phone.takeTrace() == "registration 1 waits; send REGISTER; settled 1 ok");
  CHECK(wire.request->requestUri() == "sip:example.com");
  CHECK(wire.request->contactUri() == "sip:alice@alice.invalid;transport=ws");
  wire.challenge("n1");
  const MessagePtr second = wire.expect("REGISTER");
  CHECK(second->cseq() == wire.request->cseq() + 1);
  CHECK(second->callId() == wire.request->callId());
  const auto authorization = parseAuthorization(*second->header("Authorization"));
  REQUIRE(authorization);
  CHECK(verify(*authorization, "REGISTER", "alice's password", ""));
  wire.phone.takeTrace();
  wire.grant(*second);
  CHECK(wire.phone.takeTrace() ==
        "registration 1 Registered; request 1 got 200 Accept; registration 1 waits no more; "
        "request 1 ended");
}

TEST_CASE("§22.2 a wrong password ends the try: 401, Unregistered, nothing more is sent") {
  Registering wire;
  wire.challenge("n1");
  wire.request = wire.expect("REGISTER");
  wire.challenge("n2");
  wire.advance(3'600'000);
  CHECK(wire.takeSent().empty());
  CHECK(wire.phone.takeTrace().find("request 1 got 401 Reject") != std::string::npos);
  CHECK(wire.phone.core.load().requests == 0);
}

TEST_CASE("§10.2.4 the refresh comes by the core's timer, with a CSeq above the challenged one's") {
  Registering wire;
  wire.challenge("n1");
  const MessagePtr second = wire.expect("REGISTER");
  wire.grant(*second);
  const auto due = wire.phone.core.deadline();
  REQUIRE(due);
  CHECK(*due > wire.now);
  CHECK(*due < wire.now + 600'000);
  wire.advance(*due - wire.now);
  const MessagePtr refresh = wire.expect("REGISTER");
  CHECK(refresh->cseq() == second->cseq() + 1);
  CHECK(refresh->callId() == second->callId());
}

TEST_CASE("§10.2.2 unregistering removes the binding; disposing leaves nothing behind") {
  Registering wire;
  wire.grant(*wire.request);
  SUBCASE("unregister, then dispose") {
    wire.phone.input(
        [&](Core& core) { CHECK(core.unregister(wire.id, OperationId{2}, wire.fields(), false)); });
    const MessagePtr removal = wire.expect("REGISTER");
    CHECK(parseNameAddr(*removal->header("Contact"))->parameter("expires") == "0");
    wire.receive(reply(*removal, 200));
    wire.phone.input([&](Core& core) { core.dispose(wire.id); });
  }
  SUBCASE("dispose at once") {
    wire.phone.input([&](Core& core) { core.dispose(wire.id); });
    wire.receive(reply(*wire.expect("REGISTER"), 200));
  }
  CHECK(wire.phone.takeTrace().find("registration 1 Terminated") != std::string::npos);
  wire.advance(3'600'000);
  CHECK(wire.takeSent().empty());
  const Load load = wire.phone.core.load();
  CHECK(load.requests + load.transactions + load.timers == 0);
  wire.phone.input([&](Core& core) {
    CHECK_FALSE(core.registerContact(wire.id, OperationId{3}, wire.fields(), {}));
    CHECK_FALSE(core.unregister(wire.id, OperationId{4}, wire.fields(), false));
    core.dispose(wire.id);
  });
  CHECK(wire.takeSent().empty());
}

TEST_CASE("a REGISTER that the connection took down with it counts as 503") {
  Registering wire;
  wire.phone.takeTrace();
  wire.phone.input([](Core& core) { core.transportDown(); });
  CHECK(wire.phone.takeTrace().find("request 1 got 503 Reject") != std::string::npos);
}

TEST_CASE("reset forgets registrations and their timers") {
  Registering wire;
  wire.grant(*wire.request);
  REQUIRE(wire.phone.core.deadline());
  wire.phone.input([](Core& core) { core.reset(); });
  CHECK_FALSE(wire.phone.core.deadline());
  wire.advance(3'600'000);
  CHECK(wire.takeSent().empty());
}
