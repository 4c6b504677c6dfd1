// What is left behind: nothing. And what the outside can make us keep: a bounded amount.
#include <doctest/doctest.h>

#include <string>

#include "sip/transaction/transaction_layer.hpp"
#include "support/calls.hpp"
#include "support/pair.hpp"

using namespace sip;
using namespace sip::test;

namespace {

void checkEmpty(const Core& core) {
  const Load load = core.load();
  CHECK(load.sessions == 0);
  CHECK(load.transactions == 0);
  CHECK(load.requests == 0);
  CHECK(load.questions == 0);
  CHECK(load.timers == 0);
  CHECK_FALSE(core.deadline());
}

}  // namespace

TEST_CASE("10,000 calls of every kind leave nothing behind") {
  Pair pair;
  for (Phone* phone : {&pair.alice, &pair.bob}) phone->remembers = false;
  for (int i = 0; i < 10'000; ++i) {
    pair.alice.dial();
    pair.deliver();
    switch (i % 5) {
      case 0:
        pair.bob.accept();
        pair.deliver();
        pair.alice.bye();
        break;
      case 1:
        pair.bob.accept();
        pair.deliver();
        pair.alice.reinvite();
        pair.deliver();
        pair.bob.bye();
        break;
      case 2:
        pair.bob.reject(486);
        break;
      case 3:
        CHECK(pair.alice.cancel() == "ok");
        break;
      case 4:
        pair.bob.accept();
        pair.alice.dispose();  // crosses the 200
        break;
    }
    pair.deliver();
    if (i % 500 == 499) {
      pair.run(70'000);
      checkEmpty(pair.alice.core);
      checkEmpty(pair.bob.core);
    }
  }
  CHECK(pair.alice.openOperations() == 0);
  CHECK(pair.bob.openOperations() == 0);
}

TEST_CASE("a call that ended is forgotten when its last transaction has, not before") {
  OutgoingCall call;
  call.establish();
  call.phone.bye();
  call.receive(reply(*call.expect("BYE"), 200));
  CHECK(call.phone.core.load().sessions == 1);  // a 2xx may still come again (RFC 6026)
  call.advance(32'000);
  checkEmpty(call.phone.core);
}

TEST_CASE("an answer that never comes keeps nothing once the call is over") {
  OutgoingCall call;
  call.phone.habits.describes = false;
  call.respond(200, describing());
  call.receive(call.peer.request("BYE"));
  call.takeSent();
  call.advance(40'000);
  checkEmpty(call.phone.core);
}

TEST_CASE("a re-INVITE whose rollback is never answered keeps nothing once the call is over") {
  OutgoingCall call;
  call.establish();
  call.phone.reinvite();
  call.phone.habits.describes = false;
  call.receive(reply(*call.expect("INVITE"), 488));
  call.expect("ACK");
  call.phone.bye();
  call.receive(reply(*call.expect("BYE"), 200));
  call.advance(40'000);
  checkEmpty(call.phone.core);
}

TEST_CASE("reset ends everything without a word, and the core works again") {
  Pair pair;
  pair.establish();
  pair.alice.dial();
  pair.alice.habits.describes = false;
  pair.alice.reinvite(SessionId{1});
  pair.alice.takeTrace();
  pair.alice.input([](Core& core) { core.reset(); });
  CHECK(pair.alice.takeTrace().empty());
  checkEmpty(pair.alice.core);
  pair.alice.answer();
  CHECK(pair.alice.core.counters().lateAnswers == 1);
  pair.run(100'000);
  pair.alice.habits.describes = true;
  const SessionId next = pair.alice.dial();
  CHECK(next.value == 3);  // ids go on
  pair.deliver();
  pair.bob.accept();
  pair.deliver();
  CHECK(pair.alice.state(next) == SessionState::Established);
}

TEST_CASE("transportDown fails what waits for an answer, and calls live on") {
  OutgoingCall call;
  call.establish();
  call.phone.reinvite();
  call.phone.request("INFO");
  call.phone.dial();
  call.phone.takeTrace();
  call.phone.input([](Core& core) { core.transportDown(); });
  const std::string trace = call.phone.takeTrace();
  for (const char* words : {"request 2 got 503 Reject; request 2 ended", "session 2 Terminated",
                            "request 3 got 503 Reject", "request 4 got 503 Reject"}) {
    CAPTURE(trace);
    CHECK(trace.find(words) != std::string::npos);
  }
  CHECK(call.phone.state(call.session) == SessionState::Established);
  call.takeSent();
  call.phone.bye(call.session);
  CHECK(call.takeSent() == "BYE");
}

TEST_CASE("a hostile peer's 20,000 INVITEs cost a bounded amount, and all of it is given back") {
  Wire wire;
  wire.phone.remembers = false;
  for (int i = 0; i < 20'000; ++i) {
    PeerRequest invite = IncomingCall::offering();
    invite.callId = "flood-" + std::to_string(i);
    wire.receive(invite);
    if (i % 1000 == 0) wire.takeSent();
  }
  const Load load = wire.phone.core.load();
  CHECK(load.transactions <= TransactionLayer::kMaxServerTransactions);
  CHECK(load.sessions <= TransactionLayer::kMaxServerTransactions);
  CHECK(summaryOf(wire.last().text) == "503 INVITE");
  wire.takeSent();
  wire.advance(100'000);
  wire.takeSent();
  checkEmpty(wire.phone.core);
}

TEST_CASE("a hostile peer's 20,000 unanswered requests cost a bounded amount and are given back") {
  Wire wire;
  wire.phone.remembers = false;
  wire.phone.habits.answers = false;
  for (int i = 0; i < 20'000; ++i) {
    PeerRequest message;
    message.method = "MESSAGE";
    message.callId = "flood-" + std::to_string(i);
    wire.receive(message);
  }
  CHECK(wire.phone.core.load().transactions <= TransactionLayer::kMaxServerTransactions);
  wire.takeSent();
  wire.advance(30'000);
  checkEmpty(wire.phone.core);
}

TEST_CASE("20,000 requests inside one call leave it standing and nothing behind") {
  OutgoingCall call;
  call.establish();
  call.phone.remembers = false;
  for (int i = 0; i < 20'000; ++i) {
    call.receive(call.peer.request(i % 2 == 0 ? "INFO" : "UPDATE"));
    if (i % 100 == 0) call.takeSent();
  }
  CHECK(call.phone.state() == SessionState::Established);
  call.advance(32'000);
  CHECK(call.phone.core.load().transactions == 0);
  CHECK(call.phone.core.load().sessions == 1);
}

TEST_CASE("20,000 responses that nobody waits for leave nothing behind") {
  OutgoingCall call;
  call.establish();
  call.phone.remembers = false;
  call.advance(32'000);
  for (int i = 0; i < 20'000; ++i) {
    call.receive(reply(*call.invite, 200, describing("stranger" + std::to_string(i))));
  }
  CHECK(call.takeSent().empty());
  CHECK(call.phone.core.load().transactions == 0);
  CHECK(call.phone.core.counters().strayResponses == 20'000);
}
