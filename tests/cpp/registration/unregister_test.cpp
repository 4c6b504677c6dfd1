// Unregistering and disposing: cpp/sip/registration/registration.hpp.
#include <string>

#include "registration/registration_fixture.hpp"

namespace sip::registration_test {

TEST_CASE_FIXTURE(Fixture, "§10.2.2 unregister() asks for an expiry of 0 and stops refreshing") {
  registered(600);
  CHECK(unregisterNow() == "waiting; REGISTER 3 expires=0; settled 8");
  CHECK(registration.state() == RegistrationState::Registered);
  CHECK(answer(200) == "Unregistered; Accept 200; idle");
  CHECK(wait(86'400'000) == "");
}

TEST_CASE_FIXTURE(Fixture, "§10.2.2 unregister() of all contacts sends '*' with Expires 0") {
  registered(600);
  CHECK(unregisterNow(true) == "waiting; REGISTER 3 *; settled 8");
  CHECK(host.sent.back()->header(HeaderName::Contact) == "*");
  CHECK(host.sent.back()->count(HeaderName::Contact) == 1);
  CHECK(host.sent.back()->header(HeaderName::Expires) == "0");
  CHECK(answer(200) == "Unregistered; Accept 200; idle");
}

TEST_CASE_FIXTURE(Fixture, "RFC 5626 §4.2 unregister() names the instance that was registered") {
  options.contactParameters = ";reg-id=1;+sip.instance=\"<urn:uuid:a>\"";
  registered(600);
  unregisterNow();
  CHECK(host.sent.back()->header(HeaderName::Contact) ==
        "<sip:ab12cd@x7.invalid;transport=ws>;reg-id=1;+sip.instance=\"<urn:uuid:a>\";expires=0");
}

TEST_CASE_FIXTURE(Fixture,
                  "RFC 5626 §4.2 unregister() can name an instance that another page registered") {
  REQUIRE(registration.unregister(OperationId{8}, fields, false, kContact,
                                  ";reg-id=1;+sip.instance=\"<urn:uuid:b>\""));
  CHECK(host.sent.back()->header(HeaderName::Contact) ==
        "<sip:ab12cd@x7.invalid;transport=ws>;reg-id=1;+sip.instance=\"<urn:uuid:b>\";expires=0");
}

TEST_CASE("Initial and Unregistered: unregister() is sent anyway, as in SIP.js") {
  for (const bool all : {false, true}) {
    CAPTURE(all);
    Fixture it;
    const std::string what = all ? "*" : "expires=0";
    CHECK(it.unregisterNow(all) == "waiting; REGISTER 2 " + what + "; settled 8");
    CHECK(it.answer(200) == "Unregistered; Accept 200; idle");
    CHECK(it.unregisterNow(all) == "waiting; REGISTER 3 " + what + "; settled 8");
    CHECK(it.answer(200) == "Accept 200; idle");
  }
}

TEST_CASE("An unregister() that fails ends Unregistered all the same, and is not repeated") {
  for (const int status : {302, 401, 403, 408, 423, 500, 503}) {
    CAPTURE(status);
    Fixture it;
    it.registered(600);
    it.unregisterNow();
    const std::string kind = status < 400 ? "Redirect " : "Reject ";
    CHECK(it.answer(status, "Min-Expires: 3600\r\nRetry-After: 5\r\n") ==
          "Unregistered; " + kind + std::to_string(status) + "; idle");
    CHECK(it.wait(86'400'000) == "");
  }
}

TEST_CASE_FIXTURE(Fixture, "Provisional responses to an unregister() are told and change nothing") {
  registered(600);
  unregisterNow();
  CHECK(answer(100) == "Trying 100");
  CHECK(registration.state() == RegistrationState::Registered);
}

TEST_CASE_FIXTURE(
    Fixture, "A binding that runs out while its removal is unanswered is Unregistered at once") {
  registered(600);
  wait(590'000);
  unregisterNow();
  CHECK(wait(10'000) == "Unregistered");
  CHECK(answer(200) == "Accept 200; idle");
}

TEST_CASE_FIXTURE(Fixture, "unregister() ends the retries of a failed refresh") {
  registered(600);
  wait(594'000);
  fail(503);
  unregisterNow();
  CHECK(fail(503) == "Reject 503; idle");
  CHECK(wait(86'400'000) == "");
}

TEST_CASE_FIXTURE(Fixture, "A register() after unregister() is a first one again") {
  registered(600);
  unregisterNow();
  answer(200);
  registerNow();
  CHECK(fail(503) == "Reject 503; idle");
  CHECK(wait(86'400'000) == "");
}

TEST_CASE_FIXTURE(Fixture, "§10.2 unregister() while waiting is refused as pending") {
  registerNow();
  CHECK(tryUnregister().error().code == ErrorCode::RequestPending);
  CHECK(tryUnregister(true).error().code == ErrorCode::RequestPending);
  CHECK(took() == "");
}

TEST_CASE_FIXTURE(Fixture, "Initial: dispose() terminates at once") {
  CHECK(disposeNow() == "Terminated");
  CHECK(disposeNow() == "");
}

TEST_CASE_FIXTURE(Fixture, "Unregistered: dispose() terminates at once") {
  registerNow();
  answer(403);
  CHECK(disposeNow() == "Terminated");
}

TEST_CASE_FIXTURE(Fixture, "Registered: dispose() unregisters and then terminates") {
  registered(600);
  CHECK(disposeNow() == "waiting; REGISTER 3 expires=0");
  CHECK(answer(200) == "Unregistered; Accept 200; idle; Terminated");
  CHECK(host.timers.empty());
}

TEST_CASE("Registered: dispose() terminates though the removal fails") {
  for (const int status : {302, 408, 423, 503}) {
    CAPTURE(status);
    Fixture it;
    it.registered(600);
    it.disposeNow();
    const std::string kind = status < 400 ? "Redirect " : "Reject ";
    CHECK(it.answer(status) ==
          "Unregistered; " + kind + std::to_string(status) + "; idle; Terminated");
    CHECK(it.host.timers.empty());
  }
}

TEST_CASE_FIXTURE(Fixture,
                  "dispose() while a first REGISTER is unanswered waits for it, then unregisters") {
  registerNow();
  CHECK(disposeNow() == "");
  CHECK(answer(200, kGranted600) == "Registered; Accept 200; idle; waiting; REGISTER 3 expires=0");
  CHECK(answer(200) == "Unregistered; Accept 200; idle; Terminated");
}

TEST_CASE_FIXTURE(Fixture,
                  "dispose() while a REGISTER is unanswered that fails terminates with it") {
  registerNow();
  disposeNow();
  CHECK(fail(408) == "Unregistered; Reject 408; idle; Terminated");
}

TEST_CASE_FIXTURE(Fixture,
                  "dispose() while a refresh is unanswered does not let its failure be repeated") {
  registered(600);
  wait(594'000);
  disposeNow();
  CHECK(fail(503) == "Unregistered; Reject 503; idle; Terminated");
  CHECK(host.timers.empty());
}

TEST_CASE_FIXTURE(Fixture, "§10.2.8 dispose() while waiting does not follow a 423") {
  registerNow();
  disposeNow();
  CHECK(answer(423, "Min-Expires: 1800\r\n") == "Unregistered; Reject 423; idle; Terminated");
}

TEST_CASE_FIXTURE(Fixture, "dispose() while unregistering waits for the answer") {
  registered(600);
  unregisterNow();
  CHECK(disposeNow() == "");
  CHECK(answer(200) == "Unregistered; Accept 200; idle; Terminated");
}

TEST_CASE_FIXTURE(Fixture, "dispose() ends the retries of a failed refresh") {
  registered(600);
  wait(594'000);
  fail(503);
  CHECK(disposeNow() == "Terminated");
  CHECK(wait(86'400'000) == "");
}

TEST_CASE_FIXTURE(Fixture, "A binding that runs out while dispose() waits still terminates once") {
  registered(600);
  wait(594'000);
  disposeNow();
  CHECK(wait(6'000) == "Unregistered");
  CHECK(fail(408) == "Reject 408; idle; Terminated");
}

TEST_CASE_FIXTURE(Fixture,
                  "Disposed: register() and unregister() are refused with SIP.js's sentence") {
  registerNow();
  disposeNow();
  CHECK(tryRegister().error().code == ErrorCode::InvalidState);
  CHECK(tryRegister().error().detail == "Registerer disposed. Unable to register.");
  CHECK(tryUnregister().error().detail == "Registerer disposed. Unable to register.");
  CHECK(took() == "");
}

TEST_CASE_FIXTURE(Fixture,
                  "Terminated: register() and unregister() are refused with SIP.js's sentence") {
  disposeNow();
  CHECK(tryRegister().error().code == ErrorCode::InvalidState);
  CHECK(tryRegister().error().detail == "Registerer terminated. Unable to register.");
  CHECK(tryUnregister(true).error().detail == "Registerer terminated. Unable to register.");
  CHECK(took() == "");
}

}  // namespace sip::registration_test
