// sip::Core for JavaScript: a function per input, no decisions. Numbers cross as numbers, text
// through the exchange (exchange.hpp, fields.hpp); a `length` argument is how many bytes of it are
// the field list of docs/architecture.md. Commands return an ErrorCode, or 0 instead of an id;
// errorDetail() then has the sentence.

#include <emscripten/bind.h>

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
  const Number messageBytes = reader.number();
  const Number headerCount = reader.number();
  configuration.limits = limitsOf(messageBytes, headerCount, reader.number());
  return configuration;
}

class CoreBinding {
 public:
  explicit CoreBinding(const Configuration& configuration) : core_(configuration) {}

  void configure(Number length) { core_.configure(readConfiguration(length)); }

  /// Shows the effects of the latest input; they stay until takeEffects().
  Number effects() {
    const EffectQueue& effects = core_.effects();
    exchange().show(effects.words(), effects.text());
    return static_cast<Number>(effects.size());
  }
  void takeEffects() { core_.takeEffects(); }
  /// Milliseconds on the host's clock; below zero when no timer runs.
  double deadline() {
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
    writeIndex(message->id, message->text(), message->index(), exchange().words());
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
  Number dialog(Number session) {
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
  Number counters() {
    const Counters counters = core_.counters();
    exchange().words() = {counters.received, counters.dropped, counters.rejected,
                          counters.strayResponses, counters.lateAnswers};
    return exchange().showWords();
  }
  Number errorCode() { return static_cast<Number>(error_.code); }
  Number errorDetail() { return exchange().showText(error_.detail); }

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

Number createCore(Number length) {
  return addressOf(new CoreBinding(readConfiguration(length)));
}
void freeCore(Number core) {
  delete reinterpret_cast<CoreBinding*>(core);
}

/// A method as a function that takes the core's address first. embind's own classes would bring
/// handles, smart pointers and inheritance into the glue, all for this one class of which each
/// engine holds one.
template <auto>
struct Method;
template <class Result, class... Arguments, Result (CoreBinding::*method)(Arguments...)>
struct Method<method> {
  static Result call(Number core, Arguments... arguments) {
    return (reinterpret_cast<CoreBinding*>(core)->*method)(arguments...);
  }
};

template <auto method>
void expose(const char* name) {
  emscripten::function(name, &Method<method>::call);
}

}  // namespace

EMSCRIPTEN_BINDINGS(core) {
  emscripten::function("createCore", &createCore);
  emscripten::function("freeCore", &freeCore);
  expose<&CoreBinding::configure>("configure");
  expose<&CoreBinding::effects>("effects");
  expose<&CoreBinding::takeEffects>("takeEffects");
  expose<&CoreBinding::deadline>("deadline");
  expose<&CoreBinding::setNow>("setNow");
  expose<&CoreBinding::advance>("advance");
  expose<&CoreBinding::entropy>("entropy");
  expose<&CoreBinding::receive>("receive");
  expose<&CoreBinding::transportFailed>("transportFailed");
  expose<&CoreBinding::transportDown>("transportDown");
  expose<&CoreBinding::request>("request");
  expose<&CoreBinding::cancelRequest>("cancelRequest");
  expose<&CoreBinding::respond>("respond");
  expose<&CoreBinding::respondDefault>("respondDefault");
  expose<&CoreBinding::createInviter>("createInviter");
  expose<&CoreBinding::invite>("invite");
  expose<&CoreBinding::cancel>("cancel");
  expose<&CoreBinding::offerInvitation>("offerInvitation");
  expose<&CoreBinding::progress>("progress");
  expose<&CoreBinding::accept>("accept");
  expose<&CoreBinding::reject>("reject");
  expose<&CoreBinding::bye>("bye");
  expose<&CoreBinding::reinvite>("reinvite");
  expose<&CoreBinding::sessionRequest>("sessionRequest");
  expose<&CoreBinding::dialog>("dialog");
  expose<&CoreBinding::dispose>("dispose");
  expose<&CoreBinding::answerQuestion>("answerQuestion");
  expose<&CoreBinding::failQuestion>("failQuestion");
  expose<&CoreBinding::createRegistration>("createRegistration");
  expose<&CoreBinding::registerContact>("registerContact");
  expose<&CoreBinding::unregister>("unregister");
  expose<&CoreBinding::disposeRegistration>("disposeRegistration");
  expose<&CoreBinding::reset>("reset");
  expose<&CoreBinding::counters>("counters");
  expose<&CoreBinding::errorCode>("errorCode");
  expose<&CoreBinding::errorDetail>("errorDetail");
}

}  // namespace sip::binding
