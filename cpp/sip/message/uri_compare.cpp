// When two URIs are the same address: RFC 3261 §19.1.4 for sip: and sips:, RFC 3966 §4 for tel:.
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "sip/base/text.hpp"
#include "sip/message/uri.hpp"

namespace sip {

namespace {

int hexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char letter = static_cast<char>(c | 0x20);
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

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

struct Pair {
  std::string name;
  std::string value;
  bool operator==(const Pair&) const = default;
};

/// Normalised and in order of names, so that two lists are compared in one walk. By a heap:
/// std::sort would cost the module two kilobytes.
std::vector<Pair> sorted(const Parameters& parameters) {
  std::vector<Pair> result;
  result.reserve(parameters.size());
  const auto before = [](const Pair& a, const Pair& b) {
    return std::tie(a.name, a.value) < std::tie(b.name, b.value);
  };
  for (const auto& [name, value] : parameters) {
    result.push_back({normal(name), value ? "=" + normal(*value) : std::string()});
    std::push_heap(result.begin(), result.end(), before);
  }
  std::sort_heap(result.begin(), result.end(), before);
  return result;
}

/// May the parameter stand in one URI only? The text of §19.1.4 names user, ttl, method and maddr
/// as those that may not; its examples add transport.
bool mayStandAlone(std::string_view name) {
  return name != "user" && name != "ttl" && name != "method" && name != "maddr" &&
         name != "transport";
}

bool parametersMatch(const Parameters& a, const Parameters& b) {
  const std::vector<Pair> left = sorted(a);
  const std::vector<Pair> right = sorted(b);
  auto l = left.begin();
  auto r = right.begin();
  while (l != left.end() || r != right.end()) {
    if (r == right.end() || (l != left.end() && l->name < r->name)) {
      if (!mayStandAlone(l++->name)) return false;
    } else if (l == left.end() || r->name < l->name) {
      if (!mayStandAlone(r++->name)) return false;
    } else if (*l++ != *r++) {
      return false;
    }
  }
  return true;
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
    const bool sameAddress = a.scheme == "tel"
                                 ? withoutSeparators(a.host) == withoutSeparators(b.host)
                                 : a.host == b.host;
    return sameAddress && sorted(a.parameters) == sorted(b.parameters);
  }
  // Only the userinfo is compared with case. A port that is written does not match one that is left
  // out.
  if (decoded(a.user) != decoded(b.user) || a.password.has_value() != b.password.has_value() ||
      (a.password && decoded(*a.password) != decoded(*b.password))) {
    return false;
  }
  return equalsIgnoreCase(a.host, b.host) && a.port == b.port &&
         parametersMatch(a.parameters, b.parameters) && sorted(a.headers) == sorted(b.headers);
}

}  // namespace sip
