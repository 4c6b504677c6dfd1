// sip/core/effect.hpp and what it promises: order, ids, and the same effects for the same inputs.
#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "support/calls.hpp"
#include "support/pair.hpp"

using namespace sip;
using namespace sip::test;

TEST_CASE("an effect is eight words, its text a slice of the one text of all") {
  EffectQueue queue;
  queue.add(EffectKind::Send, 1, 2, 3, 4, "first");
  queue.add(EffectKind::Log, 5);
  queue.add(EffectKind::Send, 6, 0, 0, 0, "third");
  REQUIRE(queue.size() == 3);
  REQUIRE(queue.words().size() == 3 * EffectQueue::kWordsPerEffect);
  CHECK(queue.text() == "firstthird");
  const std::uint32_t* words = queue.words().data();
  CHECK(words[0] == static_cast<std::uint32_t>(EffectKind::Send));
  CHECK(words[4] == 4);
  CHECK(words[5] == 0);
  CHECK(words[6] == 5);
  CHECK(words[8 + 6] == 0);
  CHECK(words[16 + 5] == 5);
  queue.clear();
  CHECK(queue.size() == 0);
  CHECK(queue.text().empty());
}

TEST_CASE("the queue is refilled by the next input, and holds nothing of the one before") {
  Wire wire;
  wire.phone.dial();
  CHECK(wire.phone.core.effects().size() == 0);
  Core core(configurationFor("alice"));
  core.entropy("sixteen bytes of seed");
  core.receive("nonsense");
  CHECK(core.effects().size() == 1);
  core.takeEffects();
  CHECK(core.effects().size() == 0);
}

TEST_CASE("order: what is sent, then the state, then listeners, then the call that waited") {
  Pair pair;
  pair.establish();
  CHECK(pair.alice.takeTrace() ==
        "need offer; session 1 Establishing; send INVITE; settled 1 ok; request 1 got 100 Trying; "
        "request 1 got 180 Progress; apply answer; session 1 confirmed; send ACK; "
        "session 1 Established; request 1 got 200 Accept");
  CHECK(pair.bob.takeTrace() ==
        "send 100 INVITE; session 1 invited; send 180 INVITE; session 1 Establishing; need answer; "
        "send 200 INVITE; session 1 confirmed, awaits ACK; session 1 Established; settled 1 ok; "
        "session 1 acknowledged");
  pair.alice.bye();
  pair.deliver();
  CHECK(pair.alice.takeTrace() ==
        "send BYE; session 1 Terminated; settled 2 ok; request 2 got 200 Accept; request 2 ended");
  CHECK(pair.bob.takeTrace() == "session 1 asked BYE; send 200 BYE; session 1 Terminated");
}

TEST_CASE("order: a call that ends tells its state before it tells calls that wait in vain") {
  OutgoingCall call;
  call.establish();
  call.phone.habits.describes = false;
  call.phone.reinvite();
  call.phone.takeTrace();
  call.phone.bye();
  CHECK(call.phone.takeTrace() ==
        "send BYE; session 1 Terminated; settled 2 SessionTerminated; settled 3 ok");
}

TEST_CASE("an application may call back in while effects are carried out: accept in onInvite") {
  Wire wire;
  wire.phone.habits.listens = true;
  // Phone answers questions inside the effects of accept(), which is itself called right behind
  // the IncomingInvite: three inputs deep.
  wire.receive(IncomingCall::offering());
  wire.phone.accept();
  CHECK(wire.takeSent() == "100 INVITE, 180 INVITE, 200 INVITE");
}

