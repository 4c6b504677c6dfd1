// When two URIs are the same address: RFC 3261 §19.1.4 with RFC 5954 §4 for sip: and sips:, RFC
// 3966 §4 for tel:, RFC 8141 §3.1 for urn:, RFC 3986 §6.2.1 for others. Nothing is allocated.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

#include "sip/base/text.hpp"
#include "sip/message/escape.hpp"
#include "sip/message/ip_address.hpp"
#include "sip/message/uri_view.hpp"

namespace sip {

namespace {

/// How characters are compared; bits that add up.
enum How : unsigned {
  kExactly = 0,
  kIgnoringCase = 1,
  kWithoutSeparators = 2,  ///< RFC 3966 §5.1.1: hyphens, dots and brackets are for the eye
  kKeepingEscapes = 4,     ///< RFC 8141 §3.1: %HH equals %hh, but never the character
};

constexpr unsigned kNumber = kIgnoringCase | kWithoutSeparators;

constexpr bool holds(std::string_view characters, int unit) {
  return unit < 0x80 && characters.find(static_cast<char>(unit)) != std::string_view::npos;
}

/// Takes one character off the text, its escape decoded; -1 at the end. The escape of a reserved
/// character does not equal the character itself (§19.1.4), so it comes out above 255.
int takeUnit(std::string_view& text, unsigned how) {
  while (!text.empty()) {
    int unit = static_cast<unsigned char>(text[0]);
    std::size_t length = 1;
    if (const int escaped = escapedValue(text); escaped >= 0) {
      length = 3;
      const bool apart = (how & kKeepingEscapes) != 0 || holds(";/?:@&=+$,", escaped);
      unit = apart ? escaped | 0x100 : escaped;
    }
    text.remove_prefix(length);
    if ((how & kWithoutSeparators) != 0 && holds("-.()", unit)) continue;
    return (how & kIgnoringCase) != 0 && unit >= 'A' && unit <= 'Z' ? unit | 0x20 : unit;
  }
  return -1;
}

bool same(std::string_view a, std::string_view b, unsigned how) {
  for (;;) {
    std::size_t alike = 0;
    while (alike < a.size() && alike < b.size() && a[alike] == b[alike] && a[alike] != '%') ++alike;
    a.remove_prefix(alike);
    b.remove_prefix(alike);
    const int unit = takeUnit(a, how);
    if (unit != takeUnit(b, how)) return false;
    if (unit < 0) return true;
  }
}

struct Ipv6Host {
  std::optional<detail::Ipv6Address> address;
  std::string_view zone;
};

Ipv6Host ipv6Host(std::string_view host) {
  const std::string_view inside = host.substr(1, host.size() - 2);
  const std::size_t percent = inside.find('%');
  if (percent == std::string_view::npos) return {detail::parseIpv6(inside), {}};
  std::string_view zone = inside.substr(percent + 1);
  if (zone.size() > 2 && zone.substr(0, 2) == "25") zone.remove_prefix(2);  // RFC 6874 §2
  return {detail::parseIpv6(inside.substr(0, percent)), zone};
}

/// RFC 5954 §4: different texts of one IP address match.
bool sameHost(std::string_view a, std::string_view b) {
  if (same(a, b, kIgnoringCase)) return true;
  if (a.empty() || b.empty() || a[0] != '[' || b[0] != '[') return false;
  const Ipv6Host left = ipv6Host(a);
  const Ipv6Host right = ipv6Host(b);
  return left.address && left.address == right.address && equalsIgnoreCase(left.zone, right.zone);
}

enum class Pairs { SipParameters, TelParameters, Headers };

/// May the parameter stand in one URI only? The text of §19.1.4 names user, ttl, method and maddr
/// as those that may not; its examples add transport.
bool mayStandAlone(std::string_view name) {
  for (const std::string_view special : {"user", "ttl", "method", "maddr", "transport"}) {
    if (same(name, special, kIgnoringCase)) return false;
  }
  return true;
}

bool sameValue(std::string_view name, std::string_view a, std::string_view b, Pairs kind) {
  if (a == b) return true;
  const auto isNamed = [name](std::string_view one) { return same(name, one, kIgnoringCase); };
  unsigned how = kIgnoringCase;
  if (kind == Pairs::SipParameters) {
    if (isNamed("maddr")) return sameHost(a, b);
    if (isNamed("method")) how = kExactly;  // §7.1
  } else if (kind == Pairs::TelParameters) {
    // A phone-context is a domain or a global number (RFC 3966 §4).
    if (isNamed("ext") || (isNamed("phone-context") && !a.empty() && a[0] == '+')) how = kNumber;
  } else if (isNamed("call-id") || isNamed("body")) {
    how = kExactly;  // §20.8, and a body is nobody's to fold
  }
  return same(a, b, how);
}

/// Is each of `some` in `others` with the same value, or may it be missing there?
bool covered(std::string_view some, std::string_view others, char delimiter, Pairs kind) {
  UriPairs wanted(some, delimiter);
  while (const auto pair = wanted.next()) {
    bool named = false;
    bool matched = false;
    UriPairs candidates(others, delimiter);
    while (const auto other = candidates.next()) {
      if (!same(pair->name, other->name, kIgnoringCase)) continue;
      named = true;
      matched |= pair->hasValue == other->hasValue &&
                 sameValue(pair->name, pair->value, other->value, kind);
    }
    const bool mayLack = !named && kind == Pairs::SipParameters && mayStandAlone(pair->name);
    if (!matched && !mayLack) return false;
  }
  return true;
}

std::size_t countOf(std::string_view text, char delimiter) {
  std::size_t count = 0;
  for (UriPairs pairs(text, delimiter); pairs.next();) ++count;
  return count;
}

bool samePairs(std::string_view a, std::string_view b, char delimiter, Pairs kind) {
  if (a == b) return true;
  // Each is looked up in the other list: a peer's thousands of parameters must not be squared.
  constexpr std::size_t kMost = 64;
  const std::size_t countA = countOf(a, delimiter);
  const std::size_t countB = countOf(b, delimiter);
  if (countA > kMost || countB > kMost) return false;
  if (countA != countB && kind != Pairs::SipParameters) return false;
  return covered(a, b, delimiter, kind) && covered(b, a, delimiter, kind);
}

/// RFC 8141 §3.1: what is behind '?' and '#' does not count, and the namespace has no case. RFC
/// 5031 §3 and RFC 9562 §4 give services and UUIDs none either.
bool sameUrn(std::string_view a, std::string_view b) {
  a = a.substr(0, a.find_first_of("?#"));
  b = b.substr(0, b.find_first_of("?#"));
  const std::size_t colon = a.find(':');
  if (colon != b.find(':')) return false;
  const std::size_t nidLength = std::min(colon, a.size());
  const std::string_view nid = a.substr(0, nidLength);
  if (!startsWithIgnoreCase(b, nid)) return false;
  const bool hasCase = !equalsIgnoreCase(nid, "service") && !equalsIgnoreCase(nid, "uuid");
  return same(a.substr(nidLength), b.substr(nidLength),
              kKeepingEscapes | (hasCase ? kExactly : kIgnoringCase));
}

}  // namespace

bool equivalent(const UriView& a, const UriView& b) {
  if (!equalsIgnoreCase(a.scheme, b.scheme)) return false;
  if (a.isTel()) {
    return same(a.host, b.host, kNumber) &&
           samePairs(a.parameters, b.parameters, ';', Pairs::TelParameters);
  }
  if (equalsIgnoreCase(a.scheme, "urn")) return sameUrn(a.host, b.host);
  if (!a.isSip()) return a.host == b.host;
  // Only the userinfo is compared with case. A port that is written does not match one that is left
  // out.
  return same(a.user, b.user, kExactly) && a.hasPassword == b.hasPassword &&
         same(a.password, b.password, kExactly) && sameHost(a.host, b.host) &&
         a.hasPort == b.hasPort && a.port == b.port &&
         samePairs(a.parameters, b.parameters, ';', Pairs::SipParameters) &&
         samePairs(a.headers, b.headers, '&', Pairs::Headers);
}

}  // namespace sip
