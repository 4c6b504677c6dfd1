// Every row of the table in sip/transaction/invite_client.hpp.
#include "sip/transaction/invite_client.hpp"

#include <doctest/doctest.h>

#include "transaction/outputs_text.hpp"

using namespace sip;
using test::textOf;
using State = InviteClientTransaction::State;

namespace {

InviteClientTransaction machineIn(State state) {
  InviteClientTransaction machine{Timing{}};
  machine.start();
  switch (state) {
    case State::Calling:
      break;
    case State::Proceeding:
      machine.onResponse(180);
      break;
    case State::Accepted:
      machine.onResponse(200);
      break;
    case State::Terminated:
      machine.onResponse(486);
      break;
  }
  REQUIRE(machine.state() == state);
  return machine;
}

}  // namespace

TEST_CASE("§17.1.1.2 start: the INVITE is sent and timer B bounds the wait, 64*T1") {
  InviteClientTransaction machine{Timing{}};
  CHECK(textOf(machine.start()) == "send request; set B 32000");
  CHECK(machine.state() == State::Calling);
}

TEST_CASE("§17.1.1.2 the timers follow T1") {
  Timing timing;
  timing.t1 = 100;
  InviteClientTransaction machine{timing};
  CHECK(textOf(machine.start()) == "send request; set B 6400");
  CHECK(textOf(machine.onResponse(200)) == "clear B; set M 6400; to user");
}

TEST_CASE("§17.1.1.2 Calling: a 1xx stops timer B and goes to the user") {
  for (const int status : {100, 180, 199}) {
    InviteClientTransaction machine = machineIn(State::Calling);
    CHECK(textOf(machine.onResponse(status)) == "clear B; to user");
    CHECK(machine.state() == State::Proceeding);
  }
}

TEST_CASE("RFC 6026 §7.2 Calling: a 2xx goes to the user, who sends the ACK, and timer M starts") {
  for (const int status : {200, 202, 299}) {
    InviteClientTransaction machine = machineIn(State::Calling);
    CHECK(textOf(machine.onResponse(status)) == "clear B; set M 32000; to user");
    CHECK(machine.state() == State::Accepted);
  }
}

TEST_CASE("§17.1.1.2 Calling: 300 to 699 is ACKed by the machine and ends it, timer D being zero") {
  for (const int status : {300, 401, 486, 503, 699}) {
    InviteClientTransaction machine = machineIn(State::Calling);
    CHECK(textOf(machine.onResponse(status)) == "send ACK; clear B; to user; terminated");
    CHECK(machine.state() == State::Terminated);
  }
}

TEST_CASE("§17.1.1.2 Calling: timer B reports a timeout and ends") {
  InviteClientTransaction machine = machineIn(State::Calling);
  CHECK(textOf(machine.onTimer(Timer::B)) == "timeout; terminated");
  CHECK(machine.state() == State::Terminated);
}

TEST_CASE("§17.1.4 Calling: a transport error goes to the user and ends") {
  InviteClientTransaction machine = machineIn(State::Calling);
  CHECK(textOf(machine.onTransportError()) == "clear B; failure; terminated");
  CHECK(machine.state() == State::Terminated);
}

TEST_CASE("§9.1 Calling: a CANCEL changes nothing, timer B runs already") {
  InviteClientTransaction machine = machineIn(State::Calling);
  CHECK(textOf(machine.onCancelSent()) == "-");
  CHECK(machine.state() == State::Calling);
}

TEST_CASE("§17.1.1.2 Proceeding: each further 1xx goes to the user") {
  InviteClientTransaction machine = machineIn(State::Proceeding);
  CHECK(textOf(machine.onResponse(183)) == "to user");
  CHECK(textOf(machine.onResponse(183)) == "to user");
  CHECK(machine.state() == State::Proceeding);
}

TEST_CASE("RFC 6026 §7.2 Proceeding: a 2xx goes to the user and timer M starts") {
  InviteClientTransaction machine = machineIn(State::Proceeding);
  CHECK(textOf(machine.onResponse(200)) == "clear B; set M 32000; to user");
  CHECK(machine.state() == State::Accepted);
}

