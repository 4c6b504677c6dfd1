// One Via value (RFC 3261 §20.42).
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "fuzz/fuzz_target.hpp"
#include "sip/base/text.hpp"
#include "sip/message/name_addr.hpp"
#include "sip/message/via.hpp"

namespace {

void run(std::string_view input) {
  const auto via = sip::parseVia(input);
  if (!via) return;
  for (const std::string_view part :
       {via->transport, via->host, via->parameters, via->branch, via->sentBy}) {
    CHECK(sip::fuzz::isInside(part, input));
  }
  CHECK_FALSE(via->transport.empty());
  CHECK_FALSE(via->host.empty());
  CHECK(via->sentBy.starts_with(via->host));
  CHECK(via->port.has_value() == (via->sentBy.size() > via->host.size()));

  std::string written = "SIP/2.0/" + std::string(via->transport) + " " + std::string(via->host);
  if (via->port) written += ":" + std::to_string(*via->port);
  if (!via->parameters.empty()) written += ";" + std::string(via->parameters);
  CAPTURE(written);
  const auto again = sip::parseVia(written);
  REQUIRE(again.has_value());
  CHECK(again->transport == via->transport);
  CHECK(again->host == via->host);
  CHECK(again->port == via->port);
  CHECK(again->parameters == via->parameters);
  CHECK(again->branch == via->branch);
}

const sip::fuzz::Registration kTarget("via", run);

}  // namespace
