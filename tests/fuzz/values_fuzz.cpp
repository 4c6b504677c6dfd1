// Small values that are read and written both ways: dates (RFC 3261 §20.17), timestamps (§20.38),
// quoted strings and escapes (§25.1), telephone numbers (RFC 3966, §19.1.6). The input is each of
// them at once.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "fuzz/fuzz_target.hpp"
#include "sip/base/text.hpp"
#include "sip/message/date.hpp"
#include "sip/message/delimited.hpp"
#include "sip/message/escape.hpp"
#include "sip/message/quoted_string.hpp"
#include "sip/message/tel_uri.hpp"
#include "sip/message/timestamp.hpp"
#include "sip/message/uri_view.hpp"

namespace {

void checkDate(std::string_view text) {
  const auto seconds = sip::parseSipDate(text);
  if (!seconds) return;
  const auto written = sip::formatSipDate(*seconds);
  REQUIRE(written.has_value());
  CHECK(written->size() == 29);
  CHECK(sip::parseSipDate(*written) == seconds);
}

void checkTimestamp(std::string_view text) {
  const auto timestamp = sip::parseTimestamp(text);
  if (!timestamp) {
    CHECK_FALSE(sip::timestampOfAnswer(text, 0).has_value());
    return;
  }
  CHECK(sip::fuzz::isInside(timestamp->time, text));
  CHECK(sip::fuzz::isInside(timestamp->delay, text));
  const auto answer = sip::timestampOfAnswer(text, 1500);
  REQUIRE(answer.has_value());
  const auto again = sip::parseTimestamp(*answer);
  REQUIRE(again.has_value());
  CHECK(again->time == timestamp->time);
  CHECK(sip::microsecondsOf(again->delay) == 1'500'000);
}

void checkText(std::string_view text) {
  const auto quoted = sip::quotedString(text);
  CHECK(quoted.has_value() == !sip::holdsLineBreak(text));
  if (quoted) {
    CHECK(sip::unquotedString(*quoted) == text);
    // A quoted string ends where it ends, and nowhere before.
    CHECK(sip::detail::endOfQuoted(*quoted, 0) == quoted->size());
  }
  CHECK(sip::unfold(sip::unfold(text)) == sip::unfold(text));
  for (const sip::UriPart part : {sip::UriPart::User, sip::UriPart::Password,
                                  sip::UriPart::Parameter, sip::UriPart::Header}) {
    const std::string escaped = sip::escaped(text, part);
    CHECK(sip::unescaped(escaped) == text);
    bool fit = true;
    for (const char c : escaped) {
      fit &= c > ' ' && c < '\x7f' && c != '<' && c != '>' && c != '"' && c != '@';
    }
    CHECK(fit);
  }
  if (text.empty()) return;  // a password needs a user
  // In its place in a URI it is read back as it was.
  const std::string uri = "sip:" + sip::escaped(text, sip::UriPart::User) + ":" +
                          sip::escaped(text, sip::UriPart::Password) +
                          "@h;p=" + sip::escaped(text, sip::UriPart::Parameter) +
                          "?h=" + sip::escaped(text, sip::UriPart::Header);
  const auto view = sip::scanUri(uri);
  REQUIRE(view.has_value());
  CHECK(sip::unescaped(view->user) == text);
  CHECK(sip::unescaped(view->password) == text);
  CHECK(view->host == "h");
  CHECK(sip::unescaped(view->parameter("p").value_or("none")) == text);
}

void checkTelephone(std::string_view text) {
  const auto uri = sip::scanUri(text);
  if (!uri) return;
  const auto tel = sip::telOf(*uri);
  if (!tel) return;
  for (const std::string_view part :
       {tel->number, tel->context, tel->extension, tel->subaddress, tel->parameters}) {
    CHECK(sip::fuzz::isInside(part, text));
  }
  const std::string dialled = sip::dialledNumber(*tel);
  CHECK_FALSE(dialled.empty());
  CHECK(dialled.find_first_of("-.() ") == std::string::npos);
  const auto made = sip::sipUriOf(*uri, "gw.example.com:5061");
  REQUIRE(made.has_value());
  CAPTURE(*made);
  const auto sipUri = sip::scanUri(*made);
  REQUIRE(sipUri.has_value());
  CHECK(sipUri->host == "gw.example.com");
  CHECK(sipUri->parameter("user") == "phone");
  const auto again = sip::telOf(*sipUri);
  REQUIRE(again.has_value());
  CHECK(sip::dialledNumber(*again) == dialled);
}

void run(std::string_view input) {
  checkDate(input);
  checkTimestamp(input);
  (void)sip::microsecondsOf(input);
  checkText(input);
  checkTelephone(input);
}

const sip::fuzz::Registration kTarget("values", run);

}  // namespace
