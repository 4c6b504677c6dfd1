// sip::Core for JavaScript: a method per input, no decisions. Numbers cross as numbers, text
// through the exchange (exchange.hpp, fields.hpp); a `length` argument is how many bytes of it are
// the field list of docs/architecture.md. Commands return an ErrorCode, or 0 instead of an id;
// errorDetail() then has the sentence.

#include <emscripten/bind.h>

#include <memory>
#include <string>
#include <utility>

#include "exchange.hpp"
#include "fields.hpp"
#include "message_index.hpp"
#include "sip/core/core.hpp"

namespace sip::binding {
namespace {

using Number = std::uint32_t;

FieldReader fields(Number length) {
  return FieldReader(exchange().input(length));
}

Configuration readConfiguration(Number length) {
  FieldReader reader = fields(length);
  Configuration configuration;
  configuration.viaTransport = reader.string();
  configuration.viaHost = reader.string();
  configuration.forceRport = reader.flag();
  configuration.aor = reader.string();
  configuration.contact = reader.string();
  configuration.userAgent = reader.string();
  configuration.supported = reader.list();
  configuration.username = reader.string();
  configuration.password = reader.string();
  configuration.ha1 = reader.string();
  configuration.noAnswerTimeoutSeconds = reader.number();
  configuration.sendInitialProvisionalResponse = reader.flag();
  return configuration;
}

class CoreBinding {
 public:
  explicit CoreBinding(Configuration configuration) : core_(std::move(configuration)) {}

  void configure(Number length) { core_.configure(readConfiguration(length)); }

  /// Shows the effects of the latest input; they stay until takeEffects().
  Number effects() {
    const EffectQueue& effects = core_.effects();
    exchange().show(effects.words(), effects.text());
    return static_cast<Number>(effects.size());
  }
  void takeEffects() { core_.takeEffects(); }
  /// Milliseconds on the host's clock; below zero when no timer runs.
  double deadline() const {
    const auto deadline = core_.deadline();
    return deadline ? static_cast<double>(*deadline) : -1;
  }

  void setNow(double now) { core_.setNow(static_cast<TimeMs>(now)); }
  void advance(double now) { core_.advance(static_cast<TimeMs>(now)); }
  void entropy(Number length) { core_.entropy(exchange().input(length)); }
  /// Shows the index of the message; 0 when it was broken.
  Number receive(Number length) {
    const MessagePtr message = core_.receive(std::string(exchange().input(length)));
    if (!message) return 0;
    writeIndex(*message, exchange().words());
    return exchange().showWords();
  }
  void transportFailed(Number client, Number server) {
    core_.transportFailed(ClientTransactionId{client}, ServerTransactionId{server});
  }
  void transportDown() { core_.transportDown(); }

  Number request(Number length) {
    const auto request = core_.request(fields(length).request());
    if (request) return request.value().value;
    refuse(request.error());
    return 0;
  }
  Number cancelRequest(Number request, Number length) {
    return done(core_.cancel(RequestId{request}, fields(length).list()));
  }

  Number respond(Number request, Number length) {
    return done(core_.respond(ServerTransactionId{request}, fields(length).response()));
  }
  void respondDefault(Number request) { core_.respondDefault(ServerTransactionId{request}); }

  Number createInviter() { return core_.createInviter().value; }
  Number invite(Number session, Number operation, bool withoutDescription, bool earlyMedia,
                Number length) {
    return done(core_.invite(SessionId{session}, OperationId{operation}, fields(length).request(),
                             {withoutDescription, earlyMedia}));
  }
  Number cancel(Number session, Number length) {
    return done(core_.cancel(SessionId{session}, fields(length).list()));
  }

  void offerInvitation(Number session, bool hasDelegate) {
    core_.offerInvitation(SessionId{session}, hasDelegate);
  }
  Number progress(Number session, Number operation, Number length) {
    return done(
        core_.progress(SessionId{session}, OperationId{operation}, fields(length).response()));
  }
  Number accept(Number session, Number operation, Number length) {
    return done(
        core_.accept(SessionId{session}, OperationId{operation}, fields(length).response()));
  }
  Number reject(Number session, Number operation, Number length) {
    return done(
        core_.reject(SessionId{session}, OperationId{operation}, fields(length).response()));
  }

  Number bye(Number session, Number operation, Number length) {
    FieldReader reader = fields(length);
    const auto headers = reader.list();
    return done(core_.bye(SessionId{session}, OperationId{operation}, headers, reader.body()));
  }
  Number reinvite(Number session, Number operation, bool withoutDescription, Number length) {
    return done(core_.reinvite(SessionId{session}, OperationId{operation}, fields(length).list(),
                               {withoutDescription, false}));
  }
  /// The method, then a headers list.
  Number sessionRequest(Number session, Number operation, Number length) {
    FieldReader reader = fields(length);
    const std::string_view method = reader.next();
    const auto headers = reader.list();
    return done(core_.sessionRequest(SessionId{session}, OperationId{operation}, method, headers,
                                     reader.body()));
  }
  /// Shows Call-ID, local tag, remote tag, local URI, remote URI, remote target, "1" while early,
  /// n, n routes; 0 for none.
  Number dialog(Number session) const {
    const auto info = core_.dialog(SessionId{session});
    if (!info) return 0;
    FieldWriter writer;
    writer.add(info->callId).add(info->localTag).add(info->remoteTag);
    writer.add(info->localUri).add(info->remoteUri).add(info->remoteTarget);
    writer.add(info->early ? "1" : "0").add(static_cast<Number>(info->routeSet.size()));
    for (const std::string& route : info->routeSet) writer.add(route);
    return exchange().showText(writer.take());
  }
  void dispose(Number session) { core_.dispose(SessionId{session}); }

