// Inputs, timers and lifetimes. Each input ends with collect(): what ended during it is freed then,
// never in a callback.

#include "sip/core/core.hpp"

#include <utility>

#include "sip/core/core_impl.hpp"
#include "sip/message/bad_request.hpp"
#include "sip/session/description.hpp"

namespace sip {

Core::Impl::Impl(const Configuration& given)
    : transactions(*this, *this, timers, entropy), requests(transactions, digest, entropy, *this) {
  configure(given);
}

void Core::Impl::configure(const Configuration& given) {
  configuration = given;
  Via via;
  via.transport = configuration.viaTransport;
  via.sentBy = configuration.viaHost;
  via.rport = configuration.forceRport;
  transactions.setVia(std::move(via));
  digest.setCredentials({configuration.username, configuration.password, configuration.ha1});
}

void Core::Impl::send(std::string text, ClientTransactionId client, ServerTransactionId server) {
  if (server) lastResponse_ = text;
  effects.add(EffectKind::Send, client.value, server.value, 0, 0, text);
}

void Core::Impl::log(LogLevel level, LogCategory category, std::string_view text) {
  effects.add(EffectKind::Log, static_cast<std::uint32_t>(level),
              static_cast<std::uint32_t>(category), 0, 0, text);
}

void Core::Impl::emit(EffectKind kind, std::uint32_t a, std::uint32_t b, std::uint32_t c,
                      std::uint32_t d, std::string_view text) {
  effects.add(kind, a, b, c, d, text);
  if (kind == EffectKind::SessionState &&
      b == static_cast<std::uint32_t>(SessionState::Terminated)) {
    ending_.push_back(SessionId{a});
  }
  if (kind == EffectKind::RegistrationState &&
      b == static_cast<std::uint32_t>(RegistrationState::Terminated)) {
    endedRegistrations_.push_back(RegistrationId{a});
  }
  if (kind == EffectKind::IncomingRequest)
    expectAnswer(ServerTransactionId{b}, static_cast<Method>(d));
}

MessagePtr Core::Impl::receive(std::string bytes) {
  if (bytes.find_first_not_of("\r\n") == std::string::npos)
    return nullptr;  // keep-alive (RFC 5626 §3.5.1)
  ++counters.received;
  MessageIndex index;
  if (const auto error = indexMessage(bytes, configuration.limits, index)) {
    std::string text = "Dropped a broken message: ";
    text += error->field;
    text += " at byte " + std::to_string(error->offset) + ": ";
    text += error->rule;
    if (auto response = makeBadRequestResponse(bytes, *error)) {
      ++counters.rejected;
      text.replace(0, 7, "Refused");
      log(LogLevel::Warn, LogCategory::Message, text);
      send(std::move(*response), {}, {});
    } else {
      ++counters.dropped;
      log(LogLevel::Warn, LogCategory::Message, text);
    }
    return nullptr;
  }
  auto message = std::make_shared<Message>(std::move(bytes), std::move(index));
  message->id = MessageId{++lastMessage_};
  transactions.receive(message);
  collect();
  return message;
}

void Core::Impl::advance(TimeMs time) {
  setNow(time);
  while (const auto key = timers.takeDue(now_)) {
    if (TransactionLayer::ownsTimer(*key)) {
      transactions.onTimer(*key);
    } else if (key->kind >= kUnansweredTimer) {
      onUnanswered(ServerTransactionId{key->owner});
    } else if (key->kind >= kRegistrationTimers) {
      if (Registration* it = registration(RegistrationId{key->owner})) {
        it->onTimer(static_cast<int>(key->kind - kRegistrationTimers));
      }
    } else if (Session* it = session(SessionId{key->owner})) {
      it->onTimer(static_cast<SessionTimer>(key->kind - kSessionTimers));
    }
    collect();
  }
}

void Core::Impl::collect() {
  transactions.collect();
  for (SessionId id : std::exchange(ending_, {})) {
    Session* it = session(id);
    if (!it || !it->finished()) continue;
    byLocalTag_.erase(IndexTable::keyOf(it->localTag()), id.value);
    sessions_.erase(id);
  }
  for (RegistrationId id : std::exchange(endedRegistrations_, {})) registrations_.erase(id);
}

void Core::Impl::reset() {
  requests.clear();
  transactions.clear();
  timers = {};
  questions.clear();
  sessions_.clear();
  byLocalTag_.clear();
  invites_.clear();
  registrations_.clear();
  ending_.clear();
  endedRegistrations_.clear();
  effects.clear();
}

Session* Core::Impl::sessionByTag(std::string_view localTag) const {
  const auto accepts = [&](IndexTable::Value id) {
    return session(SessionId{static_cast<std::uint32_t>(id)})->localTag() == localTag;
  };
  const IndexTable::Value id = byLocalTag_.find(IndexTable::keyOf(localTag), accepts);
  return session(SessionId{static_cast<std::uint32_t>(id)});
}

void Core::Impl::addSession(std::unique_ptr<Session> added) {
  const SessionId id = added->id();
  sessions_.add(id, std::move(added));
}

void Core::Impl::indexTag(const Session& it) {
  byLocalTag_.insert(IndexTable::keyOf(it.localTag()), it.id().value);
}

QuestionId Core::Impl::ask(EffectKind kind, SessionId session, const MessagePtr& message,
                           bool reinvite) {
  const QuestionId id{++lastQuestion_};
  questions.set(id, session);
  std::string description;
  if (kind == EffectKind::NeedAnswer || kind == EffectKind::ApplyAnswer) {
    description = detail::descriptionApart(*message);
  }
  effects.add(kind, session.value, id.value, message ? message->id.value : 0, reinvite ? 1 : 0,
              description);
  return id;
}

void Core::Impl::setSessionTimer(SessionId session, SessionTimer timer, TimeMs at) {
  timers.set({kSessionTimers + static_cast<std::uint32_t>(timer), session.value}, at);
}

void Core::Impl::clearSessionTimer(SessionId session, SessionTimer timer) {
  timers.clear({kSessionTimers + static_cast<std::uint32_t>(timer), session.value});
}

void Core::Impl::setRegistrationTimer(RegistrationId registration, int purpose, TimeMs at) {
  timers.set({kRegistrationTimers + static_cast<std::uint32_t>(purpose), registration.value}, at);
}

void Core::Impl::clearRegistrationTimer(RegistrationId registration, int purpose) {
  timers.clear({kRegistrationTimers + static_cast<std::uint32_t>(purpose), registration.value});
}

// The public face.

Core::Core(const Configuration& configuration) : impl_(std::make_unique<Impl>(configuration)) {}
Core::~Core() = default;

void Core::configure(const Configuration& configuration) {
  impl_->configure(configuration);
}
const EffectQueue& Core::effects() const {
  return impl_->effects;
}
void Core::takeEffects() {
  impl_->effects.clear();
}
std::optional<TimeMs> Core::deadline() const {
  return impl_->timers.deadline();
}
void Core::setNow(TimeMs now) {
  impl_->setNow(now);
}
void Core::advance(TimeMs now) {
  impl_->advance(now);
}
void Core::entropy(std::string_view bytes) {
  impl_->entropy.mix(bytes);
}
std::string Core::token(std::size_t hexDigits) {
  return impl_->entropy.token(hexDigits);
}
MessagePtr Core::receive(std::string bytes) {
  return impl_->receive(std::move(bytes));
}
Counters Core::counters() const {
  return impl_->counters;
}
Load Core::load() const {
  return {impl_->sessions_.size(), impl_->transactions.size(), impl_->requests.size(),
          impl_->questions.size(), impl_->timers.size()};
}
void Core::reset() {
  impl_->reset();
}

void Core::transportFailed(ClientTransactionId client, ServerTransactionId server) {
  if (client) impl_->transactions.transportFailed(client);
  if (server) impl_->transactions.transportFailed(server);
  impl_->collect();
}

void Core::transportDown() {
  impl_->requests.failAll();
  impl_->collect();
}

Result<RequestId> Core::request(const RequestFields& fields) {
  if (const Status checked = checkOutgoing(fields); !checked) return checked.error();
  const Method method = methodOf(fields.method);
  if (method == Method::Invite || method == Method::Ack || method == Method::Cancel)
    return {ErrorCode::InvalidArgument, fields.method + " is a session's to send."};
  return impl_->sendRequest({}, fields);
}

Status Core::cancel(RequestId request, const std::vector<std::string>& extraHeaders) {
  if (Status checked = checkHeaders(extraHeaders, std::nullopt); !checked) return checked;
  return impl_->requests.cancel(request, extraHeaders);
}

Status Core::respond(ServerTransactionId request, const ResponseOptions& options) {
  if (Status checked = checkHeaders(options.extraHeaders, options.body); !checked) return checked;
  const MessagePtr message = impl_->transactions.requestOf(request);
  if (message && message->method() == Method::Invite)
    return {ErrorCode::InvalidArgument, "An INVITE is answered by its session's verbs."};
  Status sent = impl_->respond(request, options);
  impl_->collect();
  return sent;
}

void Core::respondDefault(ServerTransactionId request) {
  impl_->respondDefault(request);
  impl_->collect();
}

SessionId Core::createInviter() {
  const SessionId id{++impl_->lastSession_};
  impl_->addSession(std::make_unique<Session>(id, Session::Role::Caller, *impl_));
  return id;
}

Status Core::invite(SessionId id, OperationId operation, const RequestFields& fields,
                    InviteOptions options) {
  return impl_->onSession(id, [&](Session& it) {
    Status done = it.invite(operation, fields, options);
    if (done) impl_->indexTag(it);
    return done;
  });
}

Status Core::cancel(SessionId id, const std::vector<std::string>& extraHeaders) {
  return impl_->onSession(id, [&](Session& it) { return it.cancel(extraHeaders); });
}

Status Core::progress(SessionId id, OperationId operation, const ResponseOptions& options) {
  return impl_->onSession(id, [&](Session& it) { return it.progress(operation, options); });
}

Status Core::accept(SessionId id, OperationId operation, const ResponseOptions& options) {
  return impl_->onSession(id, [&](Session& it) { return it.accept(operation, options); });
}

Status Core::reject(SessionId id, OperationId operation, const ResponseOptions& options) {
  return impl_->onSession(id, [&](Session& it) { return it.reject(operation, options); });
}

Status Core::bye(SessionId id, OperationId operation, const std::vector<std::string>& extraHeaders,
                 const std::optional<Body>& body) {
  return impl_->onSession(id, [&](Session& it) { return it.bye(operation, extraHeaders, body); });
}

Status Core::reinvite(SessionId id, OperationId operation,
                      const std::vector<std::string>& extraHeaders, InviteOptions options) {
  return impl_->onSession(
      id, [&](Session& it) { return it.reinvite(operation, extraHeaders, options); });
}

Status Core::sessionRequest(SessionId id, OperationId operation, std::string_view method,
                            const std::vector<std::string>& extraHeaders,
                            const std::optional<Body>& body) {
  return impl_->onSession(
      id, [&](Session& it) { return it.request(operation, method, extraHeaders, body); });
}

void Core::offerInvitation(SessionId id, bool hasDelegate) {
  if (Session* it = impl_->session(id)) it->offerInvitation(hasDelegate);
  impl_->collect();
}

void Core::dispose(SessionId id) {
  if (Session* it = impl_->session(id)) it->dispose();
  impl_->collect();
}

std::optional<DialogInfo> Core::dialog(SessionId id) const {
  const Session* it = impl_->session(id);
  const Dialog* dialog = it ? it->dialog() : nullptr;
  if (!dialog) return std::nullopt;
  return DialogInfo{dialog->callId(),   dialog->localTag(),  dialog->remoteTag(),
                    dialog->localUri(), dialog->remoteUri(), dialog->remoteTarget(),
                    dialog->routeSet(), !dialog->confirmed()};
}

void Core::answerQuestion(QuestionId question, const std::optional<Body>& body) {
  Session* it = impl_->session(impl_->questions.find(question));
  if (!it) {
    ++impl_->counters.lateAnswers;
    return;
  }
  impl_->questions.erase(question);
  it->onAnswer(question, body);
  impl_->collect();
}

void Core::failQuestion(QuestionId question, DescriptionFailure failure, std::string_view reason) {
  Session* it = impl_->session(impl_->questions.find(question));
  if (!it) {
    ++impl_->counters.lateAnswers;
    return;
  }
  impl_->questions.erase(question);
  it->onFailure(question, failure, reason);
  impl_->collect();
}

RegistrationId Core::createRegistration() {
  const RegistrationId id{++impl_->lastRegistration_};
  impl_->registrations_.add(id, std::make_unique<Registration>(id, *impl_));
  return id;
}

Status Core::registerContact(RegistrationId id, OperationId operation, const RequestFields& fields,
                             const RegisterOptions& options) {
  Registration* it = impl_->registration(id);
  if (!it) return {ErrorCode::InvalidState, "Registerer terminated. Unable to register."};
  return it->registerContact(operation, fields, options, impl_->configuration.contact);
}

Status Core::unregister(RegistrationId id, OperationId operation, const RequestFields& fields,
                        bool all) {
  Registration* it = impl_->registration(id);
  if (!it) return {ErrorCode::InvalidState, "Registerer terminated. Unable to register."};
  return it->unregister(operation, fields, all, impl_->configuration.contact);
}

void Core::dispose(RegistrationId id) {
  if (Registration* it = impl_->registration(id)) it->dispose();
  impl_->collect();
}

}  // namespace sip
