#include "sip/registration/registration.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "sip/message/name_addr.hpp"
#include "sip/registration/granted_expiry.hpp"
#include "sip/registration/schedule.hpp"

namespace sip {
namespace {

constexpr std::uint32_t kMostTooBrief = 2;
constexpr std::uint32_t kMostCSeq = 0x7fffffff;  // §8.1.1.5: less than 2**31

std::uint32_t idOf(const MessagePtr& message) {
  return message ? message->id.value : 0;
}

}  // namespace

// What the application asks for

Status Registration::registerContact(OperationId operation, const OutgoingRequest& fields,
                                     const RegisterOptions& options, std::string_view contact) {
  if (Status usable = checkUsable(); !usable) return usable;
  if (Status arguments = checkArguments(fields, contact); !arguments) return arguments;
  if (options.expiresSeconds == 0) {
    return {ErrorCode::InvalidArgument, "Invalid expires. Use unregister to remove a contact."};
  }
  if (options.refreshPercent < 50 || options.refreshPercent > 99) {
    return {ErrorCode::InvalidArgument,
            "Invalid refresh frequency. It is a percentage of the expiration time, 50 to 99."};
  }
  const std::uint32_t expires = std::max(options.expiresSeconds, minExpires_);
  const OutgoingRequest request = compose(fields, contact, options.contactParameters, expires);
  if (Status sendable = checkOutgoing(request); !sendable) return sendable;

  fields_ = fields;
  options_ = options;
  options_.expiresSeconds = expires;
  contact_ = contact;
  tooBrief_ = 0;
  send(request, operation, false);
  return Done{};
}

Status Registration::unregister(OperationId operation, const OutgoingRequest& fields, bool all,
                                std::string_view contact, std::string_view contactParameters) {
  if (Status usable = checkUsable(); !usable) return usable;
  if (Status arguments = checkArguments(fields, contact); !arguments) return arguments;
  OutgoingRequest request =
      compose(fields, contact,
              contactParameters.empty() ? options_.contactParameters : contactParameters, 0);
  if (all) {
    // §10.2.2: "*" MUST NOT be used unless Expires is there with a value of 0.
    request.extraHeaders.back() = "Contact: *";
    request.extraHeaders.emplace_back("Expires: 0");
  }
  if (Status sendable = checkOutgoing(request); !sendable) return sendable;

  if (state_ != RegistrationState::Registered && !all) {
    log(LogLevel::Warn, "Not currently registered, but sending an unregister anyway.");
  }
  send(request, operation, true);
  return Done{};
}

void Registration::dispose() {
  if (disposed_) return;
  disposed_ = true;
  if (!pending_) endDisposal();
}

void Registration::endDisposal() {
  if (state_ == RegistrationState::Registered) {
    send(compose(fields_, contact_, options_.contactParameters, 0), {}, true);
    return;
  }
  clearTimers();
  enter(RegistrationState::Terminated, nullptr);
}

Status Registration::checkUsable() const {
  if (state_ == RegistrationState::Terminated) {
    return {ErrorCode::InvalidState, "Registerer terminated. Unable to register."};
  }
  if (disposed_) return {ErrorCode::InvalidState, "Registerer disposed. Unable to register."};
  if (pending_) {
    // §10.2: no new registration before a final response to the previous one, or its timeout.
    return {ErrorCode::RequestPending,
            "REGISTER request already in progress, waiting for final response"};
  }
  return Done{};
}

Status Registration::checkArguments(const OutgoingRequest& fields, std::string_view contact) const {
  if (!parseNameAddr(contact)) {
    return {ErrorCode::InvalidArgument, "The contact is not a name-addr."};
  }
  if (std::max(cseq_, fields.cseq) >= kMostCSeq) {
    return {ErrorCode::InvalidArgument, "The CSeq number must stay below 2^31."};
  }
  return Done{};
}

// Sending

OutgoingRequest Registration::compose(const OutgoingRequest& fields, std::string_view contact,
                                      std::string_view parameters,
                                      std::uint32_t expiresSeconds) const {
  OutgoingRequest request = fields;
  if (!callId_.empty()) request.callId = callId_;
  request.cseq = std::max(cseq_, fields.cseq) + 1;
  std::string line = "Contact: ";
  line.append(contact).append(parameters).append(";expires=");
  line.append(std::to_string(expiresSeconds));
  request.extraHeaders.push_back(std::move(line));
  return request;
}

void Registration::send(const OutgoingRequest& request, OperationId operation, bool removal) {
  callId_ = request.callId;
  cseq_ = request.cseq;
  // One REGISTER at a time. The old expiry still counts: until it is answered this REGISTER has
  // changed nothing.
  host_.clearRegistrationTimer(id_, kRefresh);
  host_.clearRegistrationTimer(id_, kRetry);
  if (removal) kept_ = false;

  pending_ = Pending{{}, removal};
  host_.emit(EffectKind::RegistrationWaiting, id_.value, 1, 0, 0, {});
  const RequestId id = host_.sendRegister(id_, request);
  pending_->request = id;
  if (operation) {
    host_.emit(EffectKind::Settled, operation.value, static_cast<std::uint32_t>(ErrorCode::None),
               id.value, 0, {});
  }
}

void Registration::sendAgain() {
  send(compose(fields_, contact_, options_.contactParameters, options_.expiresSeconds), {}, false);
}

// What comes back

void Registration::onAuthenticated(RequestId request, std::uint32_t cseq) {
  if (pending_ && pending_->request == request) cseq_ = std::max(cseq_, cseq);
}

void Registration::onResponse(RequestId request, const MessagePtr& message, int status) {
  if (!pending_ || pending_->request != request) return;
  if (status < 200) return respond(request, message, status);
  if (pending_->removal) return onRemoved(request, message, status);
  if (status < 300) return onAccepted(request, message);
  if (status < 400) return onRedirected(request, message, status);
  if (status == 423 && !disposed_) return onIntervalTooBrief(request, message);
  onFailed(request, message, status);
}

void Registration::onAccepted(RequestId request, const MessagePtr& message) {
  const auto granted =
      grantedExpiry(*message, contact_ + options_.contactParameters, options_.expiresSeconds);
  if (granted.value_or(0) == 0) {
    // As in SIP.js the application's delegate hears nothing: it was not accepted, nor rejected.
    log(LogLevel::Error, granted ? "The registrar granted no time, dropping response."
                                 : "No Contact header pointing to us, dropping response.");
    enterUnregistered(message);
    if (kept_) retryLater(message);
    return stopWaiting(message);
  }
  failures_ = 0;
  kept_ = true;
  enterRegistered(*granted, message);
  respond(request, message, message->statusCode());
  stopWaiting(message);
}

void Registration::onRedirected(RequestId request, const MessagePtr& message, int status) {
  kept_ = false;
  log(LogLevel::Error, "Redirect received. Not supported.");
  enterUnregistered(message);
  respond(request, message, status);
  stopWaiting(message);
}

void Registration::onIntervalTooBrief(RequestId request, const MessagePtr& message) {
  const auto least = message ? message->number(HeaderName::MinExpires) : std::nullopt;
  // §10.2.8: equal to or greater than Min-Expires. One that is not above what was refused is a
  // contradiction, and asking again would go on for ever.
  if (!least || *least <= options_.expiresSeconds || ++tooBrief_ > kMostTooBrief) {
    log(LogLevel::Error, "423 received for REGISTER without a Min-Expires that helps.");
    return onFailed(request, message, 423);
  }
  options_.expiresSeconds = minExpires_ = *least;
  stopWaiting(message);
  sendAgain();
}

void Registration::onFailed(RequestId request, const MessagePtr& message, int status) {
  log(LogLevel::Warn, "Failed to register, status code " + std::to_string(status));
  enterUnregistered(message);
  const bool invited = message && message->number(HeaderName::RetryAfter).has_value();
  if (kept_ && (invited || isPassingFailure(status))) {
    retryLater(message);
  } else {
    kept_ = false;
  }
  respond(request, message, status);
  stopWaiting(message);
}

void Registration::onRemoved(RequestId request, const MessagePtr& message, int status) {
  if (status >= 300) {
    log(LogLevel::Error, "Unregister failed with status code " + std::to_string(status));
  }
  enterUnregistered(message);
  respond(request, message, status);
  stopWaiting(message);
}

void Registration::onTimer(int purpose) {
  switch (static_cast<Purpose>(purpose)) {
    case kRefresh:
    case kRetry:
      tooBrief_ = 0;
      sendAgain();
      return;
    case kExpiry:
      log(LogLevel::Warn, "Registration expired");
      enterUnregistered(nullptr);
      return;
  }
}

void Registration::retryLater(const MessagePtr& cause) {
  ++failures_;
  const auto [least, most] =
      retryDelay(failures_, cause ? cause->number(HeaderName::RetryAfter) : std::nullopt);
  host_.setRegistrationTimer(id_, kRetry, host_.now() + host_.between(least, most));
}

// What the application sees

void Registration::enter(RegistrationState state, const MessagePtr& cause) {
  if (state_ == state) return;
  state_ = state;
  host_.emit(EffectKind::RegistrationState, id_.value, static_cast<std::uint32_t>(state),
             idOf(cause), 0, {});
}

void Registration::enterRegistered(std::uint32_t grantedSeconds, const MessagePtr& cause) {
  clearTimers();
  const TimeMs now = host_.now();
  host_.setRegistrationTimer(id_, kRefresh,
                             now + refreshDelay(grantedSeconds, options_.refreshPercent));
  host_.setRegistrationTimer(id_, kExpiry, now + DurationMs{grantedSeconds} * 1000);
  enter(RegistrationState::Registered, cause);
}

void Registration::enterUnregistered(const MessagePtr& cause) {
  clearTimers();
  enter(RegistrationState::Unregistered, cause);
}

void Registration::respond(RequestId request, const MessagePtr& message, int status) {
  host_.emit(EffectKind::Response, request.value,
             static_cast<std::uint32_t>(responseKindOf(status)), idOf(message),
             static_cast<std::uint32_t>(status), {});
}

void Registration::stopWaiting(const MessagePtr& cause) {
  pending_.reset();
  host_.emit(EffectKind::RegistrationWaiting, id_.value, 0, idOf(cause), 0, {});
  if (disposed_) endDisposal();
}

void Registration::clearTimers() {
  host_.clearRegistrationTimer(id_, kRefresh);
  host_.clearRegistrationTimer(id_, kExpiry);
  host_.clearRegistrationTimer(id_, kRetry);
}

void Registration::log(LogLevel level, std::string_view text) const {
  host_.log(level, LogCategory::Registration, text);
}

}  // namespace sip
