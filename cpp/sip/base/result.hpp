// A value or the reason there is none. The core throws nothing: misuse by the application and
// broken network input both come back as values, and a Result that is ignored does not compile.
#pragma once

#include <string>
#include <utility>

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

/// T is cheap to make empty: an id, or nothing at all. (A variant would cost the module a table of
/// functions for each T.)
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}      // NOLINT: implicit by design
  Result(Error error) : error_(std::move(error)) {}  // NOLINT
  Result(ErrorCode code, std::string detail) : error_{code, std::move(detail)} {}

  explicit operator bool() const { return error_.code == ErrorCode::None; }
  const T& value() const { return value_; }
  const Error& error() const { return error_; }

 private:
  T value_{};
  Error error_;
};

/// Success without a value.
struct Done {};
using Status = Result<Done>;

}  // namespace sip
