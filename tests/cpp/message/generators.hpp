// Valid SIP drawn at random, together with what it says: whatever the grammar of RFC 3261 §25.1
// lets a sender write, in any of the ways in which it may be written (compact names, any case,
// folds, white space around ':', escapes, quotes, IPv6). The same seed draws the same.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sip/message/outgoing.hpp"
#include "sip/message/uri.hpp"

namespace sip::message_test {

/// An address header's value and the parts that reading it must give.
struct DrawnAddress {
  std::string text;
  std::string displayName, uri, parameters;
  std::string tag;  ///< empty when there is none
};

struct DrawnVia {
  std::string text;
  std::string transport, host, branch;
  std::optional<std::uint16_t> port;
};

struct DrawnMessage {
  std::string text;
  std::string method;  ///< of a response: the CSeq's
  std::string requestUri;
  int statusCode = 0;
  std::string reasonPhrase;
  DrawnAddress from, to;
  DrawnVia topVia;
  std::string callId;
  std::uint32_t cseq = 0;
  /// Every header line in order: the name as written, and the value with its folds.
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};

class Generator {
 public:
  explicit Generator(std::uint32_t seed) : random_(seed) {}

  /// Uniform below `limit`; the same with every compiler.
  std::size_t below(std::size_t limit) { return random_() % limit; }
  bool chance(unsigned percent) { return below(100) < percent; }

  std::string token();
  /// In quotes, with escapes and UTF-8 in it.
  std::string quotedString();
  std::string host();
  Uri uri();  ///< sip:, sips: or tel:
  DrawnAddress address(bool mayBeBare = true);
  DrawnVia via();
  DrawnMessage message();
  OutgoingRequest outgoing();

 private:
  std::string_view pick(std::initializer_list<std::string_view> choices);
  std::string some(std::string_view characters, std::size_t least, std::size_t most);
  std::string escapedText(std::string_view characters);
  Parameters uriParameters();
  /// What may stand where the grammar has LWS; with a fold in it now and then.
  std::string space();
  std::string anyCase(std::string_view text);
  std::string headerName(std::string_view longForm, std::string_view compact);
  std::string body();

  std::mt19937 random_;
};

}  // namespace sip::message_test
