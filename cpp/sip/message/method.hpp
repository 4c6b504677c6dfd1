// Request methods by name (RFC 3261 §7.1 and the extensions' RFCs). Methods are case-sensitive.
#pragma once

#include <string_view>

namespace sip {

enum class Method : unsigned char {
  Unknown,
  Ack,
  Bye,
  Cancel,
  Info,  // RFC 6086
  Invite,
  Message,  // RFC 3428
  Notify,   // RFC 6665
  Options,
  Prack,    // RFC 3262
  Publish,  // RFC 3903
  Refer,    // RFC 3515
  Register,
  Subscribe,  // RFC 6665
  Update,     // RFC 3311
};

Method methodOf(std::string_view name);
std::string_view nameOf(Method method);

}  // namespace sip
