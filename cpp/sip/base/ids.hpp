// Distinct 32-bit ids for everything that JavaScript and C++ name to each other. Ids count up from
// 1 and are never reused within one Core, so an answer to something that has ended finds nothing
// and is dropped. 0 means "none".
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace sip {

template <class Tag>
struct Id {
  std::uint32_t value = 0;

  constexpr explicit operator bool() const { return value != 0; }
  constexpr auto operator<=>(const Id&) const = default;
};

using ClientTransactionId = Id<struct ClientTransactionTag>;
/// Names a server transaction and, since each carries exactly one, the request that opened it.
using ServerTransactionId = Id<struct ServerTransactionTag>;
/// An outgoing request over as many transactions as authentication needs.
using RequestId = Id<struct RequestTag>;
using DialogId = Id<struct DialogTag>;
using SessionId = Id<struct SessionTag>;
using RegistrationId = Id<struct RegistrationTag>;
/// A received message, so that JavaScript can keep one object for it.
using MessageId = Id<struct MessageTag>;
/// A question to the application (an offer or answer wanted); see core/effect.hpp.
using QuestionId = Id<struct QuestionTag>;
/// An API call of the application whose promise is still open; chosen by the caller.
using OperationId = Id<struct OperationTag>;

}  // namespace sip

template <class Tag>
struct std::hash<sip::Id<Tag>> {
  std::size_t operator()(sip::Id<Tag> id) const noexcept { return id.value; }
};
