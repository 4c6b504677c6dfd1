// An INVITE that a proxy forked: several early dialogs, several 2xx. RFC 3261 §13.2.2.4, §12.1.2.
#include <doctest/doctest.h>

#include "support/calls.hpp"

using namespace sip;
using namespace sip::test;

namespace {

Reply branch(const std::string& tag, const std::string& host, bool described = false) {
  Reply reply = described ? describing(tag) : Reply{};
  reply.tag = tag;
  reply.headers = {"Contact: <sip:bob@" + host + ">"};
  return reply;
}

}  // namespace

TEST_CASE("§12.1 each tag that rings is an early dialog; the one that accepts is the call's") {
  OutgoingCall call;
  call.respond(180, branch("one", "192.0.2.1"));
  call.respond(180, branch("two", "192.0.2.2"));
  CHECK(call.phone.core.dialog(call.session)->early);
  call.respond(200, branch("two", "192.0.2.2", true));
  CHECK(call.expect("ACK")->toTag() == "two");
  const auto dialog = call.phone.core.dialog(call.session);
  REQUIRE(dialog);
  CHECK_FALSE(dialog->early);
  CHECK(dialog->remoteTag == "two");
  CHECK(dialog->remoteTarget == "sip:bob@192.0.2.2");
  // The branch that lost has no dialog with us any more.
  call.receive(PeerDialog::called(*call.invite, "one").request("INFO"));
  CHECK(call.takeSent() == "481 INFO");
  call.phone.bye();
  const MessagePtr bye = call.expect("BYE");
  CHECK(bye->requestUri() == "sip:bob@192.0.2.2");
  CHECK(bye->toTag() == "two");
}

TEST_CASE("§12.1 a 100, or a 1xx without a tag, makes no dialog") {
  OutgoingCall call;
  call.respond(180, branch("", "192.0.2.1"));
  CHECK_FALSE(call.phone.core.dialog(call.session));
  std::string trying = reply(*call.invite, 180, branch("one", "192.0.2.1"));
  call.receive(trying.replace(8, 11, "100 Trying"));
  CHECK_FALSE(call.phone.core.dialog(call.session));
  CHECK(call.phone.takeTrace().ends_with("got 180 Progress; request 1 got 100 Trying"));
}

TEST_CASE("a Contact that only a later 1xx has is the target, if the 2xx has none") {
  OutgoingCall call;
  Reply ringing;
  ringing.headers.clear();
  call.respond(180, ringing);
  call.respond(183, branch("peer", "192.0.2.1"));
  call.respond(183, ringing);
  Reply ok = describing();
  ok.headers.clear();
  call.respond(200, ok);
  CHECK(call.expect("ACK")->requestUri() == "sip:bob@192.0.2.1");
}

TEST_CASE("§13.2.2.4 a 2xx of a branch that never rang is as good as any") {
  OutgoingCall call;
  call.respond(180, branch("one", "192.0.2.1"));
  call.respond(200, branch("three", "192.0.2.3", true));
  CHECK(call.expect("ACK")->toTag() == "three");
  CHECK(call.phone.state() == SessionState::Established);
}

TEST_CASE("§13.2.2.4 a second 2xx from another branch is ACKed and its dialog ended by BYE") {
  OutgoingCall call;
  call.establish();
  call.respond(200, branch("late", "192.0.2.9", true));
  CHECK(call.phone.takeTrace() == "send ACK; send BYE");
  const MessagePtr ack = call.expect("ACK");
  CHECK(ack->toTag() == "late");
  CHECK(ack->requestUri() == "sip:bob@192.0.2.9");
  const MessagePtr bye = call.expect("BYE");
  CHECK(bye->toTag() == "late");
  CHECK(bye->requestUri() == "sip:bob@192.0.2.9");
  CHECK_FALSE(bye->header("Reason"));
  CHECK(bye->cseq() == call.invite->cseq() + 1);

  call.respond(200, branch("late", "192.0.2.9", true));  // its ACK was lost: no second BYE
  CHECK(call.expect("ACK")->text() == ack->text());
  CHECK(call.takeSent().empty());
  CHECK(call.phone.state() == SessionState::Established);
}

TEST_CASE("§13.2.2.4 the loser may answer its BYE as it likes, the call goes on") {
  for (const int status : {200, 408, 481, 500}) {
    OutgoingCall call;
    call.establish();
    call.respond(200, branch("late", "192.0.2.9", true));
    call.expect("ACK");
    call.receive(reply(*call.expect("BYE"), status));
    CHECK(call.takeSent().empty());
    CHECK(call.phone.state() == SessionState::Established);
  }
}

