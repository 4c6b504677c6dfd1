// sip/session/in_dialog.cpp: requests inside the call other than INVITE and BYE. RFC 3261 §12.2.
#include <doctest/doctest.h>

#include "support/calls.hpp"

using namespace sip;
using namespace sip::test;

TEST_CASE("§12.2.1 INFO and MESSAGE go out in the dialog, and their responses are told") {
  OutgoingCall call;
  call.establish();
  const OperationId info = call.phone.request(
      "INFO", {}, {"X-App: 1"}, Body{"application/dtmf-relay", "Signal=5\r\nDuration=100", ""});
  CHECK(call.phone.takeTrace() == "send INFO; settled 2 ok");
  const MessagePtr request = call.expect("INFO");
  CHECK(request->requestUri() == "sip:bob@bob.invalid;transport=ws");
  CHECK(request->cseq() == call.invite->cseq() + 1);
  CHECK(request->toTag() == "peer");
  CHECK(request->header("X-App") == "1");
  CHECK(request->body() == "Signal=5\r\nDuration=100");
  call.receive(reply(*request, 200));
  CHECK(call.phone.takeTrace() == "request 2 got 200 Accept; request 2 ended");
  CHECK(call.phone.result(info) == "ok");
  call.phone.request("MESSAGE", {}, {}, Body{"text/plain", "hello", ""});
  CHECK(call.expect("MESSAGE")->cseq() == call.invite->cseq() + 2);
}

TEST_CASE("§12.2.1.2 a refusal inside the dialog leaves the call alone") {
  for (const int status : {302, 403, 404, 405, 415, 480, 488, 500, 503, 603}) {
    OutgoingCall call;
    call.establish();
    call.phone.request("INFO");
    call.receive(reply(*call.expect("INFO"), status));
    CHECK(call.takeSent().empty());
    CHECK(call.phone.state() == SessionState::Established);
  }
}

