#include "sip/message/escape.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "sip/message/uri_view.hpp"

using sip::escaped;
using sip::unescaped;
using sip::UriPart;

namespace {

constexpr std::string_view kUnreserved =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.!~*'()";

std::string allBytes() {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  return all;
}

}  // namespace

TEST_CASE("§25.1: each part of a URI lets its own characters stand, and no others") {
  struct Row {
    UriPart part;
    const char* rule;
    std::string_view own;
  };
  for (const Row& row : {Row{UriPart::User, "user-unreserved", "&=+$,;?/"},
                         Row{UriPart::Password, "password", "&=+$,"},
                         Row{UriPart::Parameter, "param-unreserved", "[]/:&+$"},
                         Row{UriPart::Header, "hnv-unreserved", "[]/?:+$"}}) {
    CAPTURE(std::string(row.rule));
    for (int byte = 0; byte < 256; ++byte) {
      CAPTURE(byte);
      const char c = static_cast<char>(byte);
      const bool stays = kUnreserved.find(c) != std::string_view::npos ||
                         row.own.find(c) != std::string_view::npos;
      const std::string result = escaped(std::string_view(&c, 1), row.part);
      CHECK(result.size() == (stays ? 1 : 3));
      CHECK(unescaped(result) == std::string_view(&c, 1));
    }
  }
}

TEST_CASE("§25.1: escapes are written in upper case, UTF-8 byte by byte") {
  CHECK(escaped("#1 j\xc3\xbcrgen", UriPart::User) == "%231%20j%C3%BCrgen");
  CHECK(escaped("100%", UriPart::User) == "100%25");
  CHECK(escaped("id@h;to-tag=1", UriPart::Header) == "id%40h%3Bto-tag%3D1");
  CHECK(escaped("a\r\nb", UriPart::Header) == "a%0D%0Ab");
}

TEST_CASE("§25.1: what starts no escape stays when a text is decoded") {
  CHECK(unescaped("%41%6c%6C%69ce") == "Allice");
  CHECK(unescaped("100%") == "100%");
  CHECK(unescaped("%4") == "%4");
  CHECK(unescaped("%zz%4g%g4%%41") == "%zz%4g%g4%A");
  CHECK(unescaped("%2541") == "%41");
  CHECK(unescaped("%ff%00") == std::string("\xff\0", 2));
}

TEST_CASE("§19.1.2: a URI made of escaped parts has them back, whatever bytes they hold") {
  const std::string all = allBytes();
  const std::string text =
      "sip:" + escaped(all, UriPart::User) + ":" + escaped(all, UriPart::Password) + "@h;" +
      escaped(all, UriPart::Parameter) + "=" + escaped(all, UriPart::Parameter) + "?" +
      escaped(all, UriPart::Header) + "=" + escaped(all, UriPart::Header) + "&b=2";
  const auto uri = sip::scanUri(text);
  REQUIRE(uri.has_value());
  CHECK(unescaped(uri->user) == all);
  CHECK(unescaped(uri->password) == all);
  CHECK(uri->host == "h");
  sip::UriPairs parameters(uri->parameters, ';');
  const auto parameter = parameters.next();
  REQUIRE(parameter.has_value());
  CHECK(unescaped(parameter->name) == all);
  CHECK(unescaped(parameter->value) == all);
  CHECK_FALSE(parameters.next().has_value());
  sip::UriPairs headers(uri->headers, '&');
  const auto header = headers.next();
  REQUIRE(header.has_value());
  CHECK(unescaped(header->name) == all);
  CHECK(unescaped(header->value) == all);
  CHECK(headers.next()->name == "b");
}
