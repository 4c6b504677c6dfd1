// A whole user agent at the mercy of its peer, its application and its clock. The input is a
// program: each line that starts with '#' is a step, and the lines below "#frame" are what the peer
// sends. In a frame, "{Via}" stands for the Via of the latest message that the phone sent, and so
// for every header, so that a program can take part in a transaction or a dialog whose tags it
// cannot know. Nobody says what should happen. What must hold is checked by Phone at each effect
// (states only go forward, an operation settles once), here at each message sent, and at the end,
// when everybody hangs up: nothing is left.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "fuzz/fuzz_target.hpp"
#include "fuzz/wire_text.hpp"
#include "sip/base/text.hpp"
#include "support/phone.hpp"

namespace {

using namespace sip;
using sip::fuzz::takeUntil;

class Program {
 public:
  Program()
      : phone_(
            "alice", now_, [this](test::Phone::Sent sent) { onSent(std::move(sent)); },
            test::configurationFor("alice")) {
    phone_.remembers = false;
  }

  void play(std::string_view text) {
    constexpr int kMostSteps = 64;
    takeUntil(text, '#');
    for (int step = 0; step < kMostSteps && !text.empty(); ++step) {
      // A '#' inside a line is the frame's own.
      std::size_t end = text.find("\n#");
      std::string_view rest = text.substr(0, end == text.npos ? end : end + 1);
      text.remove_prefix(end == text.npos ? text.size() : end + 2);
      const std::string_view line = takeUntil(rest, '\n');
      std::string_view argument = line;
      const std::string_view verb = takeUntil(argument, ' ');
      act(verb, argument, rest);
    }
    hangUp();
  }

 private:
  void act(std::string_view verb, std::string_view argument, std::string_view lines) {
    const auto number = [&](std::uint32_t least, std::uint32_t most) {
      return std::clamp(parseUint32(argument).value_or(least), least, most);
    };
    const auto status = [&](std::uint32_t least) { return static_cast<int>(number(least, 699)); };
    const SessionId session = phone_.latest();
    const InviteOptions options{.withoutDescription = argument == "late",
                                .earlyMedia = argument == "early"};
    if (verb == "frame") {
      phone_.receive(filledIn(lines));
    } else if (verb == "wait") {
      wait(number(0, 4'000'000));
    } else if (verb == "dial") {
      if (phone_.live().size() < 4) phone_.dial(options);
    } else if (verb == "accept") {
      phone_.accept(session);
    } else if (verb == "reject") {
      phone_.reject(status(300), session);
    } else if (verb == "progress") {
      phone_.progress(status(100), session);
    } else if (verb == "cancel") {
      phone_.cancel(session);
    } else if (verb == "bye") {
      phone_.bye(session);
    } else if (verb == "reinvite") {
      phone_.reinvite(session, options);
    } else if (verb == "request") {
      phone_.request(argument, session);
    } else if (verb == "send") {
      phone_.input([&](Core& core) {
        (void)core.request(phone_.fieldsFor(std::string(argument), "sip:bob@example.com"));
      });
    } else if (verb == "register") {
      registerNow(number(0, 7200));
    } else if (verb == "unregister") {
      phone_.input([&](Core& core) {
        const auto fields = phone_.fieldsFor("REGISTER", "sip:example.com");
        if (!registration_) return;
        const OperationId operation = nextOperation();
        operations_ += bool{core.unregister(registration_, operation, fields, argument == "all")};
      });
    } else if (verb == "dispose") {
      phone_.dispose(session);
    } else if (verb == "describe") {
      if (!phone_.questions.empty()) phone_.answer();
    } else if (verb == "fail") {
      if (!phone_.questions.empty()) phone_.fail();
    } else if (verb == "respond") {
      respond(status(100));
    } else if (verb == "lost") {
      phone_.input([&](Core& core) { core.transportFailed(last_.client, last_.server); });
    } else if (verb == "down") {
      phone_.input([](Core& core) { core.transportDown(); });
    } else if (verb == "byhand") {
      phone_.habits = {.describes = false, .listens = argument != "deaf", .answers = false};
    } else if (verb == "byitself") {
      phone_.habits = {};
    }
  }

