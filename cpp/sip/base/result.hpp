// A value or the reason there is none. The core throws nothing: misuse by the application and
// broken network input both come back as values, and a Result that is ignored does not compile.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace sip {

/// Why a call of the application was refused. Each code becomes one error class in JavaScript
/// (js/src/core/errors.ts).
enum class ErrorCode : unsigned char {
  None,
  InvalidArgument,  ///< A value has a form that SIP cannot carry; detail names the field.
  HeaderInjection,  ///< A value holds CR, LF or NUL and would have become a second header or
                    ///< message.
  InvalidState,     ///< The session, registration or transaction is in a state that does not allow
                    ///< this.
  RequestPending,   ///< A re-INVITE (RFC 3261 §14.1) or REGISTER (§10.2) is still waiting for its
                    ///< final response.
  UnknownId,        ///< The object has ended; nothing was done.
  SessionTerminated,   ///< The call ended before what was asked for could finish.
  DescriptionFailed,   ///< The session description handler rejected; its own error is the cause.
  DescriptionMissing,  ///< A 2xx carried no session description where one was due (§13.2.1).
  TransportDown,       ///< There is no connection to send on.
};

struct Error {
  ErrorCode code = ErrorCode::None;
  std::string detail;  ///< One sentence for people: what, which field, what to do.
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}      // NOLINT: implicit by design
  Result(Error error) : state_(std::move(error)) {}  // NOLINT
  Result(ErrorCode code, std::string detail) : state_(Error{code, std::move(detail)}) {}

  explicit operator bool() const { return state_.index() == 0; }
  const T& value() const { return *std::get_if<0>(&state_); }
  T& value() { return *std::get_if<0>(&state_); }
  const Error& error() const { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, Error> state_;
};

/// Success without a value.
struct Done {};
using Status = Result<Done>;

}  // namespace sip
