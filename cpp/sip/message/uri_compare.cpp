// When two URIs are the same address: RFC 3261 §19.1.4 for sip: and sips:, RFC 3966 §4 for tel:.
#include <cstddef>
#include <string>
#include <string_view>

#include "sip/base/text.hpp"
#include "sip/message/escape.hpp"
#include "sip/message/uri.hpp"

namespace sip {

namespace {

/// Escapes decoded, except those of reserved characters, which do not equal the character itself
/// (§19.1.4).
std::string decoded(std::string_view text) {
  constexpr std::string_view kReserved = ";/?:@&=+$,";
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      const int high = hexValue(text[i + 1]);
      const int low = hexValue(text[i + 2]);
      const char c = static_cast<char>(high * 16 + low);
      if (high >= 0 && low >= 0 && kReserved.find(c) == std::string_view::npos) {
        result += c;
        i += 2;
        continue;
      }
    }
    result += text[i];
  }
  return result;
}

std::string normal(std::string_view text) {
  return toLower(decoded(text));
}

/// May the parameter stand in one URI only? The text of §19.1.4 names user, ttl, method and maddr
/// as those that may not; its examples add transport.
bool mayStandAlone(std::string_view name) {
  return name != "user" && name != "ttl" && name != "method" && name != "maddr" &&
         name != "transport";
}

enum class Lone : bool { Refused, AsTheRfcSays };

/// Is each of `some` in `others` with the same value, or may it be missing there?
bool covered(const Parameters& some, const Parameters& others, Lone lone) {
  for (const auto& [name, value] : some) {
    const std::string wantedName = normal(name);
    const std::string wantedValue = normal(value.value_or(""));
    bool named = false;
    bool matched = false;
    for (const auto& [otherName, otherValue] : others) {
      if (normal(otherName) != wantedName) continue;
      named = true;
      matched |= otherValue.has_value() == value.has_value() &&
                 normal(otherValue.value_or("")) == wantedValue;
    }
    const bool mayLack = !named && lone == Lone::AsTheRfcSays && mayStandAlone(wantedName);
    if (!matched && !mayLack) return false;
  }
  return true;
}

bool listsMatch(const Parameters& a, const Parameters& b, Lone lone) {
  // Each is looked up in the other list: a peer's thousands of parameters must not be squared.
  constexpr std::size_t kMost = 64;
  if (a.size() > kMost || b.size() > kMost) return a == b;
  return covered(a, b, lone) && covered(b, a, lone);
}

/// RFC 3966 §5.1.1: hyphens, dots and brackets in a telephone number are for the eye.
std::string withoutSeparators(std::string_view number) {
  std::string result = normal(number);
  std::erase_if(result, [](char c) { return c == '-' || c == '.' || c == '(' || c == ')'; });
  return result;
}

}  // namespace

bool equivalent(const Uri& a, const Uri& b) {
  if (!equalsIgnoreCase(a.scheme, b.scheme)) return false;
  if (!a.isSip()) {
    const bool sameAddress =
        a.isTel() ? withoutSeparators(a.host) == withoutSeparators(b.host) : a.host == b.host;
    return sameAddress && listsMatch(a.parameters, b.parameters, Lone::Refused);
  }
  // Only the userinfo is compared with case. A port that is written does not match one that is left
  // out.
  if (decoded(a.user.value_or("")) != decoded(b.user.value_or("")) ||
      a.password.has_value() != b.password.has_value() ||
      (a.password && decoded(*a.password) != decoded(*b.password))) {
    return false;
  }
  return equalsIgnoreCase(a.host, b.host) && a.port == b.port &&
         listsMatch(a.parameters, b.parameters, Lone::AsTheRfcSays) &&
         listsMatch(a.headers, b.headers, Lone::Refused);
}

}  // namespace sip
