#include "sip/message/structure/structure.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "message/structure/pieces_text.hpp"

using namespace sip;
using namespace sip::test;

using Lines = std::vector<std::string>;

TEST_CASE("§20.10 a Contact is a list of addresses with the parts of their URIs") {
  CHECK(piecesOf(HeaderName::Contact,
                 "\"A\\\"b\" <sip:alice:pw@h:5060;transport=ws;lr?Subject=x>;expires=390 , "
                 "sip:x@y;q=0.3") ==
        Lines{"Element \"A\\\"b\" <sip:alice:pw@h:5060;transport=ws;lr?Subject=x>;expires=390",
              "DisplayName A\\\"b",
              "Uri sip:alice:pw@h:5060;transport=ws;lr?Subject=x",
              "Scheme sip",
              "User alice",
              "Password pw",
              "Host h",
              "Port 5060",
              "UriParameter transport",
              "UriParameterValue ws",
              "UriParameter lr",
              "UriHeader Subject",
              "UriHeaderValue x",
              "Parameter expires",
              "ParameterValue 390",
              "Element sip:x@y;q=0.3",
              "Uri sip:x@y",
              "Scheme sip",
              "User x",
              "Host y",
              "Parameter q",
              "ParameterValue 0.3"});
}

TEST_CASE("§20.10 the '*' of a Contact is an element without pieces") {
  CHECK(piecesOf(HeaderName::Contact, "*") == Lines{"Element *"});
}

TEST_CASE("§20.10 a '*' stands alone: beside addresses it is a bad element") {
  for (const auto& [value, offset] : {std::pair("*, <sip:a@b>", 0U), {"<sip:a@b>,*", 10U}}) {
    const auto result = structured(HeaderName::Contact, value);
    CHECK(result.problem.rule == "malformed URI");
    CHECK(result.problem.offset == offset);
    CHECK(result.pieces ==
          Lines{"Element <sip:a@b>", "Uri sip:a@b", "Scheme sip", "User a", "Host b"});
  }
}

TEST_CASE("§7.3.1 a bad element of a list costs only itself") {
  const auto result = structured(HeaderName::Contact, "<sip:>,<sip:c@d>, <unclosed");
  CHECK(result.pieces ==
        Lines{"Element <sip:c@d>", "Uri sip:c@d", "Scheme sip", "User c", "Host d"});
  CHECK(result.problem.rule == "malformed URI");
  CHECK(result.problem.offset == 1);
}

TEST_CASE("§7.3.1 a quote that never closes does not swallow the good elements behind it") {
  const auto result = structured(HeaderName::Contact, "\"x <sip:a@b>, <sip:c@d>");
  CHECK(result.problem.rule == "a quote that is not closed");
  CHECK(result.pieces ==
        Lines{"Element <sip:c@d>", "Uri sip:c@d", "Scheme sip", "User c", "Host d"});
}

TEST_CASE("§25.1 a bare URI holds no quotes, and nothing is quoted in it") {
  const auto result = structured(HeaderName::To, "sip:+1\"2@example.com;tag=8\"7");
  CHECK(result.pieces.empty());
  CHECK(result.problem.rule == "malformed URI");
  CHECK(result.problem.offset == 0);
  // In a list the good one is kept.
  CHECK(piecesOf(HeaderName::AlertInfo, "i:\"\", <sip:a>") ==
        std::vector<std::string>{"Element <sip:a>", "Uri sip:a", "Scheme sip", "Host a"});
}

TEST_CASE("§20.42 a Via is protocol, transport, sent-by and parameters, white space aside") {
  CHECK(piecesOf(HeaderName::Via, "SIP / 2.0 / UDP [::1]:5060 ;received=::1;rport") ==
        Lines{"Element SIP / 2.0 / UDP [::1]:5060 ;received=::1;rport", "Protocol SIP",
              "Transport UDP", "Host [::1]", "Port 5060", "Parameter received",
              "ParameterValue ::1", "Parameter rport"});
}

TEST_CASE("an element without further pieces is its own value") {
  CHECK(piecesOf(HeaderName::Supported, " 100rel ,, timer,") ==
        Lines{"Element 100rel", "Element timer"});
  CHECK(piecesOf(HeaderName::MaxForwards, "70") == Lines{"Element 70"});
}

TEST_CASE("§25.1 a value of one kind refuses what stands behind it, and says where") {
  const auto result = structured(HeaderName::Event, "presence winfo");
  CHECK(result.pieces.empty());
  CHECK(result.problem.offset == 9);
  CHECK(result.problem.rule == "something stands behind the value");
}

TEST_CASE("§25.1 numbers fit 32 bits or are refused") {
  CHECK(structured(HeaderName::Expires, "4294967295").pieces.size() == 1);
  CHECK(structured(HeaderName::Expires, "4294967296").problem.rule == "the number is too large");
  CHECK(structured(HeaderName::Expires, "soon").problem.rule == "not a number");
}

TEST_CASE("§20.33 a Retry-After has a comment that may nest, and parameters") {
  CHECK(piecesOf(HeaderName::RetryAfter, "18000 (I'm (in) a meeting);duration=3600") ==
        Lines{"Element 18000 (I'm (in) a meeting);duration=3600", "Number 18000",
              "Text I'm (in) a meeting", "Parameter duration", "ParameterValue 3600"});
}

TEST_CASE("RFC 3891 §6.1 a Replaces without both tags names no dialog") {
  CHECK(structured(HeaderName::Replaces, "a@b;to-tag=1;from-tag=2").pieces.size() == 6);
  CHECK(structured(HeaderName::Replaces, "a@b;to-tag=1").problem.rule ==
        "each tag must be there once");
}

TEST_CASE("§20.44 a challenge is a scheme and its parameters, commas in quotes aside") {
  CHECK(piecesOf(HeaderName::WwwAuthenticate, "Digest realm=\"a, b\", stale=FALSE") ==
        Lines{"Element Digest realm=\"a, b\", stale=FALSE", "Value Digest", "Parameter realm",
              "ParameterValue \"a, b\"", "Parameter stale", "ParameterValue FALSE"});
}

TEST_CASE("§20.43 a warning text may hold a comma") {
  CHECK(piecesOf(HeaderName::Warning, "307 isi.edu \"Session, x\"") ==
        Lines{"Element 307 isi.edu \"Session, x\"", "Number 307", "Value isi.edu",
              "Text Session, x"});
}

TEST_CASE("§20.17 a Date is a time, and another text is none") {
  CHECK(piecesOf(HeaderName::Date, "Sat, 13 Nov 2010 23:29:00 GMT") ==
        Lines{"Element Sat, 13 Nov 2010 23:29:00 GMT", "Time 1289690940"});
  CHECK(structured(HeaderName::Date, "Fri, 01 Jan 2010 16:00:00 EST").problem.rule ==
        "not a SIP-date");
}
