// The torture messages of RFC 4475 and RFC 5118 with what must become of each:
// tests/vectors/rfc4475 and rfc5118, whose README tells where they come from and what the table's
// fields mean.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace sip::test {

struct TortureMessage {
  std::string title;  ///< "RFC 4475 §3.1.1.1 wsinv: A Short Tortuous INVITE"
  std::string text;   ///< the message, byte for byte
  nlohmann::json row;

  bool isAccepted() const { return row["verdict"] == "accept"; }
};

/// Those of "rfc4475" or "rfc5118", in the RFC's order.
std::vector<TortureMessage> tortureMessages(const std::string& rfc);

/// RFC 5118's archive has bare line feeds where SIP has CRLF.
std::string withCrlf(const std::string& text);
/// Two messages of RFC 5118 announce more content than they have, which is none of their points.
std::string withRightContentLength(const std::string& text);

}  // namespace sip::test
