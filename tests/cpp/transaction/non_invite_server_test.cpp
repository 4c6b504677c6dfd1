// Every row of the table in sip/transaction/non_invite_server.hpp.
#include "sip/transaction/non_invite_server.hpp"

#include <doctest/doctest.h>

#include "transaction/outputs_text.hpp"

using namespace sip;
using test::textOf;
using State = NonInviteServerTransaction::State;

namespace {

NonInviteServerTransaction machineIn(State state) {
  NonInviteServerTransaction machine;
  machine.start();
  switch (state) {
    case State::Trying:
      break;
    case State::Proceeding:
      machine.respond(100);
      break;
    case State::Terminated:
      machine.respond(200);
      break;
  }
  REQUIRE(machine.state() == state);
  return machine;
}

}  // namespace

TEST_CASE("§17.2.2 start: the request goes to the user") {
  NonInviteServerTransaction machine;
  CHECK(textOf(machine.start()) == "to user");
  CHECK(machine.state() == State::Trying);
}

TEST_CASE("§17.2.2 Trying: the request again is dropped, there being nothing to send again") {
  NonInviteServerTransaction machine = machineIn(State::Trying);
  CHECK(textOf(machine.onRetransmission()) == "-");
  CHECK(machine.state() == State::Trying);
}

TEST_CASE("§17.2.2 Trying: a 1xx is sent") {
  NonInviteServerTransaction machine = machineIn(State::Trying);
  CHECK(machine.allows(183));
  CHECK(textOf(machine.respond(183)) == "send response");
  CHECK(machine.state() == State::Proceeding);
}

TEST_CASE("§17.2.2 Trying: a final response is sent and ends, timer J being zero") {
  for (const int status : {200, 302, 405, 481, 500, 603}) {
    NonInviteServerTransaction machine = machineIn(State::Trying);
    CHECK(textOf(machine.respond(status)) == "send response; terminated");
    CHECK(machine.state() == State::Terminated);
  }
}

TEST_CASE("§17.2.2 Proceeding: the request again gets the last 1xx again") {
  NonInviteServerTransaction machine = machineIn(State::Proceeding);
  CHECK(textOf(machine.onRetransmission()) == "resend response");
  CHECK(machine.state() == State::Proceeding);
}

TEST_CASE("§17.2.2 Proceeding: a further 1xx is sent") {
  NonInviteServerTransaction machine = machineIn(State::Proceeding);
  CHECK(textOf(machine.respond(183)) == "send response");
  CHECK(machine.state() == State::Proceeding);
}

TEST_CASE("§17.2.2 Proceeding: a final response is sent and ends") {
  for (const int status : {200, 404, 600}) {
    NonInviteServerTransaction machine = machineIn(State::Proceeding);
    CHECK(textOf(machine.respond(status)) == "send response; terminated");
    CHECK(machine.state() == State::Terminated);
  }
}

TEST_CASE("RFC 6026 §8.8 a transport error goes to the user and changes no state, for any method") {
  for (const State state : {State::Trying, State::Proceeding}) {
    NonInviteServerTransaction machine = machineIn(state);
    CHECK(textOf(machine.onTransportError()) == "failure");
    CHECK(machine.state() == state);
  }
}

TEST_CASE("§17.2.2 Terminated: nothing is heard any more") {
  NonInviteServerTransaction machine = machineIn(State::Terminated);
  CHECK(textOf(machine.onRetransmission()) == "-");
  CHECK_FALSE(machine.allows(200));
  CHECK(textOf(machine.respond(200)) == "-");
  CHECK(textOf(machine.onTransportError()) == "-");
  CHECK(machine.state() == State::Terminated);
}