  void registerNow(std::uint32_t expires) {
    phone_.input([&](Core& core) {
      if (!registration_) registration_ = core.createRegistration();
      RegisterOptions options;
      options.expiresSeconds = expires;
      const auto fields = phone_.fieldsFor("REGISTER", "sip:example.com");
      const OperationId operation = nextOperation();
      operations_ += bool{core.registerContact(registration_, operation, fields, options)};
    });
  }

  // Far from those that Phone counts for its calls.
  OperationId nextOperation() { return OperationId{++lastOperation_}; }

  void respond(int status) {
    if (phone_.requests.empty()) return;
    const auto request = phone_.requests.front();
    phone_.requests.erase(phone_.requests.begin());
    ResponseOptions options;
    options.statusCode = status;
    phone_.input([&](Core& core) { (void)core.respond(request.id, options); });
  }

  void wait(DurationMs duration) {
    const TimeMs end = now_ + duration;
    const std::size_t before = sent_;
    while (const auto deadline = phone_.core.deadline()) {
      if (*deadline > end) break;
      now_ = std::max(now_, *deadline);
      phone_.advance();
    }
    now_ = end;
    // Whatever the peer granted or asked for, nobody is flooded: not ten messages a second.
    CHECK((sent_ - before) <= 100 + static_cast<std::size_t>(duration) / 100);
  }

  std::string filledIn(std::string_view lines) const {
    std::string frame;
    std::variant<Message, ParseError> last = Message::parse(last_.text);
    const auto* message = std::get_if<Message>(&last);
    while (!lines.empty()) {
      const std::size_t open = lines.find('{');
      frame += lines.substr(0, open);
      if (open == lines.npos) break;
      lines.remove_prefix(open + 1);
      const std::string_view name = lines.substr(0, std::min(lines.find('}'), std::size_t{32}));
      const auto value = message ? message->header(name) : std::nullopt;
      if (!value || name.size() == lines.size()) {
        frame += '{';
        continue;
      }
      frame += *value;
      lines.remove_prefix(name.size() + 1);
    }
    return frame;
  }

  /// Whatever made the phone send it, it is one message.
  void onSent(test::Phone::Sent sent) {
    ++sent_;
    last_ = std::move(sent);
    CAPTURE(last_.text);
    const auto wire = sip::fuzz::wireText(last_.text);
    const bool refusal = sip::fuzz::isRefusal(wire.startLine);
    CHECK(wire.count("Via") >= 1);
    CHECK(wire.count("Content-Length") == 1);
    for (const std::string_view name : {"From", "To", "Call-ID", "CSeq"}) {
      const std::size_t count = wire.count(name);
      CHECK((count == 1 || (refusal && count == 0)));
    }
    ParseLimits limits;  // an echo of what was received, with a little added
    limits.headerBytes *= 2;
    limits.messageBytes *= 2;
    auto result = Message::parse(last_.text, limits);
    if (const auto* message = std::get_if<Message>(&result)) {
      CHECK(message->body().size() == wire.body.size());
      CHECK(message->fields().size() == wire.headers.size());
      return;
    }
    CHECK(refusal);
  }

  void hangUp() {
    phone_.habits = {};
    while (!phone_.questions.empty()) phone_.answer();
    while (!phone_.requests.empty()) respond(480);
    if (registration_) phone_.input([&](Core& core) { core.dispose(registration_); });
    wait(200'000);
    for (const SessionId session : phone_.live()) phone_.dispose(session);
    wait(200'000);
    // Phone counts its own operations as begun, and those of registrations only as settled.
    CHECK(phone_.openOperations() + operations_ == 0);
    CHECK(phone_.live().empty());
    const Load load = phone_.core.load();
    CHECK(load.sessions == 0);
    CHECK(load.transactions == 0);
    CHECK(load.requests == 0);
    CHECK(load.questions == 0);
    CHECK(load.timers == 0);
  }

  TimeMs now_ = 0;
  test::Phone::Sent last_;
  std::size_t sent_ = 0;
  std::size_t operations_ = 0;  ///< that registrations took on
  std::uint32_t lastOperation_ = 1'000'000;
  RegistrationId registration_;
  test::Phone phone_;
};

void run(std::string_view input) {
  Program().play(input);
}

const sip::fuzz::Registration kTarget("core", run);

}  // namespace