  void answerQuestion(Number question, Number length) {
    core_.answerQuestion(QuestionId{question}, fields(length).body());
  }
  /// The whole text is the reason.
  void failQuestion(Number question, Number failure, Number length) {
    core_.failQuestion(QuestionId{question}, static_cast<DescriptionFailure>(failure),
                       exchange().input(length));
  }

  Number createRegistration() { return core_.createRegistration().value; }
  /// Contact parameters, then a request list.
  Number registerContact(Number registration, Number operation, Number expires,
                         Number refreshPercent, Number length) {
    FieldReader reader = fields(length);
    RegisterOptions options;
    options.expiresSeconds = expires;
    options.refreshPercent = refreshPercent;
    options.contactParameters = reader.string();
    return done(core_.registerContact(RegistrationId{registration}, OperationId{operation},
                                      reader.request(), options));
  }
  Number unregister(Number registration, Number operation, bool all, Number length) {
    return done(core_.unregister(RegistrationId{registration}, OperationId{operation},
                                 fields(length).request(), all));
  }
  void disposeRegistration(Number registration) { core_.dispose(RegistrationId{registration}); }

  void reset() { core_.reset(); }
  /// Shows the counters in the order of sip::Counters.
  Number counters() const {
    const Counters counters = core_.counters();
    exchange().words() = {counters.received, counters.dropped, counters.rejected,
                          counters.strayResponses, counters.lateAnswers};
    return exchange().showWords();
  }
  Number errorCode() const { return static_cast<Number>(error_.code); }
  Number errorDetail() const { return exchange().showText(error_.detail); }

 private:
  Number done(const Status& status) {
    if (status) return 0;
    return refuse(status.error());
  }
  Number refuse(const Error& error) {
    error_ = error;
    return errorCode();
  }

  Core core_;
  Error error_;
};

/// What a JavaScript object holds, freed with it. (std::shared_ptr would bring emscripten::val
/// along.)
struct CoreHandle {
  using element_type = CoreBinding;
  std::unique_ptr<CoreBinding> core;
};

CoreHandle makeCore(Number length) {
  return {std::make_unique<CoreBinding>(readConfiguration(length))};
}

}  // namespace
}  // namespace sip::binding

template <>
struct emscripten::smart_ptr_trait<sip::binding::CoreHandle>
    : emscripten::default_smart_ptr_trait<sip::binding::CoreHandle> {
  using element_type = sip::binding::CoreBinding;
  static element_type* get(const sip::binding::CoreHandle& handle) { return handle.core.get(); }
};

namespace sip::binding {

EMSCRIPTEN_BINDINGS(core) {
  emscripten::class_<CoreBinding>("Core")
      .smart_ptr_constructor("Core", &makeCore)
      .function("configure", &CoreBinding::configure)
      .function("effects", &CoreBinding::effects)
      .function("takeEffects", &CoreBinding::takeEffects)
      .function("deadline", &CoreBinding::deadline)
      .function("setNow", &CoreBinding::setNow)
      .function("advance", &CoreBinding::advance)
      .function("entropy", &CoreBinding::entropy)
      .function("receive", &CoreBinding::receive)
      .function("transportFailed", &CoreBinding::transportFailed)
      .function("transportDown", &CoreBinding::transportDown)
      .function("request", &CoreBinding::request)
      .function("cancelRequest", &CoreBinding::cancelRequest)
      .function("respond", &CoreBinding::respond)
      .function("respondDefault", &CoreBinding::respondDefault)
      .function("createInviter", &CoreBinding::createInviter)
      .function("invite", &CoreBinding::invite)
      .function("cancel", &CoreBinding::cancel)
      .function("offerInvitation", &CoreBinding::offerInvitation)
      .function("progress", &CoreBinding::progress)
      .function("accept", &CoreBinding::accept)
      .function("reject", &CoreBinding::reject)
      .function("bye", &CoreBinding::bye)
      .function("reinvite", &CoreBinding::reinvite)
      .function("sessionRequest", &CoreBinding::sessionRequest)
      .function("dialog", &CoreBinding::dialog)
      .function("dispose", &CoreBinding::dispose)
      .function("answerQuestion", &CoreBinding::answerQuestion)
      .function("failQuestion", &CoreBinding::failQuestion)
      .function("createRegistration", &CoreBinding::createRegistration)
      .function("registerContact", &CoreBinding::registerContact)
      .function("unregister", &CoreBinding::unregister)
      .function("disposeRegistration", &CoreBinding::disposeRegistration)
      .function("reset", &CoreBinding::reset)
      .function("counters", &CoreBinding::counters)
      .function("errorCode", &CoreBinding::errorCode)
      .function("errorDetail", &CoreBinding::errorDetail);
}

}  // namespace sip::binding
