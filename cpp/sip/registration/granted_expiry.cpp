#include "sip/registration/granted_expiry.hpp"

#include <algorithm>
#include <vector>

#include "sip/base/text.hpp"
#include "sip/message/name_addr.hpp"
#include "sip/message/uri_view.hpp"

namespace sip {
namespace {

/// How sure we are that a listed contact is ours; the surest ones count.
enum class Likeness { None, User, Uri, Instance };

/// Nothing when one side does not name the parameter.
std::optional<bool> agree(const NameAddrView& a, const NameAddrView& b, std::string_view name) {
  const auto valueA = a.parameter(name);
  const auto valueB = b.parameter(name);
  if (!valueA || !valueB) return std::nullopt;
  return equalsIgnoreCase(*valueA, *valueB);
}

Likeness compare(const NameAddrView& own, const NameAddrView& listed) {
  const auto sameInstance = agree(own, listed, "+sip.instance");
  if (sameInstance == false) return Likeness::None;
  if (sameInstance == true) {
    // One instance may hold several flows, told apart by reg-id (RFC 5626 §4.2).
    return agree(own, listed, "reg-id").value_or(true) ? Likeness::Instance : Likeness::None;
  }
  const auto ownUri = scanUri(own.uri);
  const auto listedUri = scanUri(listed.uri);
  if (!ownUri || !listedUri) return Likeness::None;
  if (equivalent(*ownUri, *listedUri)) return Likeness::Uri;
  return !ownUri->user.empty() && ownUri->user == listedUri->user ? Likeness::User : Likeness::None;
}

}  // namespace

std::optional<std::uint32_t> grantedExpiry(const Message& response, std::string_view ownContact,
                                           std::uint32_t askedSeconds) {
  const std::uint32_t fallback = response.number(HeaderName::Expires).value_or(askedSeconds);
  const auto own = parseNameAddr(ownContact);

  bool listsBindings = false;
  Likeness best = Likeness::None;
  std::vector<std::uint32_t> times;  // of the contacts that are as like ours as `best`
  for (const std::string_view element : response.list(HeaderName::Contact)) {
    const auto listed = parseNameAddr(element);
    if (!listed) continue;  // "*" too, which some registrars echo
    listsBindings = true;
    const Likeness likeness = own ? compare(*own, *listed) : Likeness::None;
    if (likeness == Likeness::None || likeness < best) continue;
    if (likeness > best) times.clear();
    best = likeness;
    const auto parameter = listed->parameter("expires");
    const auto seconds = parameter ? parseUint32(trim(*parameter)) : std::nullopt;
    times.push_back(seconds.value_or(fallback));  // §20.10: a malformed one counts as absent
  }

  if (!listsBindings) return fallback;
  if (times.empty() || (best == Likeness::User && times.size() > 1)) return std::nullopt;
  // A binding listed twice was refreshed by us just now and is also still known by its old Call-ID.
  return *std::max_element(times.begin(), times.end());
}

}  // namespace sip
