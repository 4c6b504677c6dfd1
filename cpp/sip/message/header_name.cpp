#include "sip/message/header_name.hpp"

#include <array>
#include <cstddef>
#include <cstring>

namespace sip {

namespace {

// In the enum's order.
constexpr std::array<std::string_view, 73> kNames = {
    "",
    "Accept",
    "Accept-Contact",
    "Accept-Encoding",
    "Accept-Language",
    "Alert-Info",
    "Allow",
    "Allow-Events",
    "Answer-Mode",
    "Authentication-Info",
    "Authorization",
    "Call-ID",
    "Call-Info",
    "Contact",
    "Content-Disposition",
    "Content-Encoding",
    "Content-Language",
    "Content-Length",
    "Content-Type",
    "CSeq",
    "Date",
    "Diversion",
    "Error-Info",
    "Event",
    "Expires",
    "Flow-Timer",
    "From",
    "Geolocation",
    "History-Info",
    "Identity",
    "In-Reply-To",
    "Join",
    "Max-Forwards",
    "MIME-Version",
    "Min-Expires",
    "Min-SE",
    "Organization",
    "P-Asserted-Identity",
    "Path",
    "P-Preferred-Identity",
    "Priority",
    "Privacy",
    "Proxy-Authenticate",
    "Proxy-Authorization",
    "Proxy-Require",
    "RAck",
    "Reason",
    "Record-Route",
    "Referred-By",
    "Refer-To",
    "Reject-Contact",
    "Replaces",
    "Reply-To",
    "Request-Disposition",
    "Require",
    "Retry-After",
    "Route",
    "RSeq",
    "Server",
    "Service-Route",
    "Session-Expires",
    "Subject",
    "Subscription-State",
    "Supported",
    "Target-Dialog",
    "Timestamp",
    "To",
    "Unsupported",
    "User-Agent",
    "User-to-User",
    "Via",
    "Warning",
    "WWW-Authenticate",
};
static_assert(kNames[static_cast<std::size_t>(HeaderName::WwwAuthenticate)] == "WWW-Authenticate");
static_assert(kNames[static_cast<std::size_t>(HeaderName::Require)] == "Require");

/// RFC 3261 §20; a, d and j: RFC 3841; b: RFC 3892; o and u: RFC 6665; r: RFC 3515; x: RFC 4028; y:
/// RFC 8224.
constexpr HeaderName compactForm(char letter) {
  switch (letter | 0x20) {
    case 'a':
      return HeaderName::AcceptContact;
    case 'b':
      return HeaderName::ReferredBy;
    case 'c':
      return HeaderName::ContentType;
    case 'd':
      return HeaderName::RequestDisposition;
    case 'e':
      return HeaderName::ContentEncoding;
    case 'f':
      return HeaderName::From;
    case 'i':
      return HeaderName::CallId;
    case 'j':
      return HeaderName::RejectContact;
    case 'k':
      return HeaderName::Supported;
    case 'l':
      return HeaderName::ContentLength;
    case 'm':
      return HeaderName::Contact;
    case 'o':
      return HeaderName::Event;
    case 'r':
      return HeaderName::ReferTo;
    case 's':
      return HeaderName::Subject;
    case 't':
      return HeaderName::To;
    case 'u':
      return HeaderName::AllowEvents;
    case 'v':
      return HeaderName::Via;
    case 'x':
      return HeaderName::SessionExpires;
    case 'y':
      return HeaderName::Identity;
    default:
      return HeaderName::Other;
  }
}

/// From the length and three letters, whatever their case.
constexpr std::uint8_t slotOf(std::string_view name) {
  const auto letter = [name](std::size_t at) {
    return static_cast<unsigned>(static_cast<unsigned char>(name[at])) | 0x20U;
  };
  const std::size_t length = name.size();
  return static_cast<std::uint8_t>(static_cast<unsigned>(length) * 8 + letter(0) * 6 +
                                   letter(length / 2) * 5 + letter(length - 1));
}

/// Whether a token spells a name of the table, eight letters at a time. Setting one bit makes
/// letters small and leaves '-' as it is; no other character of a token becomes either.
bool spells(std::string_view token, std::string_view name) {
  if (token.size() != name.size()) return false;
  constexpr std::uint64_t kSmall = 0x2020202020202020U;
  std::size_t at = 0;
  for (; at + 8 <= name.size(); at += 8) {
    std::uint64_t a;
    std::uint64_t b;
    std::memcpy(&a, token.data() + at, 8);
    std::memcpy(&b, name.data() + at, 8);
    if (((a ^ b) & ~kSmall) != 0) return false;
  }
  for (; at < name.size(); ++at) {
    if (((token[at] ^ name[at]) & ~0x20) != 0) return false;
  }
  return true;
}

/// Open addressing: the name whose slot is taken goes into the next free one. 0 is a free slot.
constexpr std::array<std::uint8_t, 256> makeSlots() {
  std::array<std::uint8_t, 256> slots{};
  for (std::size_t i = 1; i < kNames.size(); ++i) {
    std::uint8_t slot = slotOf(kNames[i]);
    while (slots[slot] != 0) ++slot;
    slots[slot] = static_cast<std::uint8_t>(i);
  }
  return slots;
}
constexpr std::array<std::uint8_t, 256> kSlots = makeSlots();

}  // namespace

HeaderName headerNameOf(std::string_view name) {
  if (name.empty()) return HeaderName::Other;
  if (name.size() == 1) return compactForm(name[0]);
  for (std::uint8_t slot = slotOf(name); kSlots[slot] != 0; ++slot) {
    if (spells(name, kNames[kSlots[slot]])) return static_cast<HeaderName>(kSlots[slot]);
  }
  return HeaderName::Other;
}

std::string_view nameOf(HeaderName header) {
  return kNames[static_cast<std::size_t>(header)];
}

}  // namespace sip
