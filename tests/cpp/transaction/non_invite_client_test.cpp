// Every row of the table in sip/transaction/non_invite_client.hpp.
#include "sip/transaction/non_invite_client.hpp"

#include <doctest/doctest.h>

#include "transaction/outputs_text.hpp"

using namespace sip;
using test::textOf;
using State = NonInviteClientTransaction::State;

namespace {

NonInviteClientTransaction machineIn(State state) {
  NonInviteClientTransaction machine{Timing{}};
  machine.start();
  switch (state) {
    case State::Trying:
      break;
    case State::Proceeding:
      machine.onResponse(100);
      break;
    case State::Terminated:
      machine.onResponse(200);
      break;
  }
  REQUIRE(machine.state() == state);
  return machine;
}

}  // namespace

TEST_CASE("§17.1.2.2 start: the request is sent and timer F bounds the wait, 64*T1") {
  NonInviteClientTransaction machine{Timing{}};
  CHECK(textOf(machine.start()) == "send request; set F 32000");
  CHECK(machine.state() == State::Trying);
  Timing slow;
  slow.t1 = 1000;
  CHECK(textOf(NonInviteClientTransaction{slow}.start()) == "send request; set F 64000");
}

TEST_CASE("§17.1.2.2 Trying: a 1xx goes to the user and timer F runs on") {
  NonInviteClientTransaction machine = machineIn(State::Trying);
  CHECK(textOf(machine.onResponse(100)) == "to user");
  CHECK(machine.state() == State::Proceeding);
}

TEST_CASE("§17.1.2.2 Trying: a final response goes to the user and ends, timer K being zero") {
  for (const int status : {200, 299, 300, 401, 500, 699}) {
    NonInviteClientTransaction machine = machineIn(State::Trying);
    CHECK(textOf(machine.onResponse(status)) == "clear F; to user; terminated");
    CHECK(machine.state() == State::Terminated);
  }
}

TEST_CASE("§17.1.2.2 Trying: timer F reports a timeout and ends") {
  NonInviteClientTransaction machine = machineIn(State::Trying);
  CHECK(textOf(machine.onTimer(Timer::F)) == "timeout; terminated");
  CHECK(machine.state() == State::Terminated);
}

TEST_CASE("§17.1.2.2 Trying: a transport error goes to the user and ends") {
  NonInviteClientTransaction machine = machineIn(State::Trying);
  CHECK(textOf(machine.onTransportError()) == "clear F; failure; terminated");
  CHECK(machine.state() == State::Terminated);
}

TEST_CASE("§17.1.2.2 Proceeding: each further 1xx goes to the user") {
  NonInviteClientTransaction machine = machineIn(State::Proceeding);
  CHECK(textOf(machine.onResponse(183)) == "to user");
  CHECK(machine.state() == State::Proceeding);
}

TEST_CASE("§17.1.2.2 Proceeding: a final response goes to the user and ends") {
  for (const int status : {200, 302, 408, 603}) {
    NonInviteClientTransaction machine = machineIn(State::Proceeding);
    CHECK(textOf(machine.onResponse(status)) == "clear F; to user; terminated");
    CHECK(machine.state() == State::Terminated);
  }
}

TEST_CASE("§17.1.2.2 Proceeding: timer F reports a timeout and ends, whatever 1xx came") {
  NonInviteClientTransaction machine = machineIn(State::Proceeding);
  CHECK(textOf(machine.onTimer(Timer::F)) == "timeout; terminated");
  CHECK(machine.state() == State::Terminated);
}

TEST_CASE("§17.1.2.2 Proceeding: a transport error goes to the user and ends") {
  NonInviteClientTransaction machine = machineIn(State::Proceeding);
  CHECK(textOf(machine.onTransportError()) == "clear F; failure; terminated");
  CHECK(machine.state() == State::Terminated);
}

TEST_CASE("§17.1.2.2 no state hears of a timer other than F") {
  for (const State state : {State::Trying, State::Proceeding}) {
    for (const Timer timer : test::kTimers) {
      if (timer == Timer::F) continue;
      NonInviteClientTransaction machine = machineIn(state);
      CHECK(textOf(machine.onTimer(timer)) == "-");
      CHECK(machine.state() == state);
    }
  }
}

TEST_CASE("§17.1.2.2 Terminated: nothing is heard any more") {
  NonInviteClientTransaction machine = machineIn(State::Terminated);
  CHECK(textOf(machine.onResponse(100)) == "-");
  CHECK(textOf(machine.onResponse(200)) == "-");
  CHECK(textOf(machine.onTimer(Timer::F)) == "-");
  CHECK(textOf(machine.onTransportError()) == "-");
  CHECK(machine.state() == State::Terminated);
}
