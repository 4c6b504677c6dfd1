// Answers in provisional responses, applied when the application asks for early media. RFC 3261
// §13.2.1; RFC 3960.
#include <doctest/doctest.h>

#include "support/calls.hpp"

using namespace sip;
using namespace sip::test;

namespace {

constexpr InviteOptions kEarlyMedia{.withoutDescription = false, .earlyMedia = true};

}  // namespace

TEST_CASE("§13.2.1 without the application's wish a description in a 183 is not applied") {
  OutgoingCall call;
  call.phone.takeTrace();
  call.respond(183, describing());
  CHECK(call.phone.takeTrace() == "request 1 got 183 Progress");
  call.establish();
}

TEST_CASE("§13.2.1 the answer in a 183 is applied, then told, and stands for the 2xx's") {
  OutgoingCall call(kEarlyMedia);
  call.phone.takeTrace();
  call.respond(183, describing("peer", 1));
  CHECK(call.phone.takeTrace() == "apply answer; request 1 got 183 Progress");
  call.respond(183, describing("peer", 2));
  CHECK(call.phone.takeTrace() == "request 1 got 183 Progress");
  SUBCASE("repeated in the 2xx") {
    call.respond(200, describing("peer", 1));
  }
  SUBCASE("or not") {
    call.respond(200);
  }
  CHECK(call.phone.takeTrace() ==
        "session 1 confirmed; send ACK; session 1 Established; request 1 got 200 Accept");
  CHECK(call.phone.applied == std::vector<std::string>{sdp("peer", 1)});
}

TEST_CASE("§12.1 a 183 without a To tag belongs to no dialog, so its description is left alone") {
  OutgoingCall call(kEarlyMedia);
  call.respond(183, describing(""));
  call.respond(183, describing(""));
  CHECK(call.phone.applied.empty());
  CHECK(call.phone.state() == SessionState::Establishing);
  call.establish();
  CHECK(call.phone.applied == std::vector<std::string>{sdp("peer", 1)});
}

TEST_CASE("a 2xx that comes while the early answer is being applied waits for it") {
  OutgoingCall call(kEarlyMedia);
  call.phone.habits.describes = false;
  call.respond(183, describing());
  call.phone.takeTrace();
  call.respond(200, describing());
  CHECK(call.phone.takeTrace().empty());
  SUBCASE("applied") {
    call.phone.answer();
    CHECK(call.phone.takeTrace() ==
          "session 1 confirmed; send ACK; session 1 Established; request 1 got 200 Accept");
  }
  SUBCASE("refused") {
    call.phone.fail();
    CHECK(call.phone.takeTrace() ==
          "send ACK; send BYE; session 1 Terminated; request 1 got 200 Accept");
  }
  SUBCASE("cancelled") {
    CHECK(call.phone.cancel() == "ok");
    CHECK(call.phone.takeTrace() ==
          "session 1 Terminating; send ACK; send BYE; session 1 Terminated");
  }
}

TEST_CASE("an early answer that cannot be applied gives the call up with CANCEL") {
  OutgoingCall call(kEarlyMedia);
  call.phone.habits.describes = false;
  call.respond(183, describing());
  call.phone.fail();
  CHECK(call.takeSent() == "CANCEL");
  CHECK(call.phone.state() == SessionState::Terminated);
  call.respond(200, describing());  // it crossed
  CHECK(call.takeSent() == "ACK, BYE");
}

TEST_CASE("§13.2.2.4 another branch accepts than the one whose early answer was applied") {
  OutgoingCall call(kEarlyMedia);
  call.respond(183, describing("one"));
  call.respond(200, describing("two"));
  CHECK(call.expect("ACK")->toTag() == "two");
  CHECK(call.phone.applied == std::vector<std::string>{sdp("one", 1), sdp("two", 1)});
}

TEST_CASE("§13.2.2.4 another branch accepts while the early answer is still being applied") {
  OutgoingCall call(kEarlyMedia);
  call.phone.habits.describes = false;
  call.respond(183, describing("one"));
  call.respond(200, describing("two"));
  REQUIRE(call.phone.questions.size() == 2);
  // What becomes of the first no longer matters.
  SUBCASE("applied") {
    call.phone.answer();
  }
  SUBCASE("refused") {
    call.phone.fail();
  }
  CHECK(call.takeSent().empty());
  CHECK(call.phone.core.counters().lateAnswers == 1);
  call.phone.answer();
  CHECK(call.expect("ACK")->toTag() == "two");
  CHECK(call.phone.state() == SessionState::Established);
}

TEST_CASE("§13.2.1 after an INVITE without offer a 183's description is no answer") {
  OutgoingCall call({.withoutDescription = true, .earlyMedia = true});
  call.respond(183, describing());
  CHECK(call.phone.applied.empty());
  call.respond(200, describing("peer", 2));
  CHECK(call.expect("ACK")->body() == sdp("alice", 1));
}

TEST_CASE("§22.2 an early answer that is still being applied when a challenge comes is forgotten") {
  OutgoingCall call(kEarlyMedia);
  call.phone.habits.describes = false;
  call.respond(183, describing("one"));
  Reply challenge;
  challenge.headers = {"Proxy-Authenticate: Digest realm=\"r\", nonce=\"n\""};
  call.respond(407, challenge);
  call.expect("ACK");
  call.expect("INVITE");
  call.phone.fail();
  CHECK(call.phone.core.counters().lateAnswers == 1);
  CHECK(call.phone.state() == SessionState::Establishing);
}

TEST_CASE("§22.2 an early answer from before a challenge is forgotten with its dialog") {
  OutgoingCall call(kEarlyMedia);
  call.respond(183, describing("one"));
  Reply challenge;
  challenge.headers = {"Proxy-Authenticate: Digest realm=\"r\", nonce=\"n\""};
  call.respond(407, challenge);
  call.expect("ACK");
  const MessagePtr second = call.expect("INVITE");
  CHECK_FALSE(call.phone.core.dialog(call.session).has_value());
  call.receive(reply(*second, 200, describing("one", 2)));
  CHECK(call.expect("ACK")->cseq() == second->cseq());
  CHECK(call.phone.applied.back() == sdp("one", 2));
  call.phone.bye();
  CHECK(call.expect("BYE")->cseq() == second->cseq() + 1);
}
