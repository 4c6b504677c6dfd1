// Registering, refreshing and failing to: cpp/sip/registration/registration.hpp.
#include <string>

#include "registration/registration_fixture.hpp"

namespace sip::registration_test {

TEST_CASE_FIXTURE(Fixture, "§10.2 a REGISTER is on its way before the call that asked settles") {
  CHECK(registerNow() == "waiting; REGISTER 2 expires=600; settled 7");
  CHECK(registration.waiting());
  CHECK(registration.state() == RegistrationState::Initial);
}

TEST_CASE_FIXTURE(Fixture,
                  "§10.2 a REGISTER is what was prepared, with the contact and its parameters") {
  options.contactParameters = ";reg-id=1;+sip.instance=\"<urn:uuid:a>\"";
  options.expiresSeconds = 120;
  fields.routes = {"<sip:edge.example.com;lr>"};
  registerNow();
  const Message& sent = *host.sent.back();
  CHECK(sent.method() == Method::Register);
  CHECK(sent.requestUri() == "sip:example.com");
  CHECK(sent.header(HeaderName::Route) == "<sip:edge.example.com;lr>");
  CHECK(sent.header("X-Mine") == "yes");
  CHECK(sent.header(HeaderName::Contact) ==
        "<sip:ab12cd@x7.invalid;transport=ws>;reg-id=1;+sip.instance=\"<urn:uuid:a>\";expires=120");
}

TEST_CASE_FIXTURE(Fixture,
                  "Initial: 2xx registers, then tells the application, then waits no more") {
  registerNow();
  CHECK(answer(200, kGranted600) == "Registered; Accept 200; idle");
  CHECK(host.causes == std::vector<MessageId>(3, lastAnswer));
  CHECK_FALSE(registration.waiting());
}

TEST_CASE_FIXTURE(Fixture, "Provisional responses are told and change nothing") {
  registerNow();
  CHECK(answer(100) == "Trying 100");
  CHECK(answer(183) == "Progress 183");
  CHECK(registration.waiting());
}

TEST_CASE_FIXTURE(Fixture, "Registered: a register() by the application extends the binding") {
  registered(600);
  wait(100'000);
  CHECK(registerNow() == "waiting; REGISTER 3 expires=600; settled 7");
  CHECK(answer(200, kGranted600) == "Accept 200; idle");
  CHECK(wait(593'999) == "");
  CHECK(wait(1) == "waiting; REGISTER 4 expires=600");
}

TEST_CASE_FIXTURE(
    Fixture, "§10.2.4 a binding is refreshed before it expires, for as long as it is granted") {
  registered(600);
  for (int round = 0; round < 3; ++round) {
    CHECK(wait(593'999) == "");
    CHECK(wait(1) == "waiting; REGISTER " + std::to_string(3 + round) + " expires=600");
    CHECK(answer(200, kGranted600) == "Accept 200; idle");
  }
}

TEST_CASE_FIXTURE(Fixture, "§10.2.4 the granted time counts, not the one asked for") {
  registered(60);
  CHECK(wait(54'999) == "");
  CHECK(wait(1) == "waiting; REGISTER 3 expires=600");
}

TEST_CASE_FIXTURE(Fixture,
                  "§10.2.4 all REGISTERs have the first one's Call-ID and a CSeq one higher") {
  registered();
  fields.callId = "call-2";
  registerNow();
  CHECK(host.sent.back()->callId() == "call-1");
  CHECK(host.sent.back()->cseq() == 3);
}

TEST_CASE_FIXTURE(Fixture, "§22.2 a REGISTER repeated with credentials uses up a CSeq number") {
  registerNow();
  registration.onAuthenticated(RequestId{host.lastRequest}, 3);
  answer(200, kGranted600);
  CHECK(wait(594'000) == "waiting; REGISTER 4 expires=600");
  registration.onAuthenticated(RequestId{1}, 90);  // of a request long answered
  answer(200, kGranted600);
  CHECK(wait(594'000) == "waiting; REGISTER 5 expires=600");
}

TEST_CASE_FIXTURE(Fixture, "Responses to a REGISTER of the past are none of this one's") {
  registerNow();
  registration.onResponse(RequestId{99}, nullptr, 503);
  CHECK(took() == "");
  answer(200, kGranted600);
  CHECK(fail(408) == "");
  CHECK(registration.state() == RegistrationState::Registered);
}

TEST_CASE_FIXTURE(Fixture,
                  "A contact without expires, which makes SIP.js loop, is refreshed in its time") {
  registerNow();
  const std::string bare = "Contact: <sip:ab12cd@x7.invalid;transport=ws>\r\nExpires: 300\r\n";
  CHECK(answer(200, bare) == "Registered; Accept 200; idle");
  CHECK(wait(294'999) == "");
  CHECK(wait(1) == "waiting; REGISTER 3 expires=600");
}

TEST_CASE_FIXTURE(Fixture, "A grant of one second costs one REGISTER a second") {
  const std::string oneSecond = "Contact: <sip:ab12cd@x7.invalid;transport=ws>;expires=1\r\n";
  registerNow();
  answer(200, oneSecond);
  for (int second = 0; second < 60; ++second) {
    wait(1'000);
    if (registration.waiting()) answer(200, oneSecond);
  }
  CHECK(host.sent.size() <= 61);
  CHECK(host.sent.size() >= 30);
}

TEST_CASE_FIXTURE(Fixture,
                  "A first grant of no time leaves it to the application and sends nothing more") {
  registerNow();
  CHECK(answer(200, "Contact: <sip:ab12cd@x7.invalid;transport=ws>;expires=0\r\n") ==
        "Unregistered; idle");
  CHECK(wait(86'400'000) == "");
}

TEST_CASE_FIXTURE(Fixture, "A refresh that is granted no time is repeated after the back-off") {
  registered(600);
  wait(594'000);
  CHECK(answer(200, "Contact: <sip:ab12cd@x7.invalid;transport=ws>;expires=0\r\n") ==
        "Unregistered; idle");
  CHECK(wait(14'999) == "");
  CHECK(wait(1) == "waiting; REGISTER 4 expires=600");
}

TEST_CASE_FIXTURE(Fixture, "A list of bindings without ours unregisters, as in SIP.js") {
  registerNow();
  CHECK(answer(200, "Contact: <sip:other@h.example.com>;expires=600\r\n") == "Unregistered; idle");
  CHECK(host.causes == std::vector<MessageId>(2, lastAnswer));
}

TEST_CASE_FIXTURE(Fixture, "A registrar that lists no bindings has granted what was asked for") {
  registerNow();
  CHECK(answer(200) == "Registered; Accept 200; idle");
  CHECK(wait(594'000) == "waiting; REGISTER 3 expires=600");
}

TEST_CASE_FIXTURE(Fixture, "§20.19 the longest grant neither overflows nor fires at once") {
  registered(4294967295U);
  CHECK(wait(4'252'017'622'049) == "");
  CHECK(wait(1) == "waiting; REGISTER 3 expires=600");
}

TEST_CASE_FIXTURE(
    Fixture,
    "A binding that runs out while its refresh is unanswered is Unregistered until the answer") {
  registered(600);
  CHECK(wait(599'999) == "waiting; REGISTER 3 expires=600");
  CHECK(wait(1) == "Unregistered");
  CHECK(answer(200, kGranted600) == "Registered; Accept 200; idle");
}

TEST_CASE_FIXTURE(Fixture, "A refresh that is never answered shows Unregistered and is repeated") {
  registered(600);
  wait(600'000);
  CHECK(fail(408) == "Reject 408; idle");
  CHECK(wait(15'000) == "waiting; REGISTER 4 expires=600");
}

TEST_CASE_FIXTURE(Fixture, "Timers that a throttled page fires late still send one refresh") {
  registered(600);
  host.now_ += 3'600'000;
  CHECK(wait(0) == "waiting; REGISTER 3 expires=600; Unregistered");
  CHECK(answer(200, kGranted600) == "Registered; Accept 200; idle");
}

TEST_CASE("§10.2.7 a first register() that fails is the application's to repeat") {
  for (const int status : {400, 401, 403, 404, 407, 408, 500, 503, 600}) {
    CAPTURE(status);
    Fixture fresh;
    fresh.registerNow();
    CHECK(fresh.answer(status, "Retry-After: 30\r\n") ==
          "Unregistered; Reject " + std::to_string(status) + "; idle");
    CHECK(fresh.wait(86'400'000) == "");
  }
}

TEST_CASE_FIXTURE(Fixture, "Unregistered: another failure is told though the state stays") {
  registerNow();
  fail(503);
  CHECK(registerNow() == "waiting; REGISTER 3 expires=600; settled 7");
  CHECK(fail(503) == "Reject 503; idle");
  CHECK(registerNow() == "waiting; REGISTER 4 expires=600; settled 7");
  CHECK(answer(200, kGranted600) == "Registered; Accept 200; idle");
}

TEST_CASE("A refresh that fails for a passing reason shows Unregistered and is repeated") {
  for (const int status : {408, 430, 480, 500, 502, 503, 504}) {
    CAPTURE(status);
    Fixture it;
    it.registered(600);
    it.wait(594'000);
    CHECK(it.answer(status) == "Unregistered; Reject " + std::to_string(status) + "; idle");
    CHECK(it.wait(14'999) == "");
    CHECK(it.wait(1) == "waiting; REGISTER 4 expires=600");
    CHECK(it.answer(200, kGranted600) == "Registered; Accept 200; idle");
    CHECK(it.wait(594'000) == "waiting; REGISTER 5 expires=600");
  }
}

TEST_CASE("A refresh that is refused for good is not repeated") {
  for (const int status : {400, 401, 403, 404, 407, 423, 501, 603}) {
    CAPTURE(status);
    Fixture it;
    it.registered(600);
    it.wait(594'000);
    CHECK(it.answer(status) == "Unregistered; Reject " + std::to_string(status) + "; idle");
    CHECK(it.wait(86'400'000) == "");
  }
}

TEST_CASE("A register() after the registration was refused or redirected is a first one again") {
  for (const int status : {403, 302}) {
    CAPTURE(status);
    Fixture it;
    it.registered(600);
    it.wait(594'000);
    it.answer(status);
    it.registerNow();
    CHECK(it.fail(503) == "Reject 503; idle");
    CHECK(it.wait(86'400'000) == "");
  }
}

TEST_CASE_FIXTURE(Fixture, "A connection that is gone fails the refresh, which is repeated") {
  registered(600);
  wait(594'000);
  CHECK(fail(503) == "Unregistered; Reject 503; idle");
  CHECK(wait(15'000) == "waiting; REGISTER 4 expires=600");
}

TEST_CASE_FIXTURE(Fixture,
                  "RFC 5626 §4.5 each failure in a row doubles the wait, and success resets it") {
  host.drawsHighest = true;
  registered(600);
  wait(594'000);
  for (const DurationMs seconds : {30, 60, 120, 240, 480, 960, 1800, 1800}) {
    fail(503);
    CHECK(wait(seconds * 1000 - 1) == "");
    CHECK(registration.waiting() == false);
    wait(1);
    CHECK(registration.waiting());
  }
  answer(200, kGranted600);
  wait(594'000);
  fail(503);
  wait(30'000);
  CHECK(registration.waiting());
}

TEST_CASE_FIXTURE(Fixture, "§20.33 Retry-After says when a failed refresh is repeated") {
  registered(600);
  wait(594'000);
  CHECK(answer(503, "Retry-After: 120 (maintenance);duration=60\r\n") ==
        "Unregistered; Reject 503; idle");
  CHECK(wait(119'999) == "");
  CHECK(wait(1) == "waiting; REGISTER 4 expires=600");
}

TEST_CASE_FIXTURE(Fixture, "§20.33 a refusal that says when to come back is taken at its word") {
  registered(600);
  wait(594'000);
  CHECK(answer(404, "Retry-After: 60\r\n") == "Unregistered; Reject 404; idle");
  CHECK(wait(60'000) == "waiting; REGISTER 4 expires=600");
}

TEST_CASE_FIXTURE(
    Fixture,
    "A register() by the application takes the place of the retry and goes on being kept") {
  registered(600);
  wait(594'000);
  fail(503);
  wait(5'000);
  CHECK(registerNow() == "waiting; REGISTER 4 expires=600; settled 7");
  CHECK(wait(60'000) == "");
  CHECK(fail(503) == "Reject 503; idle");
  CHECK(wait(30'000) == "waiting; REGISTER 5 expires=600");
}

TEST_CASE_FIXTURE(Fixture, "§21.3 a redirection is told and not followed") {
  registerNow();
  CHECK(answer(302, "Contact: <sip:other.example.com>\r\n") == "Unregistered; Redirect 302; idle");
  CHECK(wait(86'400'000) == "");
}

TEST_CASE_FIXTURE(Fixture, "§21.3 a refresh that is redirected ends the registration") {
  registered(600);
  wait(594'000);
  CHECK(answer(302, "Contact: <sip:other.example.com>\r\nRetry-After: 5\r\n") ==
        "Unregistered; Redirect 302; idle");
  CHECK(wait(86'400'000) == "");
}

TEST_CASE_FIXTURE(Fixture, "§10.2.8 423 is answered at once with the registrar's minimum") {
  options.expiresSeconds = 60;
  registerNow();
  CHECK(answer(423, "Min-Expires: 1800\r\n") == "idle; waiting; REGISTER 3 expires=1800");
  CHECK(answer(200, "Contact: <sip:ab12cd@x7.invalid;transport=ws>;expires=1800\r\n") ==
        "Registered; Accept 200; idle");
  CHECK(wait(1'782'000) == "waiting; REGISTER 4 expires=1800");
}

TEST_CASE_FIXTURE(Fixture,
                  "§10.2.8 the minimum is remembered when the application registers again") {
  options.expiresSeconds = 60;
  registerNow();
  answer(423, "Min-Expires: 1800\r\n");
  answer(503);
  CHECK(registerNow() == "waiting; REGISTER 4 expires=1800; settled 7");
  answer(503);
  options.expiresSeconds = 3600;
  CHECK(registerNow() == "waiting; REGISTER 5 expires=3600; settled 7");
}

TEST_CASE_FIXTURE(Fixture, "§10.2.8 423 in a refresh keeps the binding and asks again") {
  registered(600);
  wait(594'000);
  CHECK(answer(423, "Min-Expires: 900\r\n") == "idle; waiting; REGISTER 4 expires=900");
  CHECK(registration.state() == RegistrationState::Registered);
  CHECK(answer(200, kGranted600) == "Accept 200; idle");
}

TEST_CASE("§10.2.8 423 without a higher Min-Expires unregisters") {
  for (const std::string headers : {"", "Min-Expires: 600\r\n", "Min-Expires: 60\r\n",
                                    "Min-Expires: 0\r\n", "Min-Expires: lots\r\n"}) {
    CAPTURE(headers);
    Fixture it;
    it.registerNow();
    CHECK(it.answer(423, headers) == "Unregistered; Reject 423; idle");
    CHECK(it.wait(86'400'000) == "");
  }
}

TEST_CASE_FIXTURE(Fixture,
                  "§10.2.8 a registrar that raises its minimum for ever is asked twice more") {
  registerNow();
  CHECK(answer(423, "Min-Expires: 700\r\n") == "idle; waiting; REGISTER 3 expires=700");
  CHECK(answer(423, "Min-Expires: 800\r\n") == "idle; waiting; REGISTER 4 expires=800");
  CHECK(answer(423, "Min-Expires: 900\r\n") == "Unregistered; Reject 423; idle");
  CHECK(wait(86'400'000) == "");
  // The count is of one attempt: the next register() starts anew.
  registerNow();
  CHECK(answer(423, "Min-Expires: 1000\r\n") == "idle; waiting; REGISTER 6 expires=1000");
}

TEST_CASE_FIXTURE(Fixture, "§10.2.8 each refresh may be answered with 423 anew") {
  registerNow();
  answer(423, "Min-Expires: 700\r\n");
  answer(423, "Min-Expires: 800\r\n");
  answer(200, kGranted600);
  wait(594'000);
  CHECK(answer(423, "Min-Expires: 900\r\n") == "idle; waiting; REGISTER 6 expires=900");
}

TEST_CASE_FIXTURE(Fixture, "A 423 that the core made up has no Min-Expires to follow") {
  registerNow();
  CHECK(fail(423) == "Unregistered; Reject 423; idle");
}

TEST_CASE_FIXTURE(Fixture,
                  "§10.2 register() while waiting is refused as pending and changes nothing") {
  registerNow();
  const Status again = tryRegister(9);
  REQUIRE_FALSE(again);
  CHECK(again.error().code == ErrorCode::RequestPending);
  CHECK(again.error().detail == "REGISTER request already in progress, waiting for final response");
  CHECK(took() == "");
  CHECK(answer(200, kGranted600) == "Registered; Accept 200; idle");
}

TEST_CASE_FIXTURE(Fixture, "§10.2 register() while a refresh is unanswered is refused as pending") {
  registered(600);
  wait(594'000);
  CHECK(tryRegister().error().code == ErrorCode::RequestPending);
}

TEST_CASE_FIXTURE(Fixture,
                  "Line breaks in what the application gives are refused before anything is sent") {
  auto refused = [this](const Status& status) {
    REQUIRE_FALSE(status);
    CHECK(took() == "");
    CHECK_FALSE(registration.waiting());
    return status.error().code;
  };
  options.contactParameters = ";x=1\r\nX-Evil: 1";
  CHECK(refused(tryRegister()) == ErrorCode::HeaderInjection);
  options.contactParameters = {};
  fields.extraHeaders = {"X-Mine: a\nb"};
  CHECK(refused(tryRegister()) == ErrorCode::HeaderInjection);
  CHECK(refused(tryUnregister()) == ErrorCode::HeaderInjection);
  CHECK(refused(tryUnregister(true)) == ErrorCode::HeaderInjection);
  fields.extraHeaders = {};
  fields.from = "<sip:alice@example.com>;tag=f1\r\nX: y";
  CHECK(refused(tryRegister()) == ErrorCode::HeaderInjection);
  fields.from = "<sip:alice@example.com>;tag=f1";
  CHECK(refused(registration.registerContact(OperationId{7}, fields, options,
                                             "<sip:a@x7.invalid>\r\nX: y")) ==
        ErrorCode::HeaderInjection);
  // Nothing was used up: the first REGISTER is the first.
  CHECK(registerNow() == "waiting; REGISTER 2 expires=600; settled 7");
}

TEST_CASE_FIXTURE(Fixture, "Options out of range are refused before anything is sent") {
  auto codeWith = [this](std::uint32_t expires, std::uint32_t percent) {
    options.expiresSeconds = expires;
    options.refreshPercent = percent;
    const Status status = tryRegister();
    REQUIRE_FALSE(status);
    CHECK(took() == "");
    return status.error().code;
  };
  CHECK(codeWith(0, 99) == ErrorCode::InvalidArgument);
  CHECK(codeWith(600, 49) == ErrorCode::InvalidArgument);
  CHECK(codeWith(600, 100) == ErrorCode::InvalidArgument);
  options = {};
  CHECK(registration.registerContact(OperationId{7}, fields, options, "").error().code ==
        ErrorCode::InvalidArgument);
  fields.cseq = 0x7fffffff;  // §8.1.1.5
  CHECK(tryRegister().error().code == ErrorCode::InvalidArgument);
  CHECK(tryUnregister().error().code == ErrorCode::InvalidArgument);
}

}  // namespace sip::registration_test
