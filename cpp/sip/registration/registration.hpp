// One registration: REGISTER, its refresh, its end (RFC 3261 §10). A registration is the
// application's Registerer.
//
//   Initial ──> Registered <──> Unregistered      any ──> Terminated
//
// While a REGISTER is unanswered the registration is "waiting" and refuses another one (§10.2).
//
//   what happens                       state          then
//   200, our binding granted           Registered     refreshed before it expires, on and on
//   200, our binding absent or zero    Unregistered   retried, if kept
//   423 with a higher Min-Expires      unchanged      sent again at once with it, twice at most
//   3xx                                Unregistered   nothing: the application decides
//   a passing failure (schedule.hpp)   Unregistered   retried, if kept
//   any other failure                  Unregistered   nothing
//   the granted time passes            Unregistered   the refresh under way decides
//   unregister() answered, whatever    Unregistered   nothing
//
// A registration is "kept" from the first time it is granted until it is unregistered, redirected,
// refused for good or disposed of. A first register() that fails is the application's to repeat, as
// in SIP.js; SIP.js also gives up when a refresh fails, where this one shows Unregistered and goes
// on trying by itself.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sip/base/ids.hpp"
#include "sip/base/result.hpp"
#include "sip/base/time.hpp"
#include "sip/core/effect.hpp"
#include "sip/message/message.hpp"
#include "sip/message/outgoing.hpp"
#include "sip/registration/registration_state.hpp"

namespace sip {

struct RegisterOptions {
  std::uint32_t expiresSeconds = 600;  ///< asked for; the registrar may grant another time
  std::uint32_t refreshPercent = 99;   ///< of the granted time, 50 to 99
  std::string contactParameters;       ///< ";reg-id=1;+sip.instance=..." behind the contact
};

/// What a registration needs from the core that owns it.
class RegistrationHost {
 public:
  virtual ~RegistrationHost() = default;
  virtual TimeMs now() const = 0;
  /// Sends, and reports each answer to Registration::onResponse. When challenged it repeats the
  /// REGISTER with credentials and reports that to onAuthenticated instead.
  virtual RequestId sendRegister(RegistrationId registration, const OutgoingRequest& request) = 0;
  /// One timer per registration and purpose; onTimer is called back.
  virtual void setRegistrationTimer(RegistrationId registration, int purpose, TimeMs at) = 0;
  virtual void clearRegistrationTimer(RegistrationId registration, int purpose) = 0;
  /// Uniform in [low, high]: spreads retries so that a restarted server is not met by all clients
  /// at once.
  virtual std::uint32_t between(std::uint32_t low, std::uint32_t high) = 0;
  virtual void emit(EffectKind kind, std::uint32_t a, std::uint32_t b, std::uint32_t c,
                    std::uint32_t d, std::string_view text) = 0;
  virtual void log(LogLevel level, LogCategory category, std::string_view text) = 0;
};

class Registration {
 public:
  Registration(RegistrationId id, RegistrationHost& host) : id_(id), host_(host) {}

  /// `fields` is the whole REGISTER but for Contact and Expires. Its CSeq is the one before the
  /// first REGISTER's, as in SIP.js; from then on each REGISTER raises it by one and keeps the
  /// first one's Call-ID (§10.2.4). `contact` is a name-addr. Emits RegistrationWaiting, sends,
  /// then emits Settled with the request. Errors, nothing changed: RequestPending while waiting,
  /// InvalidState after dispose(), InvalidArgument, HeaderInjection.
  Status registerContact(OperationId operation, const OutgoingRequest& fields,
                         const RegisterOptions& options, std::string_view contact);

  /// Removes our binding, or with `all` every binding of the address of record (§10.2.2), whether
  /// or not we think that we are registered. `contactParameters` are those of the last
  /// registerContact() unless given: a registrar that knows bindings by instance finds ours by
  /// them. Effects and errors as for registerContact().
  Status unregister(OperationId operation, const OutgoingRequest& fields, bool all,
                    std::string_view contact, std::string_view contactParameters = {});

  /// Waits for the REGISTER under way, unregisters if registered, and ends Terminated; at once when
  /// there is nothing to wait for. Calling it again does nothing.
  void dispose();

  /// Every answer to a REGISTER, provisional ones too. `message` is nullptr when the core made up
  /// the final status: 408 for a timeout, 503 for a transport failure.
  void onResponse(RequestId request, const MessagePtr& message, int status);
  /// The core repeated the REGISTER with credentials, under this CSeq (§22.2): the next one must be
  /// higher still (§10.3 step 7).
  void onAuthenticated(RequestId request, std::uint32_t cseq);
  void onTimer(int purpose);

  RegistrationState state() const { return state_; }
  bool waiting() const { return pending_.has_value(); }

 private:
  enum Purpose : int { kRefresh, kExpiry, kRetry };

  /// The REGISTER that awaits its final response.
  struct Pending {
    RequestId request;
    bool removal = false;
  };

  Status checkUsable() const;
  Status checkArguments(const OutgoingRequest& fields, std::string_view contact) const;
  OutgoingRequest compose(const OutgoingRequest& fields, std::string_view contact,
                          std::string_view parameters, std::uint32_t expiresSeconds) const;
  void send(const OutgoingRequest& request, OperationId operation, bool removal);
  void sendAgain();

  void onAccepted(RequestId request, const MessagePtr& message);
  void onRedirected(RequestId request, const MessagePtr& message, int status);
  void onIntervalTooBrief(RequestId request, const MessagePtr& message);
  void onFailed(RequestId request, const MessagePtr& message, int status);
  void onRemoved(RequestId request, const MessagePtr& message, int status);

  void enter(RegistrationState state, const MessagePtr& cause);
  void enterRegistered(std::uint32_t grantedSeconds, const MessagePtr& cause);
  void enterUnregistered(const MessagePtr& cause);
  void retryLater(const MessagePtr& cause);
  void respond(RequestId request, const MessagePtr& message, int status);
  void stopWaiting(const MessagePtr& cause);
  void endDisposal();
  void clearTimers();
  void log(LogLevel level, std::string_view text) const;

  RegistrationId id_;
  RegistrationHost& host_;
  RegistrationState state_ = RegistrationState::Initial;
  bool kept_ = false;
  bool disposed_ = false;
  std::optional<Pending> pending_;

  OutgoingRequest fields_;  ///< of the last registerContact(), as are the next two
  RegisterOptions options_;
  std::string contact_;
  std::string callId_;            ///< of the first REGISTER and so of all
  std::uint32_t cseq_ = 0;        ///< the highest one sent
  std::uint32_t minExpires_ = 0;  ///< the highest Min-Expires met, in seconds
  std::uint32_t tooBrief_ = 0;    ///< 423 responses in a row
  std::uint32_t failures_ = 0;    ///< failed REGISTERs in a row while kept
};

}  // namespace sip