TEST_CASE("§12.2.1.2 481, 408 or no answer at all inside the dialog end the call with BYE") {
  OutgoingCall call;
  call.establish();
  call.advance(40'000);
  call.phone.request("INFO");
  const MessagePtr info = call.expect("INFO");
  call.phone.takeTrace();
  std::string told;
  SUBCASE("481") {
    call.receive(reply(*info, 481));
    told = "481";
  }
  SUBCASE("408") {
    call.receive(reply(*info, 408));
    told = "408";
  }
  SUBCASE("no answer") {
    call.advance(32'000);
    told = "408";
  }
  CHECK(call.phone.takeTrace().starts_with("send BYE; session 1 Terminated; request 2 got " + told +
                                           " Reject; request 2 ended"));
}

TEST_CASE("a request that our own connection could not send leaves the call alone: 503") {
  OutgoingCall call;
  call.establish();
  call.phone.request("INFO");
  call.phone.takeTrace();
  call.phone.input([](Core& core) { core.transportDown(); });
  CHECK(call.phone.takeTrace() == "request 2 got 503 Reject; request 2 ended");
  CHECK(call.phone.state() == SessionState::Established);
}

TEST_CASE("§12.2.1.1 a request that is refused takes no CSeq number") {
  OutgoingCall call;
  call.establish();
  const auto refused = [&](std::string_view method, std::vector<std::string> headers = {}) {
    return call.phone.result(call.phone.request(method, {}, headers));
  };
  CHECK(refused("IN FO") == "refused InvalidArgument");
  CHECK(refused("") == "refused InvalidArgument");
  CHECK(refused("INFO\r\nX: y") == "refused HeaderInjection");
  CHECK(refused("INFO", {"X: y\r\nZ: z"}) == "refused HeaderInjection");
  CHECK(refused("INFO", {"no colon"}) == "refused InvalidArgument");
  CHECK(refused("INFO", {"CSeq: 7 INFO"}) == "refused InvalidArgument");
  for (const char* method : {"INVITE", "ACK", "BYE", "CANCEL"}) {
    CHECK(refused(method) == "refused InvalidArgument");  // the session's own to send
  }
  CHECK(call.takeSent().empty());
  call.phone.request("INFO");
  CHECK(call.expect("INFO")->cseq() == call.invite->cseq() + 1);
}

TEST_CASE("requests inside a call that is not established are misuse") {
  OutgoingCall call;
  CHECK(call.phone.result(call.phone.request("INFO")) == "refused InvalidState");
  call.establish();
  call.phone.bye();
  call.expect("BYE");
  CHECK(call.phone.result(call.phone.request("INFO")) == "refused InvalidState");
  CHECK(call.takeSent().empty());
}

TEST_CASE("§12.2.2 INFO, MESSAGE, NOTIFY and REFER go to the application, which answers") {
  for (const char* method : {"INFO", "MESSAGE", "NOTIFY", "REFER"}) {
    OutgoingCall call;
    call.establish();
    call.phone.habits.answers = false;
    call.receive(call.peer.request(method));
    CHECK(call.phone.takeTrace() == "session 1 asked " + std::string(method));
    REQUIRE(call.phone.requests.size() == 1);
    ResponseOptions options;
    options.statusCode = 202;
    call.phone.input([&](Core& core) {
      CHECK(core.respond(call.phone.requests[0].id, options));
      CHECK_FALSE(core.respond(call.phone.requests[0].id, options));  // once
    });
    CHECK(call.takeSent() == "202 " + std::string(method));
  }
}

TEST_CASE("§12.2.2 what no delegate wants gets the default of its method") {
  const std::pair<const char*, const char*> defaults[] = {
      {"INFO", "200"},    {"MESSAGE", "200"}, {"NOTIFY", "200"},    {"REFER", "405"},
      {"OPTIONS", "200"}, {"UPDATE", "405"},  {"SUBSCRIBE", "489"}, {"PRACK", "481"},
      {"PUBLISH", "405"}, {"FOO", "501"},     {"info", "501"}};
  for (const auto& [method, status] : defaults) {
    OutgoingCall call;
    call.establish();
    call.receive(call.peer.request(method));
    const MessagePtr answer = call.expect(std::string(status) + " " + method);
    if (answer->statusCode() == 405 || answer->statusCode() == 501) {
      CHECK(answer->listHolds(HeaderName::Allow, "INFO"));  // §8.2.1
    }
    CHECK(call.phone.state() == SessionState::Established);
  }
}

TEST_CASE("methods that no application has a say in do not reach it") {
  for (const char* method : {"OPTIONS", "UPDATE", "SUBSCRIBE", "PRACK", "PUBLISH", "FOO"}) {
    OutgoingCall call;
    call.establish();
    call.receive(call.peer.request(method));
    CHECK(call.phone.takeTrace().find("asked") == std::string::npos);
  }
}

TEST_CASE("§12.2.2 a tag or Call-ID that is not the dialog's gets 481") {
  OutgoingCall call;
  call.establish();
  PeerRequest wrong = call.peer.request("INFO");
  SUBCASE("our tag") {
    wrong.to = "<sip:alice@example.com>;tag=nonsense";
  }
  SUBCASE("their tag") {
    wrong.from = "<sip:bob@example.com>;tag=nonsense";
  }
  SUBCASE("no tag of theirs") {
    wrong.from = "<sip:bob@example.com>";
  }
  SUBCASE("Call-ID") {
    wrong.callId = "nonsense";
  }
  call.receive(wrong);
  CHECK(call.takeSent() == "481 INFO");
  CHECK(call.phone.takeTrace() == "send 481 INFO");
  CHECK(call.phone.state() == SessionState::Established);
}

TEST_CASE("§12.2.2 a lower CSeq than the last is out of order: 500, and nothing else happens") {
  OutgoingCall call;
  call.establish();
  call.peer.cseq = 10;
  call.receive(call.peer.request("INFO"));
  CHECK(call.takeSent() == "200 INFO");
  for (const char* method : {"INFO", "INVITE", "BYE"}) {
    call.peer.cseq = 4;
    call.receive(call.peer.request(method));
    CHECK(call.takeSent() == "500 " + std::string(method));
  }
  CHECK(call.phone.state() == SessionState::Established);
  call.peer.cseq = 10;
  call.receive(call.peer.request("BYE"));
  CHECK(call.takeSent() == "200 BYE");
}

TEST_CASE("§12.2.2 a request inside a call that is over gets 481, a late BYE 200") {
  OutgoingCall call;
  call.establish();
  call.phone.bye();
  call.expect("BYE");  // unanswered yet, so the dialog is still known
  call.receive(call.peer.request("INFO"));
  CHECK(call.takeSent() == "481 INFO");
  call.receive(call.peer.request("INVITE"));
  CHECK(call.takeSent() == "481 INVITE");
  call.receive(call.peer.request("BYE"));
  CHECK(call.takeSent() == "200 BYE");
}

TEST_CASE("§12.2.2 a request in an early dialog is answered without the application") {
  IncomingCall call;
  call.receive(call.peer.request("INFO"));
  CHECK(call.takeSent() == "200 INFO");
  call.receive(call.peer.request("MESSAGE"));
  CHECK(call.takeSent() == "480 MESSAGE");  // a 200 would say that somebody may read it
  CHECK(call.phone.takeTrace() == "send 200 INFO; send 480 MESSAGE");
}

TEST_CASE("§8.2.2.3 a Require inside the dialog that we do not know gets 420") {
  OutgoingCall call;
  call.establish();
  PeerRequest info = call.peer.request("INFO");
  info.headers.push_back("Require: outbound, teleport");
  call.receive(info);
  CHECK(call.expect("420 INFO")->header("Unsupported") == "teleport");
}
