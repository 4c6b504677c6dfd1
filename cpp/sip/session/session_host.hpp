// What a session needs from the core that owns it. Nothing here calls back into the session.
#pragma once

#include <cstdint>
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
#include "sip/transaction/outputs.hpp"

namespace sip {

enum class SessionTimer : std::uint8_t {
  NoAnswer,    ///< nobody answered the incoming call (configured)
  Expires,     ///< the INVITE's Expires has passed (RFC 3261 §13.3.1)
  Resend2xx,   ///< a 2xx is repeated until its ACK (§13.3.1.4)
  AckTimeout,  ///< no ACK came at all
  Glare,       ///< the wait after a 491 (§14.1)
};

/// A request as it last went out.
struct SentRequest {
  OutgoingRequest request;
  std::vector<std::string>
      authorization;  ///< its credentials, which the ACK to a 2xx repeats (§22.1)
};

class SessionHost {
 public:
  virtual ~SessionHost() = default;
  virtual TimeMs now() const = 0;
  virtual const Timing& timing() const = 0;
  virtual std::uint32_t between(std::uint32_t low, std::uint32_t high) = 0;
  virtual std::uint32_t noAnswerTimeoutSeconds() const = 0;
  virtual bool sendsInitialProvisional() const = 0;

  // Client side. Answers come as Session::onResponse, authentication already done.
  virtual RequestId send(SessionId session, OutgoingRequest request) = 0;
  /// Keeps the request beyond the end of its transaction: for its ACK and the report of its
  /// response, which may wait for a description longer than 64*T1, and to send it again under its
  /// id after a 491.
  virtual void holdRequest(RequestId request) = 0;
  virtual void releaseRequest(RequestId request) = 0;
  virtual void sendAgain(RequestId request, OutgoingRequest again) = 0;
  virtual void cancelRequest(RequestId request, std::vector<std::string> extraHeaders) = 0;
  virtual const SentRequest* sent(RequestId request) const = 0;
  virtual std::string sendAck(const OutgoingRequest& ack) = 0;
  virtual void resend(const std::string& text) = 0;

  // Server side. Adds Contact, Allow and the like.
  virtual Status respond(ServerTransactionId request, const ResponseOptions& options) = 0;
  /// respond() with a status and at most one header line.
  virtual void answer(ServerTransactionId request, int status, std::string_view header = {}) = 0;
  virtual void resendResponse(ServerTransactionId request) = 0;
  virtual std::string_view lastResponse() const = 0;  ///< text of the latest respond()
  virtual void respondDefault(ServerTransactionId request) = 0;
  virtual std::string toTag(ServerTransactionId request) = 0;

  virtual QuestionId ask(EffectKind kind, SessionId session, const MessagePtr& message,
                         bool reinvite) = 0;
  virtual void forgetQuestion(QuestionId question) = 0;
  virtual void setSessionTimer(SessionId session, SessionTimer timer, TimeMs at) = 0;
  virtual void clearSessionTimer(SessionId session, SessionTimer timer) = 0;
  virtual void emit(EffectKind kind, std::uint32_t a, std::uint32_t b = 0, std::uint32_t c = 0,
                    std::uint32_t d = 0, std::string_view text = {}) = 0;
  virtual void log(LogLevel level, LogCategory category, std::string_view text) = 0;
};

}  // namespace sip