TEST_CASE("§13.2.2.4 a loser that never answers its BYE does not end the call either") {
  OutgoingCall call;
  call.establish();
  call.respond(200, branch("late", "192.0.2.9", true));
  call.takeSent();
  call.advance(40'000);
  CHECK(call.takeSent().empty());
  CHECK(call.phone.state() == SessionState::Established);
}

TEST_CASE("§22.1 a challenged BYE to the loser counts its own dialog's CSeq") {
  OutgoingCall call;
  call.establish();
  call.phone.request("INFO");  // the call's own count goes on
  call.receive(reply(*call.expect("INFO"), 200));
  call.respond(200, branch("late", "192.0.2.9", true));
  call.expect("ACK");
  const MessagePtr bye = call.expect("BYE");
  Reply challenge;
  challenge.headers = {"Proxy-Authenticate: Digest realm=\"r\", nonce=\"n\""};
  call.receive(reply(*bye, 407, challenge));
  CHECK(call.expect("BYE")->cseq() == bye->cseq() + 1);
  call.phone.request("INFO");
  CHECK(call.expect("INFO")->cseq() == call.invite->cseq() + 2);
}

TEST_CASE("§13.2.2.4 a second 2xx while the first one's answer is being applied") {
  OutgoingCall call;
  call.phone.habits.describes = false;
  call.respond(200, branch("first", "192.0.2.1", true));
  call.respond(200, branch("second", "192.0.2.2", true));
  CHECK(call.expect("ACK")->toTag() == "second");
  CHECK(call.expect("BYE")->toTag() == "second");
  call.phone.answer();
  CHECK(call.expect("ACK")->toTag() == "first");
  CHECK(call.phone.state() == SessionState::Established);
}

TEST_CASE("§9.1 cancelled, yet two branches accept: each is ACKed and ended") {
  OutgoingCall call;
  call.respond(180);
  call.phone.cancel();
  call.expect("CANCEL");
  call.respond(200, branch("one", "192.0.2.1", true));
  call.respond(200, branch("two", "192.0.2.2", true));
  CHECK(call.takeSent() == "ACK, BYE, ACK, BYE");
  CHECK(call.phone.state() == SessionState::Terminated);
}

TEST_CASE("§15 the caller hung up, and then another branch accepts: ACK and BYE for it too") {
  OutgoingCall call;
  call.establish();
  call.phone.bye();
  call.receive(reply(*call.expect("BYE"), 200));
  call.respond(200, branch("late", "192.0.2.9", true));
  CHECK(call.takeSent() == "ACK, BYE");
}

TEST_CASE("§12.2.2 a request inside a branch's early dialog is answered there") {
  OutgoingCall call;
  call.respond(180, branch("one", "192.0.2.1"));
  call.respond(180, branch("two", "192.0.2.2"));
  PeerDialog one = PeerDialog::called(*call.invite, "one");
  call.receive(one.request("INFO"));
  CHECK(call.takeSent() == "200 INFO");
  PeerDialog unknown = PeerDialog::called(*call.invite, "nobody");
  call.receive(unknown.request("INFO"));
  CHECK(call.takeSent() == "481 INFO");
}

TEST_CASE("a branch that says BYE while it rings ends its early dialog, the others go on") {
  OutgoingCall call;
  call.respond(180, branch("one", "192.0.2.1"));
  call.respond(180, branch("two", "192.0.2.2"));
  PeerDialog one = PeerDialog::called(*call.invite, "one");
  call.receive(one.request("BYE"));
  CHECK(call.takeSent() == "200 BYE");
  CHECK(call.phone.state() == SessionState::Establishing);
  call.receive(one.request("INFO"));
  CHECK(call.takeSent() == "481 INFO");
  call.respond(200, branch("two", "192.0.2.2", true));
  CHECK(call.takeSent() == "ACK");
}

TEST_CASE("a peer that invents tags costs a bounded amount") {
  OutgoingCall call;
  for (int i = 0; i < 5000; ++i) {
    call.respond(180, branch("early" + std::to_string(i), "192.0.2.1"));
  }
  call.receive(PeerDialog::called(*call.invite, "early31").request("INFO"));
  CHECK(call.takeSent() == "200 INFO");
  call.receive(PeerDialog::called(*call.invite, "early32").request("INFO"));
  CHECK(call.takeSent() == "481 INFO");
  call.establish();
  for (int i = 0; i < 5000; ++i) {
    call.respond(200, branch("late" + std::to_string(i), "192.0.2.1", true));
  }
  std::size_t byes = 0;
  const std::string sent = call.takeSent();
  for (std::size_t at = sent.find("BYE"); at != std::string::npos; at = sent.find("BYE", at + 1)) {
    ++byes;
  }
  CHECK(byes < 40);
  CHECK(call.phone.state() == SessionState::Established);
}