TEST_CASE("ids count up from 1 and are never used again") {
  Pair pair;
  std::set<std::uint32_t> sessions, questions, requests, messages;
  for (int i = 0; i < 20; ++i) {
    pair.establish();
    pair.alice.bye();
    pair.run(70'000);
  }
  std::uint32_t last = 0;
  for (const Effect& effect : pair.alice.effects) {
    switch (effect.kind) {
      case EffectKind::SessionState:
        if (effect.b == static_cast<std::uint32_t>(SessionState::Establishing))
          CHECK(sessions.insert(effect.a).second);
        break;
      case EffectKind::NeedOffer:
      case EffectKind::ApplyAnswer:
        CHECK(questions.insert(effect.b).second);
        CHECK(effect.b > last);
        last = effect.b;
        break;
      case EffectKind::RequestEnded:
        CHECK(requests.insert(effect.a).second);
        break;
      case EffectKind::Response:
        CHECK(messages.insert(effect.c).second);
        CHECK_FALSE(requests.contains(effect.a));  // no response behind its end
        break;
      default:
        break;
    }
  }
  CHECK(sessions.size() == 20);
  CHECK(*sessions.begin() == 1);
  CHECK(*questions.begin() == 1);
  CHECK(requests.size() == 40);
}

TEST_CASE("the same seed and the same inputs give the same effects, byte for byte") {
  const auto play = [](std::uint32_t seed) {
    Pair pair(seed);
    pair.network.jitterMs = 50;
    pair.network.duplicatePercent = 20;
    pair.establish();
    pair.alice.reinvite();
    pair.bob.reinvite();
    pair.run(30'000);
    pair.bob.request("INFO");
    pair.bob.bye();
    pair.run(60'000);
    std::string all;
    for (const Phone* phone : {&pair.alice, &pair.bob}) {
      for (const Effect& effect : phone->effects) {
        all += wordsFor(effect) + " " + std::to_string(effect.c) + " " + effect.text + "\n";
      }
    }
    return all;
  };
  CHECK(play(7) == play(7));
  CHECK(play(7) != play(8));
}

TEST_CASE("tokens: unlike seeds draw unlike tokens, and a later seed changes what follows") {
  Core one(configurationFor("alice"));
  Core two(configurationFor("alice"));
  Core other(configurationFor("alice"));
  one.entropy("the same sixteen bytes and more");
  two.entropy("the same sixteen bytes and more");
  other.entropy("another sixteen bytes and more");
  const std::string token = one.token(20);
  CHECK(token.size() == 20);
  CHECK(token == two.token(20));
  CHECK(token != other.token(20));
  CHECK(one.token(20) != token);
  two.entropy("more");
  one.token(20);
  CHECK(one.token(20) != two.token(20));
}

TEST_CASE("late answers: to a question that is answered, was never asked, or lost its call") {
  OutgoingCall call;
  call.phone.habits.describes = false;
  call.respond(200, describing());
  const QuestionId question = call.phone.questions.at(0).id;
  call.phone.answer();
  call.takeSent();
  call.phone.input([&](Core& core) {
    core.answerQuestion(question, {});
    core.failQuestion(question, DescriptionFailure::Failed, "late");
    core.answerQuestion(QuestionId{4711}, {});
  });
  CHECK(call.phone.core.counters().lateAnswers == 3);
  CHECK(call.takeSent().empty());
  CHECK(call.phone.state() == SessionState::Established);
}

TEST_CASE("verbs on sessions that ended, or never were, are refused with UnknownId") {
  Wire wire;
  for (const SessionId id : {SessionId{1}, SessionId{77}}) {
    CHECK(wire.phone.result(wire.phone.accept(id)) == "refused UnknownId");
    CHECK(wire.phone.result(wire.phone.reject(486, id)) == "refused UnknownId");
    CHECK(wire.phone.result(wire.phone.bye(id)) == "refused UnknownId");
    CHECK(wire.phone.result(wire.phone.reinvite(id)) == "refused UnknownId");
    CHECK(wire.phone.result(wire.phone.request("INFO", id)) == "refused UnknownId");
    CHECK(wire.phone.result(wire.phone.progress(180, id)) == "refused UnknownId");
    CHECK(wire.phone.cancel(id) == "refused UnknownId");
    wire.phone.dispose(id);
    CHECK_FALSE(wire.phone.core.dialog(id));
  }
  CHECK(wire.takeSent().empty());
}

TEST_CASE("a caller's verbs are not a callee's, and the other way round") {
  OutgoingCall outgoing;
  CHECK(outgoing.phone.result(outgoing.phone.accept()) == "refused InvalidState");
  CHECK(outgoing.phone.result(outgoing.phone.reject(486)) == "refused InvalidState");
  CHECK(outgoing.phone.result(outgoing.phone.progress(180)) == "refused InvalidState");
  IncomingCall incoming;
  CHECK(incoming.phone.cancel() == "refused InvalidState");
  const RequestFields fields = incoming.phone.fieldsFor("INVITE", "sip:bob@example.com");
  CHECK(incoming.phone.result(incoming.phone.invite(incoming.session, fields)) ==
        "refused InvalidState");
  CHECK(outgoing.takeSent().empty());
  CHECK(incoming.takeSent().empty());
}

TEST_CASE("DialogInfo tells a confirmed dialog with its route set") {
  OutgoingCall call;
  CHECK_FALSE(call.phone.core.dialog(call.session));
  Reply ringing;
  ringing.headers.push_back("Record-Route: <sip:p2;lr>, <sip:p1;lr>");
  call.respond(180, ringing);
  const auto early = call.phone.core.dialog(call.session);
  REQUIRE(early);
  CHECK(early->early);
  CHECK(early->callId == std::string(call.invite->callId()));
  CHECK(early->localTag == std::string(call.invite->fromTag()));
  CHECK(early->remoteTag == "peer");
  CHECK(early->routeSet == std::vector<std::string>{"<sip:p1;lr>", "<sip:p2;lr>"});
  call.establish();
  const auto confirmed = call.phone.core.dialog(call.session);
  REQUIRE(confirmed);
  CHECK_FALSE(confirmed->early);
  CHECK(confirmed->remoteUri == "<sip:bob@example.com>;tag=peer");
  CHECK(confirmed->localUri == std::string(*call.invite->header("From")));
}
