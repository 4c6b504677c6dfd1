// Time as an argument: deadline(), advance(), and a clock that never goes back.
#include <doctest/doctest.h>

#include "support/calls.hpp"

using namespace sip;
using namespace sip::test;

TEST_CASE("a core that waits for nothing has no deadline") {
  Wire wire;
  CHECK_FALSE(wire.phone.core.deadline());
  OutgoingCall call;
  CHECK(call.phone.core.deadline() == 32'000);
  call.respond(180);
  CHECK_FALSE(call.phone.core.deadline());
}

TEST_CASE("advancing before the deadline, or again at the same time, does nothing") {
  OutgoingCall call;
  call.phone.takeTrace();
  for (const TimeMs at : {TimeMs{0}, TimeMs{1}, TimeMs{31'999}, TimeMs{31'999}}) {
    call.now = at;
    call.phone.advance();
    CHECK(call.phone.takeTrace().empty());
  }
  call.now = 32'000;
  call.phone.advance();
  CHECK(call.phone.takeTrace().starts_with("session 1 Terminated"));
  call.phone.advance();
  CHECK(call.phone.takeTrace().empty());
}

TEST_CASE("an earlier time counts as the latest seen") {
  Wire wire;
  wire.now = 100'000;
  wire.phone.advance();
  wire.now = 5;
  wire.phone.dial();
  CHECK(wire.phone.core.deadline() == 132'000);
  wire.phone.advance();
  CHECK(wire.phone.core.deadline() == 132'000);
}

TEST_CASE("a throttled host wakes late: every timer fires, in order, none twice") {
  IncomingCall call;
  call.accept();
  call.phone.takeTrace();
  call.now += 3'600'000;  // an hour asleep
  call.phone.advance();
  // The resend was due before the end of the wait; the call then ends once.
  CHECK(call.phone.takeTrace() == "send 200 INVITE; send BYE; session 1 Terminated");
  call.phone.advance();
  CHECK(call.phone.takeTrace().empty());
}

TEST_CASE("timers run from the time of the input that set them") {
  Wire wire;
  wire.now = 10'000;
  wire.phone.dial();
  CHECK(wire.phone.core.deadline() == 42'000);
  const MessagePtr invite = wire.expect("INVITE");
  wire.now = 20'000;
  wire.receive(reply(*invite, 200, describing()));
  CHECK(wire.phone.core.deadline() == 52'000);  // timer M
}

TEST_CASE("a clock below zero counts as zero until it gets there") {
  Wire wire;
  wire.now = -1'000'000;
  wire.phone.dial();
  CHECK(wire.phone.core.deadline() == 32'000);
}
