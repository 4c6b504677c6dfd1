#include "sip/message/header_name.hpp"

#include <doctest/doctest.h>

#include <string>

#include "sip/base/text.hpp"

using sip::HeaderName;
using sip::headerNameOf;

TEST_CASE("§7.3.1: every known header is found by its long form in any case") {
  for (unsigned i = 1; i <= static_cast<unsigned>(HeaderName::WwwAuthenticate); ++i) {
    const auto header = static_cast<HeaderName>(i);
    const std::string name(sip::nameOf(header));
    CAPTURE(name);
    REQUIRE_FALSE(name.empty());
    std::string upper = name;
    for (char& c : upper) {
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    }
    CHECK(headerNameOf(name) == header);
    CHECK(headerNameOf(upper) == header);
    CHECK(headerNameOf(sip::toLower(name)) == header);
    CHECK(headerNameOf(name + "x") == HeaderName::Other);
    if (name.size() > 2) CHECK(headerNameOf("x" + name.substr(1)) == HeaderName::Other);
  }
}

TEST_CASE("§7.3.3, §20: compact forms, in either case") {
  const struct {
    const char* compact;
    const char* name;
  } kForms[] = {
      {"a", "Accept-Contact"},
      {"b", "Referred-By"},
      {"c", "Content-Type"},
      {"d", "Request-Disposition"},
      {"e", "Content-Encoding"},
      {"f", "From"},
      {"i", "Call-ID"},
      {"j", "Reject-Contact"},
      {"k", "Supported"},
      {"l", "Content-Length"},
      {"m", "Contact"},
      {"o", "Event"},
      {"r", "Refer-To"},
      {"s", "Subject"},
      {"t", "To"},
      {"u", "Allow-Events"},
      {"v", "Via"},
      {"x", "Session-Expires"},
      {"y", "Identity"},
  };
  for (const auto& form : kForms) {
    CAPTURE(form.compact);
    CHECK(sip::nameOf(headerNameOf(form.compact)) == form.name);
    const std::string upper(1, static_cast<char>(form.compact[0] - 32));
    CHECK(headerNameOf(upper) == headerNameOf(form.compact));
  }
}

TEST_CASE("§20: names outside the table are Other, whatever their bytes") {
  for (const std::string name : {"", "q", "z", "!", "\t", "\x06", "X-Custom", "Call_ID", "CallID",
                                 "To ", "Vi\xe1", "P-Charging-Vector", "From\r"}) {
    CAPTURE(name);
    CHECK(headerNameOf(name) == HeaderName::Other);
  }
  CHECK(headerNameOf(std::string(100000, 'a')) == HeaderName::Other);
  for (int byte = 0; byte < 256; ++byte) {
    const bool isLetter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    if (!isLetter)
      CHECK(headerNameOf(std::string(1, static_cast<char>(byte))) == HeaderName::Other);
  }
  CHECK(sip::nameOf(HeaderName::Other).empty());
}
