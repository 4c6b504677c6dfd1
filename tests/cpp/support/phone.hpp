// A Core with an application around it that does what applications do: it answers questions with
// canned descriptions, lets calls ring, and remembers what it was told. The test gives it time and
// a link to send on. Whatever the test is about, the phone checks what effects promise: states only
// go forward, an operation settles once, and nothing is told of a request that has ended.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sip/core/core.hpp"
#include "support/effect.hpp"

namespace sip::test {

/// A session description that names its author and how many it made before.
std::string sdp(std::string_view author, int version);

/// The configuration of a user of example.com.
Configuration configurationFor(const std::string& user);

class Phone {
 public:
  struct Sent {
    std::string text;
    ClientTransactionId client;
    ServerTransactionId server;
  };
  using Link = std::function<void(Sent)>;

  /// What the application does without being told; a test that wants to do it by hand turns it off.
  struct Habits {
    bool describes = true;  ///< answers each question at once
    bool listens = true;    ///< has a delegate for incoming calls
    bool answers = true;    ///< lets the core answer requests that are not INVITE
  };

  struct Question {
    EffectKind kind;
    QuestionId id;
    SessionId session;
    MessagePtr message;
    bool reinvite = false;
    std::string contentType = {}, description = {};  ///< of an offer or answer to take
  };
  struct Request {
    SessionId session;
    ServerTransactionId id;
    MessagePtr message;
  };

  /// `clock` is read at each input and must outlive the phone. Equal seeds draw equal tokens.
  Phone(std::string user, const TimeMs& clock, Link link, Configuration configuration,
        std::string_view seed = "a seed of more than sixteen bytes");

  // Inputs. A session that is not named is the latest one. What became of an operation is told by
  // result().
  void receive(const std::string& text);
  void advance();
  SessionId dial(InviteOptions options = {}, const std::string& target = "sip:bob@example.com");
  OperationId invite(SessionId session, const RequestFields& fields, InviteOptions options = {});
  /// "ok", or "refused" and the name of the error.
  std::string cancel(SessionId session = {}, const std::vector<std::string>& extraHeaders = {});
  OperationId progress(const ResponseOptions& options, SessionId session = {});
  OperationId progress(int status, SessionId session = {});
  OperationId accept(SessionId session = {}, const ResponseOptions& options = {});
  OperationId reject(int status, SessionId session = {});
  OperationId bye(SessionId session = {}, const std::vector<std::string>& extraHeaders = {},
                  const std::optional<Body>& body = {});
  OperationId reinvite(SessionId session = {}, InviteOptions options = {},
                       const std::vector<std::string>& extraHeaders = {});
  OperationId request(std::string_view method, SessionId session = {},
                      const std::vector<std::string>& extraHeaders = {},
                      const std::optional<Body>& body = {});
  void dispose(SessionId session = {});
  /// Answers the oldest open question, with a description where one is wanted.
  void answer();
  void fail(DescriptionFailure failure = DescriptionFailure::Failed);
  /// Any other input: the clock is set before it and its effects are carried out after it.
  template <class Input>
  void input(Input make) {
    core.setNow(clock_);
    make(core);
    carryOut();
  }

  /// A request as the application would make it, with tags of its own.
  RequestFields fieldsFor(const std::string& method, const std::string& target);

  // What the application knows.
  SessionId latest() const { return latest_; }
  /// The sessions that have not ended.
  std::vector<SessionId> live() const;
  const std::string& user() const { return user_; }
  SessionState state(SessionId session = {}) const;
  /// "pending", "ok", the name of the error it settled with, or "refused" and that name.
  std::string result(OperationId operation) const;
  OperationId lastOperation() const { return {lastOperation_}; }
  const std::string& refusal() const { return refusal_; }  ///< the latest error's sentence
  std::size_t openOperations() const;
  /// What happened since the last call, joined by "; ", logs left out.
  std::string takeTrace();
  /// The message that an effect named; one of the latest few hundred.
  MessagePtr message(std::uint32_t id) const;

  std::vector<Question> questions;  ///< not yet answered
  std::vector<Request> requests;    ///< left for the test to answer
  std::vector<Effect> effects;      ///< all since the start, or since the test cleared them
  std::vector<std::string> logs;
  std::vector<std::string> applied;  ///< the offers and answers that were taken
  Habits habits;
  bool remembers = true;  ///< off in long runs: effects, logs and trace stay empty
  Core core;

 private:
  SessionId orLatest(SessionId session) const { return session ? session : latest_; }
  OperationId begin() { return OperationId{++lastOperation_}; }
  OperationId done(OperationId operation, const Status& status);
  void carryOut();
  void carryOut(const Effect& effect);
  void answerWell(const Question& question);

  std::string user_;
  const TimeMs& clock_;
  Link link_;
  SessionId latest_;
  std::uint32_t lastOperation_ = 0;
  int descriptions_ = 0;
  std::string refusal_, trace_;
  std::map<std::uint32_t, SessionState> states_;
  std::map<std::uint32_t, std::string> results_;
  std::map<std::uint32_t, MessagePtr> messages_;
  std::set<std::uint32_t> endedRequests_;
};

}  // namespace sip::test
