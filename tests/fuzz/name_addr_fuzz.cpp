// Name-addr values and what they are made of: lists (RFC 3261 §7.3.1), display names, header
// parameters (§20.10, §25.1). The input is a header's value.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "fuzz/fuzz_target.hpp"
#include "sip/base/text.hpp"
#include "sip/message/name_addr.hpp"

namespace {

using sip::fuzz::isInside;

/// Written anew in the one form that can hold any of them, the same parts come back.
void checkRoundTrip(const sip::NameAddrView& address, bool wasQuoted) {
  std::string written;
  if (!address.displayName.empty() || wasQuoted) {
    const std::string quote = wasQuoted ? "\"" : "";
    written = quote + std::string(address.displayName) + quote + " ";
  }
  written += "<" + std::string(address.uri) + ">";
  if (!address.parameters.empty()) written += ";" + std::string(address.parameters);
  CAPTURE(written);
  const auto again = sip::parseNameAddr(written);
  REQUIRE(again.has_value());
  CHECK(again->displayName == address.displayName);
  CHECK(again->uri == address.uri);
  CHECK(again->parameters == address.parameters);
}

void checkElement(std::string_view text) {
  const auto address = sip::parseNameAddr(text);
  if (!address) return;
  CHECK(isInside(address->displayName, text));
  CHECK(isInside(address->uri, text));
  CHECK(isInside(address->parameters, text));
  CHECK_FALSE(address->uri.empty());
  CHECK(address->uri.find_first_of("<>") == std::string_view::npos);
  checkRoundTrip(*address, sip::trim(text).starts_with('"'));
  for (const std::string_view name : {"tag", "expires", "q", "+sip.instance", ""}) {
    const auto value = address->parameter(name);
    if (value) CHECK(isInside(*value, text));
  }
}

void run(std::string_view input) {
  checkElement(input);
  std::string joined;
  const std::vector<std::string_view> elements = sip::splitList(input);
  for (const std::string_view element : elements) {
    CHECK(isInside(element, input));
    CHECK_FALSE(element.empty());
    CHECK(element == sip::trim(element));
    checkElement(element);
    if (!joined.empty()) joined += ", ";
    joined += element;
  }
  const std::vector<std::string_view> again = sip::splitList(joined);
  CHECK(again == elements);
  // A bad element costs itself alone.
  std::size_t readable = 0;
  for (const std::string_view element : elements) {
    readable += sip::parseNameAddr(element).has_value();
  }
  CHECK(sip::parseNameAddrList(input).size() == readable);
  // The whole text as parameters.
  for (const std::string_view name : {"tag", "expires", "a"}) {
    const auto value = sip::findParameter(input, name);
    if (value) CHECK(isInside(*value, input));
  }
}

const sip::fuzz::Registration kTarget("name_addr", run);

}  // namespace
