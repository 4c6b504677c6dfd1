// A registration on virtual time whose host writes down what it is asked for. What it sends and
// what it gets are real messages through the serialiser and the parser.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "sip/registration/registration.hpp"

namespace sip::registration_test {

inline MessagePtr parsed(std::string text) {
  auto result = Message::parse(text);
  CAPTURE(text);
  REQUIRE(std::holds_alternative<Message>(result));
  auto message = std::make_shared<Message>(std::get<Message>(std::move(result)));
  static std::uint32_t lastId = 0;
  message->id = MessageId{++lastId};
  return message;
}

inline std::string join(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "; ") + part;
  return text;
}

inline constexpr std::string_view kContact = "<sip:ab12cd@x7.invalid;transport=ws>";
inline const std::string kGranted600 =
    "Contact: <sip:ab12cd@x7.invalid;transport=ws>;expires=600\r\n";

/// The trace speaks of REGISTERs as "REGISTER <CSeq> expires=<Contact's>", of states and answers by
/// name, of waiting as "waiting" and "idle".
class Host : public RegistrationHost {
 public:
  TimeMs now() const override { return now_; }

  RequestId sendRegister(RegistrationId, const OutgoingRequest& request) override {
    sent.push_back(parsed(serialise(request, {"WSS", "x7.invalid", "z9hG4bKtest", false})));
    const Message& message = *sent.back();
    std::string line = "REGISTER " + std::to_string(message.cseq());
    if (message.header(HeaderName::Contact) == "*") {
      line += " *";
    } else {
      const auto contacts = message.list(HeaderName::Contact);
      REQUIRE(contacts.size() == 1);
      line += " expires=" + std::string(*parseNameAddr(contacts[0])->parameter("expires"));
    }
    trace.push_back(line);
    return RequestId{++lastRequest};
  }

  void setRegistrationTimer(RegistrationId, int purpose, TimeMs at) override {
    timers[purpose] = at;
  }
  void clearRegistrationTimer(RegistrationId, int purpose) override { timers.erase(purpose); }

  std::uint32_t between(std::uint32_t low, std::uint32_t high) override {
    REQUIRE(low <= high);
    return drawsHighest ? high : low;
  }

  void emit(EffectKind kind, std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d,
            std::string_view) override {
    static const char* const states[] = {"Initial", "Registered", "Unregistered", "Terminated"};
    static const char* const kinds[] = {"Trying", "Progress", "Accept", "Redirect", "Reject"};
    switch (kind) {
      case EffectKind::RegistrationState:
        trace.push_back(states[b]);
        break;
      case EffectKind::RegistrationWaiting:
        trace.push_back(b ? "waiting" : "idle");
        break;
      case EffectKind::Response:
        REQUIRE(a == lastRequest);
        trace.push_back(std::string(kinds[b]) + " " + std::to_string(d));
        break;
      case EffectKind::Settled:
        REQUIRE(c == lastRequest);
        trace.push_back("settled " + std::to_string(a));
        break;
      default:
        FAIL("an effect that no registration has");
    }
    causes.push_back(MessageId{c});
  }

  void log(LogLevel, LogCategory category, std::string_view) override {
    CHECK(category == LogCategory::Registration);
  }

  TimeMs now_ = 1'000'000;
  bool drawsHighest = false;
  std::uint32_t lastRequest = 0;
  std::vector<MessagePtr> sent;
  std::map<int, TimeMs> timers;
  std::vector<std::string> trace;
  std::vector<MessageId> causes;  ///< the c word of each effect
};

struct Fixture {
  Host host;
  Registration registration{RegistrationId{5}, host};
  OutgoingRequest fields{.method = "REGISTER",
                         .requestUri = "sip:example.com",
                         .routes = {},
                         .from = "<sip:alice@example.com>;tag=f1",
                         .to = "<sip:alice@example.com>",
                         .callId = "call-1",
                         .cseq = 1,
                         .maxForwards = 70,
                         .extraHeaders = {"X-Mine: yes"},
                         .body = {}};
  RegisterOptions options;
  MessageId lastAnswer;

  Status tryRegister(std::uint32_t operation = 7) {
    return registration.registerContact(OperationId{operation}, fields, options, kContact);
  }
  Status tryUnregister(bool all = false, std::uint32_t operation = 8) {
    return registration.unregister(OperationId{operation}, fields, all, kContact);
  }

  /// What happened since the last call.
  std::string took() { return join(std::exchange(host.trace, {})); }

  std::string registerNow() {
    REQUIRE(tryRegister());
    return took();
  }
  std::string unregisterNow(bool all = false) {
    REQUIRE(tryUnregister(all));
    return took();
  }
  std::string disposeNow() {
    registration.dispose();
    return took();
  }

  /// A response to the last REGISTER; `headers` are whole lines with their CRLF.
  std::string answer(int status, std::string_view headers = {}) {
    const Message& request = *host.sent.back();
    std::string text = "SIP/2.0 " + std::to_string(status) + " X\r\n";
    text.append("Via: ").append(*request.header(HeaderName::Via)).append("\r\n");
    text.append("From: ").append(*request.header(HeaderName::From)).append("\r\n");
    text.append("To: ").append(*request.header(HeaderName::To)).append(";tag=s1\r\n");
    text.append("Call-ID: ").append(request.callId()).append("\r\n");
    text.append("CSeq: ").append(*request.header(HeaderName::CSeq)).append("\r\n");
    text.append(headers).append("Content-Length: 0\r\n\r\n");
    const MessagePtr message = parsed(std::move(text));
    lastAnswer = message->id;
    host.causes.clear();
    registration.onResponse(RequestId{host.lastRequest}, message, status);
    return took();
  }

  /// No response: 408 after a timeout, 503 after a transport failure.
  std::string fail(int status) {
    registration.onResponse(RequestId{host.lastRequest}, nullptr, status);
    return took();
  }

  /// Lets time pass, firing timers in the order in which they are due.
  std::string wait(DurationMs duration) {
    const TimeMs end = host.now_ + duration;
    for (;;) {
      auto due = host.timers.end();
      for (auto at = host.timers.begin(); at != host.timers.end(); ++at) {
        if (at->second <= end && (due == host.timers.end() || at->second < due->second)) due = at;
      }
      if (due == host.timers.end()) break;
      const auto [purpose, at] = *due;
      host.timers.erase(due);
      host.now_ = std::max(host.now_, at);
      registration.onTimer(purpose);
    }
    host.now_ = end;
    return took();
  }

  /// Brings a fresh registration to Registered, granted for `seconds`.
  void registered(std::uint32_t seconds = 600) {
    registerNow();
    answer(200,
           "Contact: " + std::string(kContact) + ";expires=" + std::to_string(seconds) + "\r\n");
    REQUIRE(registration.state() == RegistrationState::Registered);
  }
};

}  // namespace sip::registration_test
