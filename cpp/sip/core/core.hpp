// The SIP user agent: the only header that a host includes. Inputs in, effects out.
//
// A host calls an input, then takes effects() until done, then arms one timer for deadline().
// Inputs never throw, never call back, and may be called while earlier effects are still being
// carried out (a delegate that answers a call does so). All text is UTF-8; values that hold CR, LF
// or NUL are refused before anything is sent (ErrorCode::HeaderInjection).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sip/base/ids.hpp"
#include "sip/base/result.hpp"
#include "sip/base/time.hpp"
#include "sip/core/effect.hpp"
#include "sip/message/message.hpp"
#include "sip/message/outgoing.hpp"
#include "sip/registration/registration.hpp"
#include "sip/session/invite_options.hpp"
#include "sip/session/session_state.hpp"

namespace sip {

struct Configuration {
  std::string viaTransport = "WSS";
  std::string viaHost;  ///< RFC 7118 §5: an .invalid host name
  bool forceRport = false;
  std::string aor;        ///< our address of record, a URI; requests for anybody else get 404
  std::string contact;    ///< Contact header value of dialogs and registrations
  std::string userAgent;  ///< User-Agent of requests, Server-side of responses; none when empty
  std::vector<std::string>
      supported;         ///< option tags for Supported; a Require with any other gets 420
  std::string username;  ///< for digest authentication
  std::string password;
  std::string ha1;
  std::uint32_t noAnswerTimeoutSeconds =
      60;  ///< an unanswered incoming call is refused with 480 after this
  bool sendInitialProvisionalResponse = true;  ///< 180 as soon as somebody listens for the call
  ParseLimits limits;
};

/// What the application gives for a dialog-forming or out-of-dialog request.
using RequestFields = OutgoingRequest;

/// Counters since construction; for tests, logs and bug reports.
struct Counters {
  std::uint32_t received = 0;
  std::uint32_t dropped = 0;   ///< broken messages that could not be answered
  std::uint32_t rejected = 0;  ///< broken requests answered with 400 or 505
  std::uint32_t strayResponses = 0;
  std::uint32_t lateAnswers = 0;  ///< answers to questions whose call had ended
};

/// What is alive now; for tests and bug reports. All zero when nothing is going on.
struct Load {
  std::size_t sessions = 0;
  std::size_t transactions = 0;
  std::size_t requests = 0;  ///< outgoing ones that may still get a response
  std::size_t questions = 0;
  std::size_t timers = 0;
};

struct DialogInfo {
  std::string callId, localTag, remoteTag, localUri, remoteUri, remoteTarget;
  std::vector<std::string> routeSet;
  bool early = false;
};

class Core {
 public:
  explicit Core(const Configuration& configuration);
  ~Core();
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

  void configure(const Configuration& configuration);

  // Effects. The queue is refilled by the next input: take it all (copy) before making one.
  const EffectQueue& effects() const;
  void takeEffects();  ///< forgets what was taken
  std::optional<TimeMs> deadline() const;

  // Time, randomness, network. `now` never goes back; an earlier one counts as the latest seen.
  void setNow(TimeMs now);   ///< before any input; cheap
  void advance(TimeMs now);  ///< fires every timer due; spurious calls do nothing
  void entropy(std::string_view bytes);
  std::string token(std::size_t hexDigits);
  /// One WebSocket message. Returns the parsed message (nullptr when it was broken: logged,
  /// counted, answered if it can be). The host keeps it only for this input's effects.
  MessagePtr receive(std::string bytes);
  void transportFailed(ClientTransactionId client, ServerTransactionId server);
  /// The connection is gone: requests that wait for an answer fail with 503, calls live on.
  void transportDown();

  // Requests outside a session (OPTIONS, MESSAGE, ...). Answers come as Response effects. INVITE
  // has verbs of its own below; ACK and CANCEL follow from it.
  Result<RequestId> request(const RequestFields& fields);
  /// CANCEL for an INVITE, once a provisional response allows it (§9.1): a re-INVITE, since the
  /// first one's cancelling is cancel(SessionId).
  Status cancel(RequestId request, const std::vector<std::string>& extraHeaders);

  // Answers to incoming requests other than INVITE, which its session answers.
  Status respond(ServerTransactionId request, const ResponseOptions& options);
  /// What the core does when no delegate wants the request: 200, 405, 480, 481 ... by method and
  /// state. No effect when answered.
  void respondDefault(ServerTransactionId request);

  // Outgoing calls.
  SessionId createInviter();
  /// Emits NeedOffer (unless withoutDescription), then sends. Settled(operation) once the INVITE is
  /// on its way, or failed.
  Status invite(SessionId session, OperationId operation, const RequestFields& fields,
                InviteOptions options);
  Status cancel(SessionId session, const std::vector<std::string>& extraHeaders);

  // Incoming calls. Settled(operation) when the response is on its way.
  void offerInvitation(SessionId session,
                       bool hasDelegate);  ///< 180 when somebody listens, else 486
  Status progress(SessionId session, OperationId operation, const ResponseOptions& options);
  Status accept(SessionId session, OperationId operation, const ResponseOptions& options);
  Status reject(SessionId session, OperationId operation, const ResponseOptions& options);

  // Established calls.
  Status bye(SessionId session, OperationId operation, const std::vector<std::string>& extraHeaders,
             const std::optional<Body>& body);
  Status reinvite(SessionId session, OperationId operation,
                  const std::vector<std::string>& extraHeaders, InviteOptions options);
  /// INFO, MESSAGE, REFER, NOTIFY ... inside the dialog. Settled(operation) with the request.
  Status sessionRequest(SessionId session, OperationId operation, std::string_view method,
                        const std::vector<std::string>& extraHeaders,
                        const std::optional<Body>& body);
  std::optional<DialogInfo> dialog(SessionId session) const;
  /// Ends the call whatever its state: CANCEL, 480 or BYE as the state asks for.
  void dispose(SessionId session);

  // Answers to NeedOffer, NeedAnswer (with a body), ApplyAnswer, RollbackOffer (without).
  void answerQuestion(QuestionId question, const std::optional<Body>& body);
  void failQuestion(QuestionId question, DescriptionFailure failure, std::string_view reason);

  // Registrations (§10).
  RegistrationId createRegistration();
  Status registerContact(RegistrationId registration, OperationId operation,
                         const RequestFields& fields, const RegisterOptions& options);
  /// `all` removes every contact of the address of record ("Contact: *").
  Status unregister(RegistrationId registration, OperationId operation, const RequestFields& fields,
                    bool all);
  void dispose(RegistrationId registration);

  /// Ends everything silently; the core can be used again afterwards.
  void reset();
  Counters counters() const;
  Load load() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sip
