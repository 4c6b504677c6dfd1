#include "sip/message/method.hpp"

#include <array>
#include <cstddef>

namespace sip {

namespace {

// In the enum's order.
constexpr std::array<std::string_view, 15> kMethods = {
    "",        "ACK",   "BYE",     "CANCEL", "INFO",     "INVITE",    "MESSAGE", "NOTIFY",
    "OPTIONS", "PRACK", "PUBLISH", "REFER",  "REGISTER", "SUBSCRIBE", "UPDATE"};
static_assert(kMethods[static_cast<std::size_t>(Method::Update)] == "UPDATE");

}  // namespace

Method methodOf(std::string_view name) {
  for (std::size_t i = 1; i < kMethods.size(); ++i) {
    if (name == kMethods[i]) return static_cast<Method>(i);
  }
  return Method::Unknown;
}

std::string_view nameOf(Method method) {
  return kMethods[static_cast<std::size_t>(method)];
}

}  // namespace sip
