#include "support/phone.hpp"

#include <doctest/doctest.h>

#include <utility>

namespace sip::test {

std::string sdp(std::string_view author, int version) {
  std::string text = "v=0\r\no=";
  text += author;
  text += " 1 " + std::to_string(version) + " IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n";
  return text + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=sendrecv\r\n";
}

Configuration configurationFor(const std::string& user) {
  Configuration configuration;
  configuration.viaHost = user + ".invalid";
  configuration.aor = "sip:" + user + "@example.com";
  configuration.contact = "<sip:" + user + "@" + user + ".invalid;transport=ws>";
  configuration.userAgent = "test";
  configuration.supported = {"outbound"};
  configuration.username = user;
  configuration.password = user + "'s password";
  return configuration;
}

Phone::Phone(std::string user, const TimeMs& clock, Link link, Configuration configuration,
             std::string_view seed)
    : core(std::move(configuration)),
      user_(std::move(user)),
      clock_(clock),
      link_(std::move(link)) {
  core.entropy(user_ + std::string(seed));
}

void Phone::receive(const std::string& text) {
  core.setNow(clock_);
  if (const MessagePtr message = core.receive(text)) {
    messages_[message->id.value] = message;
    constexpr std::size_t kKept = 400;
    if (messages_.size() > kKept) messages_.erase(messages_.begin());
  }
  carryOut();
}

void Phone::advance() {
  core.advance(clock_);
  carryOut();
}

RequestFields Phone::fieldsFor(const std::string& method, const std::string& target) {
  RequestFields fields;
  fields.method = method;
  fields.requestUri = target;
  fields.from = "<sip:" + user_ + "@example.com>;tag=" + core.token(10);
  fields.to = "<" + target + ">";
  fields.callId = core.token(22);
  return fields;
}

SessionId Phone::dial(InviteOptions options, const std::string& target) {
  const SessionId session = core.createInviter();
  states_[session.value] = SessionState::Initial;
  invite(session, fieldsFor("INVITE", target), options);
  return session;
}

OperationId Phone::invite(SessionId session, const RequestFields& fields, InviteOptions options) {
  const OperationId operation = begin();
  latest_ = session;
  input([&](Core& it) { done(operation, it.invite(session, operation, fields, options)); });
  return operation;
}

std::string Phone::cancel(SessionId session, const std::vector<std::string>& extraHeaders) {
  const OperationId operation = begin();
  results_[operation.value] = "ok";
  input([&](Core& it) { done(operation, it.cancel(orLatest(session), extraHeaders)); });
  return result(operation);
}

OperationId Phone::progress(const ResponseOptions& options, SessionId session) {
  const OperationId operation = begin();
  input([&](Core& it) { done(operation, it.progress(orLatest(session), operation, options)); });
  return operation;
}

OperationId Phone::progress(int status, SessionId session) {
  ResponseOptions options;
  options.statusCode = status;
  return progress(options, session);
}

OperationId Phone::accept(SessionId session, const ResponseOptions& options) {
  const OperationId operation = begin();
  input([&](Core& it) { done(operation, it.accept(orLatest(session), operation, options)); });
  return operation;
}

OperationId Phone::reject(int status, SessionId session) {
  const OperationId operation = begin();
  ResponseOptions options;
  options.statusCode = status;
  input([&](Core& it) { done(operation, it.reject(orLatest(session), operation, options)); });
  return operation;
}

OperationId Phone::bye(SessionId session, const std::vector<std::string>& extraHeaders,
                       const std::optional<Body>& body) {
  const OperationId operation = begin();
  input(
      [&](Core& it) { done(operation, it.bye(orLatest(session), operation, extraHeaders, body)); });
  return operation;
}

OperationId Phone::reinvite(SessionId session, InviteOptions options,
                            const std::vector<std::string>& extraHeaders) {
  const OperationId operation = begin();
  input([&](Core& it) {
    done(operation, it.reinvite(orLatest(session), operation, extraHeaders, options));
  });
  return operation;
}

OperationId Phone::request(std::string_view method, SessionId session,
                           const std::vector<std::string>& extraHeaders,
                           const std::optional<Body>& body) {
  const OperationId operation = begin();
  input([&](Core& it) {
    done(operation, it.sessionRequest(orLatest(session), operation, method, extraHeaders, body));
  });
  return operation;
}

void Phone::dispose(SessionId session) {
  input([&](Core& it) { it.dispose(orLatest(session)); });
}

void Phone::answer() {
  REQUIRE_FALSE(questions.empty());
  const Question question = questions.front();
  questions.erase(questions.begin());
  answerWell(question);
}

void Phone::fail(DescriptionFailure failure) {
  REQUIRE_FALSE(questions.empty());
  const Question question = questions.front();
  questions.erase(questions.begin());
  input([&](Core& it) { it.failQuestion(question.id, failure, "no microphone"); });
}

void Phone::answerWell(const Question& question) {
  if (question.message && question.kind != EffectKind::RollbackOffer) {
    applied.push_back(question.description);
  }
  const bool described =
      question.kind == EffectKind::NeedOffer || question.kind == EffectKind::NeedAnswer;
  std::optional<Body> body;
  if (described) body = Body{"application/sdp", sdp(user_, ++descriptions_), "session"};
  input([&](Core& it) { it.answerQuestion(question.id, body); });
}

SessionState Phone::state(SessionId session) const {
  const auto at = states_.find(orLatest(session).value);
  return at == states_.end() ? SessionState::Initial : at->second;
}

std::vector<SessionId> Phone::live() const {
  std::vector<SessionId> sessions;
  for (const auto& [id, state] : states_) {
    if (state != SessionState::Terminated) sessions.push_back(SessionId{id});
  }
  return sessions;
}

std::string Phone::result(OperationId operation) const {
  const auto at = results_.find(operation.value);
  return at == results_.end() ? "pending" : at->second;
}

std::size_t Phone::openOperations() const {
  return lastOperation_ - results_.size();
}

std::string Phone::takeTrace() {
  return std::exchange(trace_, {});
}

MessagePtr Phone::message(std::uint32_t id) const {
  const auto at = messages_.find(id);
  return at == messages_.end() ? nullptr : at->second;
}

OperationId Phone::done(OperationId operation, const Status& status) {
  if (!status) {
    results_[operation.value] = "refused " + std::string(nameOf(status.error().code));
    refusal_ = status.error().detail;
  }
  return operation;
}

void Phone::carryOut() {
  for (const Effect& effect : takeEffects(core)) carryOut(effect);
}

void Phone::carryOut(const Effect& effect) {
  if (remembers) {
    effects.push_back(effect);
    if (effect.kind == EffectKind::Log) {
      logs.push_back(effect.text);
    } else {
      if (!trace_.empty()) trace_ += "; ";
      trace_ += wordsFor(effect);
    }
  }
  switch (effect.kind) {
    case EffectKind::Send:
      link_({effect.text, ClientTransactionId{effect.a}, ServerTransactionId{effect.b}});
      break;
    case EffectKind::SessionState: {
      const auto next = static_cast<SessionState>(effect.b);
      CHECK(state(SessionId{effect.a}) < next);  // Terminated is the last
      states_[effect.a] = next;
      break;
    }
    case EffectKind::IncomingInvite:
      latest_ = SessionId{effect.a};
      states_[effect.a] = SessionState::Initial;
      input([&](Core& it) { it.offerInvitation(SessionId{effect.a}, habits.listens); });
      break;
    case EffectKind::IncomingRequest:
      if (habits.answers) {
        input([&](Core& it) { it.respondDefault(ServerTransactionId{effect.b}); });
      } else {
        requests.push_back({SessionId{effect.a}, ServerTransactionId{effect.b}, message(effect.c)});
      }
      break;
    case EffectKind::NeedOffer:
    case EffectKind::NeedAnswer:
    case EffectKind::ApplyAnswer:
    case EffectKind::RollbackOffer: {
      Question question{effect.kind, QuestionId{effect.b}, SessionId{effect.a}, message(effect.c),
                        effect.d == 1};
      if (const std::size_t nul = effect.text.find('\0'); nul != std::string::npos) {
        question.contentType = effect.text.substr(0, nul);
        question.description = effect.text.substr(nul + 1);
      } else if (question.message) {
        question.contentType = question.message->header(HeaderName::ContentType).value_or("");
        question.description = question.message->body();
      }
      CHECK(state(question.session) != SessionState::Terminated);
      if (habits.describes) {
        answerWell(question);
      } else {
        questions.push_back(question);
      }
      break;
    }
    case EffectKind::Settled:
      CHECK(result(OperationId{effect.a}) == "pending");
      results_[effect.a] = nameOf(static_cast<ErrorCode>(effect.b));
      if (effect.b != 0) refusal_ = effect.text;
      break;
    case EffectKind::Response:
      CHECK_FALSE(endedRequests_.contains(effect.a));
      break;
    case EffectKind::RequestEnded:
      CHECK(endedRequests_.insert(effect.a).second);
      break;
    case EffectKind::Log:
    case EffectKind::InviteCanceled:
    case EffectKind::AckReceived:
    case EffectKind::ReinviteHandled:
    case EffectKind::RegistrationState:
    case EffectKind::RegistrationWaiting:
    case EffectKind::DialogConfirmed:
      break;
  }
}

}  // namespace sip::test
