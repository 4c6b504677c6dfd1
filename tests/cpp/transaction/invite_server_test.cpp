// Every row of the table in sip/transaction/invite_server.hpp.
#include "sip/transaction/invite_server.hpp"

#include <doctest/doctest.h>

#include "transaction/outputs_text.hpp"

using namespace sip;
using test::textOf;
using State = InviteServerTransaction::State;

namespace {

InviteServerTransaction machineIn(State state) {
  InviteServerTransaction machine{Timing{}};
  machine.start();
  switch (state) {
    case State::Proceeding:
      break;
    case State::Accepted:
      machine.respond(200);
      break;
    case State::Completed:
      machine.respond(486);
      break;
    case State::Terminated:
      machine.respond(486);
      machine.onAck();
      break;
  }
  REQUIRE(machine.state() == state);
  return machine;
}

}  // namespace

TEST_CASE("§17.2.1 start: the INVITE goes to the user") {
  InviteServerTransaction machine{Timing{}};
  CHECK(textOf(machine.start()) == "to user");
  CHECK(machine.state() == State::Proceeding);
}

TEST_CASE("§17.2.1 Proceeding: the INVITE again gets the last response again") {
  InviteServerTransaction machine = machineIn(State::Proceeding);
  CHECK(textOf(machine.onRetransmission()) == "resend response");
  CHECK(machine.state() == State::Proceeding);
}

TEST_CASE("§13.3.1.1 Proceeding: a 100 is sent, and keeps no proxy waiting") {
  InviteServerTransaction machine = machineIn(State::Proceeding);
  CHECK(textOf(machine.respond(100)) == "send response");
  CHECK(machine.state() == State::Proceeding);
}

TEST_CASE("§13.3.1.1 Proceeding: 101 to 199 is sent, and again each minute") {
  for (const int status : {101, 180, 183, 199}) {
    InviteServerTransaction machine = machineIn(State::Proceeding);
    CHECK(textOf(machine.respond(status)) == "send response; set Ringing 60000");
    CHECK(machine.state() == State::Proceeding);
    CHECK(textOf(machine.onTimer(Timer::Ringing)) == "resend response; set Ringing 60000");
    CHECK(machine.state() == State::Proceeding);
  }
}

TEST_CASE("RFC 6026 §7.1 Proceeding: a 2xx is sent and timer L starts, 64*T1") {
  for (const int status : {200, 202, 299}) {
    InviteServerTransaction machine = machineIn(State::Proceeding);
    machine.respond(180);
    CHECK(textOf(machine.respond(status)) == "send response; clear Ringing; set L 32000");
    CHECK(machine.state() == State::Accepted);
  }
}

TEST_CASE("§17.2.1 Proceeding: 300 to 699 is sent and timer H bounds the wait for the ACK, 64*T1") {
  for (const int status : {300, 404, 486, 500, 603, 699}) {
    InviteServerTransaction machine = machineIn(State::Proceeding);
    CHECK(textOf(machine.respond(status)) == "send response; clear Ringing; set H 32000");
    CHECK(machine.state() == State::Completed);
  }
}

TEST_CASE("§17.2.1 Proceeding: an ACK before any final response is nothing") {
  InviteServerTransaction machine = machineIn(State::Proceeding);
  CHECK(textOf(machine.onAck()) == "-");
  CHECK(machine.state() == State::Proceeding);
}

TEST_CASE("RFC 6026 §8.8 a transport error goes to the user and changes no state") {
  for (const State state : {State::Proceeding, State::Accepted, State::Completed}) {
    InviteServerTransaction machine = machineIn(state);
    CHECK(textOf(machine.onTransportError()) == "failure");
    CHECK(machine.state() == state);
  }
}

TEST_CASE("RFC 6026 §7.1 Accepted: the INVITE again is absorbed, and opens no second call") {
  InviteServerTransaction machine = machineIn(State::Accepted);
  CHECK(textOf(machine.onRetransmission()) == "-");
  CHECK(machine.state() == State::Accepted);
}

