// One registration: REGISTER, its refresh, its end (RFC 3261 §10). A registration is the application's Registerer.
//
//   Initial ──> Registered <──> Unregistered      any ──> Terminated
//
// While a REGISTER is unanswered the registration is "waiting" and refuses another one (§10.2).
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

/// What a registration needs from the core that owns it.
class RegistrationHost {
 public:
  virtual ~RegistrationHost() = default;
  virtual TimeMs now() const = 0;
  /// Sends, authenticates when challenged, and reports each answer to Registration::onResponse.
  virtual RequestId sendRegister(RegistrationId registration, const OutgoingRequest& request) = 0;
  /// One timer per registration and purpose; onTimer is called back.
  virtual void setRegistrationTimer(RegistrationId registration, int purpose, TimeMs at) = 0;
  virtual void clearRegistrationTimer(RegistrationId registration, int purpose) = 0;
  /// Uniform in [low, high]: spreads retries so that a restarted server is not met by all clients at once.
  virtual std::uint32_t between(std::uint32_t low, std::uint32_t high) = 0;
  virtual void emit(EffectKind kind, std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d,
                    std::string_view text) = 0;
  virtual void log(LogLevel level, LogCategory category, std::string_view text) = 0;
};

}  // namespace sip