TEST_CASE("§17.1.1.2 Proceeding: 300 to 699 is ACKed by the machine and ends it") {
  for (const int status : {302, 407, 487, 603}) {
    InviteClientTransaction machine = machineIn(State::Proceeding);
    CHECK(textOf(machine.onResponse(status)) == "send ACK; clear B; to user; terminated");
    CHECK(machine.state() == State::Terminated);
  }
}

TEST_CASE("§9.1 Proceeding: a CANCEL starts the 64*T1 after which the INVITE counts as cancelled") {
  InviteClientTransaction machine = machineIn(State::Proceeding);
  CHECK(textOf(machine.onCancelSent()) == "set B 32000");
  CHECK(machine.state() == State::Proceeding);
  SUBCASE("which a late 1xx does not stop") {
    CHECK(textOf(machine.onResponse(180)) == "to user");
  }
  SUBCASE("and which ends with a timeout") {
    CHECK(textOf(machine.onTimer(Timer::B)) == "timeout; terminated");
    CHECK(machine.state() == State::Terminated);
  }
  SUBCASE("but for a final response: the 487") {
    CHECK(textOf(machine.onResponse(487)) == "send ACK; clear B; to user; terminated");
  }
  SUBCASE("or the 2xx that crossed the CANCEL") {
    CHECK(textOf(machine.onResponse(200)) == "clear B; set M 32000; to user");
  }
}

TEST_CASE("Deviation from Figure 5, Proceeding: a transport error goes to the user and ends") {
  InviteClientTransaction machine = machineIn(State::Proceeding);
  CHECK(textOf(machine.onTransportError()) == "clear B; failure; terminated");
  CHECK(machine.state() == State::Terminated);
}

TEST_CASE("RFC 6026 §7.2 Accepted: each 2xx goes to the user, whose ACK was lost or is due") {
  InviteClientTransaction machine = machineIn(State::Accepted);
  CHECK(textOf(machine.onResponse(200)) == "to user");
  CHECK(textOf(machine.onResponse(202)) == "to user");
  CHECK(machine.state() == State::Accepted);
}

TEST_CASE("RFC 6026 §7.2 Accepted: responses other than 2xx are absorbed") {
  for (const int status : {100, 180, 300, 486, 603}) {
    InviteClientTransaction machine = machineIn(State::Accepted);
    CHECK(textOf(machine.onResponse(status)) == "-");
    CHECK(machine.state() == State::Accepted);
  }
}

TEST_CASE("RFC 6026 §7.2 Accepted: timer M ends") {
  InviteClientTransaction machine = machineIn(State::Accepted);
  CHECK(textOf(machine.onTimer(Timer::M)) == "terminated");
  CHECK(machine.state() == State::Terminated);
}

TEST_CASE("§13.2.2.4 Accepted: a transport error and a CANCEL are nothing to it") {
  InviteClientTransaction machine = machineIn(State::Accepted);
  CHECK(textOf(machine.onTransportError()) == "-");
  CHECK(textOf(machine.onCancelSent()) == "-");
  CHECK(machine.state() == State::Accepted);
}

TEST_CASE("§17.1.1.2 no state hears of a timer that is not its own") {
  for (const State state :
       {State::Calling, State::Proceeding, State::Accepted, State::Terminated}) {
    for (const Timer timer : test::kTimers) {
      const bool own = state == State::Accepted     ? timer == Timer::M
                       : state == State::Terminated ? false
                                                    : timer == Timer::B;
      if (own) continue;
      InviteClientTransaction machine = machineIn(state);
      CHECK(textOf(machine.onTimer(timer)) == "-");
      CHECK(machine.state() == state);
    }
  }
}

TEST_CASE("§17.1.1.2 Terminated: nothing is heard any more") {
  InviteClientTransaction machine = machineIn(State::Terminated);
  CHECK(textOf(machine.onResponse(180)) == "-");
  CHECK(textOf(machine.onResponse(200)) == "-");
  CHECK(textOf(machine.onResponse(486)) == "-");
  CHECK(textOf(machine.onCancelSent()) == "-");
  CHECK(textOf(machine.onTransportError()) == "-");
  CHECK(machine.state() == State::Terminated);
}