TEST_CASE("RFC 6026 §7.1 Accepted: a further 2xx of the user is sent, anything else refused") {
  InviteServerTransaction machine = machineIn(State::Accepted);
  CHECK(machine.allows(200));
  CHECK(textOf(machine.respond(200)) == "send response");
  CHECK(machine.state() == State::Accepted);
  for (const int status : {100, 180, 300, 486, 603}) {
    CHECK_FALSE(machine.allows(status));
    CHECK(textOf(machine.respond(status)) == "-");
  }
  CHECK(machine.state() == State::Accepted);
}

TEST_CASE("RFC 6026 §7.1 Accepted: an ACK with the INVITE's branch goes to the user") {
  InviteServerTransaction machine = machineIn(State::Accepted);
  CHECK(textOf(machine.onAck()) == "to user");
  CHECK(machine.state() == State::Accepted);
}

TEST_CASE("RFC 6026 §7.1 Accepted: timer L ends") {
  InviteServerTransaction machine = machineIn(State::Accepted);
  CHECK(textOf(machine.onTimer(Timer::L)) == "terminated");
  CHECK(machine.state() == State::Terminated);
}

TEST_CASE("§17.2.1 Completed: the INVITE again gets the response again") {
  InviteServerTransaction machine = machineIn(State::Completed);
  CHECK(textOf(machine.onRetransmission()) == "resend response");
  CHECK(machine.state() == State::Completed);
}

TEST_CASE("§17.2.1 Completed: the ACK ends, timer I being zero") {
  InviteServerTransaction machine = machineIn(State::Completed);
  CHECK(textOf(machine.onAck()) == "clear H; terminated");
  CHECK(machine.state() == State::Terminated);
}

TEST_CASE("§17.2.1 Completed: timer H reports that no ACK came and ends") {
  InviteServerTransaction machine = machineIn(State::Completed);
  CHECK(textOf(machine.onTimer(Timer::H)) == "timeout; terminated");
  CHECK(machine.state() == State::Terminated);
}

TEST_CASE("§17.2.1 Completed: no other answer is allowed") {
  InviteServerTransaction machine = machineIn(State::Completed);
  for (const int status : {100, 180, 200, 486}) {
    CHECK_FALSE(machine.allows(status));
    CHECK(textOf(machine.respond(status)) == "-");
  }
  CHECK(machine.state() == State::Completed);
}

TEST_CASE("§17.2.1 the timers follow T1, and Ringing its own setting") {
  Timing timing;
  timing.t1 = 100;
  timing.ringing = 1000;
  CHECK(textOf(InviteServerTransaction{timing}.respond(180)) == "send response; set Ringing 1000");
  CHECK(textOf(InviteServerTransaction{timing}.respond(200)) ==
        "send response; clear Ringing; set L 6400");
  CHECK(textOf(InviteServerTransaction{timing}.respond(404)) ==
        "send response; clear Ringing; set H 6400");
}

TEST_CASE("§17.2.1 no state hears of a timer that is not its own") {
  for (const State state :
       {State::Proceeding, State::Accepted, State::Completed, State::Terminated}) {
    for (const Timer timer : test::kTimers) {
      const bool own = (state == State::Proceeding && timer == Timer::Ringing) ||
                       (state == State::Accepted && timer == Timer::L) ||
                       (state == State::Completed && timer == Timer::H);
      if (own) continue;
      InviteServerTransaction machine = machineIn(state);
      CHECK(textOf(machine.onTimer(timer)) == "-");
      CHECK(machine.state() == state);
    }
  }
}

TEST_CASE("§17.2.1 Terminated: nothing is heard any more") {
  InviteServerTransaction machine = machineIn(State::Terminated);
  CHECK(textOf(machine.onRetransmission()) == "-");
  CHECK(textOf(machine.onAck()) == "-");
  CHECK_FALSE(machine.allows(200));
  CHECK(textOf(machine.respond(200)) == "-");
  CHECK(textOf(machine.onTransportError()) == "-");
  CHECK(machine.state() == State::Terminated);
}
