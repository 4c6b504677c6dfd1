#include "sip/message/start_line.hpp"

#include <doctest/doctest.h>

#include <string_view>

using sip::detail::parseStartLine;

TEST_CASE("§7.1, §7.2: a start line that stands alone is read by the letter of the grammar") {
  const auto request = parseStartLine("INVITE sip:bob@example.com SIP/2.0");
  REQUIRE(request);
  CHECK(request->method == "INVITE");
  CHECK(request->uri == "sip:bob@example.com");
  CHECK(request->version == "SIP/2.0");
  const auto status = parseStartLine("SIP/2.0 486 Busy Here");
  REQUIRE(status);
  CHECK(status->method.empty());
  CHECK(status->statusCode == "486");
  CHECK(status->reason == "Busy Here");
  CHECK(parseStartLine("SIP/2.0 299 ")->reason.empty());
  CHECK(parseStartLine("sip/10.22 100 Trying")->version == "sip/10.22");
  for (const std::string_view line :
       {"", " ", "SIP/2.0", "SIP/2.0 200", "SIP/2.0 99 Low", "SIP/2.0 2000 Long", "SIP/2.0 099 x",
        "SIP/2.0  200 OK", "SIP/2. 200 OK", "SIP/.0 200 OK", "INVITE sip:a SIP/2.0 ",
        "INVITE  sip:a SIP/2.0", "INVITE sip:a b SIP/2.0", "INVITE sip:a HTTP/1.1", "INVITE sip:a",
        "IN(VITE sip:a SIP/2.0", "SIP/2.0 200 OK\r\n", "INVITE sip:a SIP/2.0\nX: y"}) {
    CAPTURE(line);
    CHECK_FALSE(parseStartLine(line));
  }
}
