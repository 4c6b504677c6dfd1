// What scanUri() accepts and refuses is in uri_test.cpp, for parseUri() is made of it; here is what
// views add.
#include "sip/message/uri_view.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <iterator>
#include <random>
#include <string>

#include "sip/message/uri.hpp"

using sip::scanUri;
using sip::UriPairs;
using sip::UriView;

namespace {

/// Texts that look like URIs and often are some, from pieces that mean something in one.
std::string randomText(std::minstd_rand& random) {
  static const std::string kPieces[] = {
      "sip:",      "SIPS:", "tel:",     "urn:", "a",  "alice", "%41", "%",     "@",
      ":",         ";",     "?",        "&",    "=",  "5060",  "05",  "[::1]", "[fe80::1%25x]",
      "h.example", "lr",    "\xc3\xbc", "\xff", "*#", "+1-2",  "//",  "[",     "]",
      "\"",        ",",     "'"};
  std::string text = kPieces[random() % 4];
  for (auto count = random() % 9; count > 0; --count) {
    text += kPieces[random() % std::size(kPieces)];
  }
  return text;
}

bool liesIn(std::string_view part, std::string_view text) {
  return part.data() == nullptr ||
         (part.data() >= text.data() && part.data() + part.size() <= text.data() + text.size());
}

template <typename Work>
double millisecondsOf(Work work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
      .count();
}

}  // namespace

TEST_CASE("§19.1: writing what was read gives the same bytes, for every text that is accepted") {
  std::minstd_rand random(20020621);
  int accepted = 0;
  for (int round = 0; round < 50000; ++round) {
    const std::string text = randomText(random);
    const auto view = scanUri(text);
    const auto uri = sip::parseUri(text);
    REQUIRE(view.has_value() == uri.has_value());
    if (!view) continue;
    ++accepted;
    CAPTURE(text);
    REQUIRE(sip::toString(*uri) == text);
    REQUIRE(view->text == text);
    for (const std::string_view part : {view->scheme, view->user, view->password, view->host,
                                        view->portText, view->parameters, view->headers}) {
      REQUIRE(liesIn(part, text));
    }
    REQUIRE(sip::equivalent(*view, *view));
  }
  CHECK(accepted > 10000);
}

TEST_CASE("§19.1.1: what is absent is told from what is empty") {
  const UriView bare = *scanUri("sip:h");
  CHECK_FALSE(bare.hasUser);
  CHECK_FALSE(bare.hasPassword);
  CHECK_FALSE(bare.hasPort);
  CHECK(bare.parameters.data() == nullptr);
  CHECK(bare.headers.data() == nullptr);
  const UriView empty = *scanUri("sip:a:@h:0;?");
  CHECK(empty.hasUser);
  CHECK(empty.hasPassword);
  CHECK(empty.hasPort);
  CHECK(empty.parameters.data() != nullptr);
  CHECK(empty.parameters.empty());
  CHECK(empty.headers.data() != nullptr);
  CHECK(empty.headers.empty());
}

TEST_CASE("§19.1.1: the scheme has no case") {
  CHECK(scanUri("SiPs:h")->isSips());
  CHECK(scanUri("SiPs:h")->isSip());
  CHECK(scanUri("SIP:h")->isSip());
  CHECK_FALSE(scanUri("sip:h")->isSips());
  CHECK(scanUri("TEL:1")->isTel());
  CHECK_FALSE(scanUri("sipx:h")->isSip());
}

TEST_CASE("§25.1: an '@' among the headers belongs to them if a user came before") {
  const UriView withUser = *scanUri("sip:a?b@h?to=c@d");
  CHECK(withUser.user == "a?b");
  CHECK(withUser.host == "h");
  CHECK(withUser.headers == "to=c@d");
  // Else it ends a user part, which may hold ';' and '?'.
  CHECK(scanUri("sip:h;x?to=c@d")->user == "h;x?to=c");
}

TEST_CASE("RFC 3966, RFC 8141: tel: has parameters, and other schemes' text is one") {
  CHECK(scanUri("tel:+1;ext=2?x")->parameters == "ext=2?x");
  CHECK(scanUri("urn:a:b;c?+d#e")->host == "a:b;c?+d#e");
  CHECK(scanUri("http://u@h:80/a;b?c")->host == "//u@h:80/a;b?c");
}

TEST_CASE("§25.1: pairs are read in order, empty elements passed over, quotes being nothing") {
  UriPairs pairs(";a;b=;=c;d=e=f;;g=\"h;i\";", ';');
  const auto expect = [&pairs](std::string_view name, std::string_view value, bool hasValue) {
    const auto pair = pairs.next();
    REQUIRE(pair.has_value());
    CHECK(pair->name == name);
    CHECK(pair->value == value);
    CHECK(pair->hasValue == hasValue);
  };
  expect("a", "", false);
  expect("b", "", true);
  expect("", "c", true);
  expect("d", "e=f", true);
  expect("g", "\"h", true);
  expect("i\"", "", false);
  CHECK_FALSE(pairs.next().has_value());
  CHECK_FALSE(pairs.next().has_value());
}

TEST_CASE("Scanning and comparing take time in proportion to the text, whatever it repeats") {
  for (const std::string unit : {"a", ";", "&", "?", "@", ":", "=", "%", "%41", "[", "]", ";a",
                                 ";a=b", "1", ".", "\"", "\xff"}) {
    CAPTURE(unit);
    for (const char* before : {"sip:", "sip:a@h", "sip:a@h:", "sip:a@[", "sip:a@h;", "sip:a@h?",
                               "tel:", "tel:1;", "urn:"}) {
      CAPTURE(std::string(before));
      std::string text = before;
      while (text.size() < 65536) text += unit;
      std::string other = text;
      other.back() = other.back() == 'b' ? 'c' : 'b';
      // About 1 ms is what an honest walk takes; a squared one would take seconds.
      CHECK(millisecondsOf([&] {
              const auto a = scanUri(text);
              const auto b = scanUri(other);
              if (a && b) (void)sip::equivalent(*a, *b);
            }) < 500);
    }
  }
}
