// URIs: RFC 3261 §19.1 (parse, write, compare), RFC 3966. The input is one URI, or two in two
// lines, which are compared with each other.
#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>

#include "fuzz/fuzz_target.hpp"
#include "sip/message/uri.hpp"

namespace {

using sip::Uri;

bool sameParts(const Uri& a, const Uri& b) {
  return a.scheme == b.scheme && a.user == b.user && a.password == b.password && a.host == b.host &&
         a.port == b.port && a.portText == b.portText && a.parameters == b.parameters &&
         a.headers == b.headers;
}

/// The parts lie in the text, one behind the other.
void checkView(const sip::UriView& view, std::string_view text) {
  CHECK(view.text == text);
  std::size_t at = 0;
  for (const std::string_view part : {view.scheme, view.user, view.password, view.host,
                                      view.portText, view.parameters, view.headers}) {
    if (part.empty()) continue;
    REQUIRE(sip::fuzz::isInside(part, text));
    const auto begin = static_cast<std::size_t>(part.data() - text.data());
    CHECK(begin >= at);
    at = begin + part.size();
  }
  CHECK((view.hasUser || (view.user.empty() && !view.hasPassword)));
  CHECK((view.hasPort || view.portText.empty()));
  sip::UriPairs pairs(view.parameters, ';');
  while (const auto pair = pairs.next()) {
    CHECK(sip::fuzz::isInside(pair->name, view.parameters));
    CHECK(sip::fuzz::isInside(pair->value, view.parameters));
    CHECK((pair->hasValue || pair->value.empty()));
    CHECK(view.parameter(pair->name).has_value());
  }
}

std::optional<Uri> check(std::string_view text) {
  const auto uri = sip::parseUri(text);
  const auto view = sip::scanUri(text);
  CHECK(view.has_value() == uri.has_value());
  if (!uri) return std::nullopt;
  checkView(*view, text);
  CHECK_FALSE(uri->scheme.empty());
  CHECK_FALSE(uri->host.empty());
  const std::string written = sip::toString(*uri);
  CHECK(written == text);
  // Nothing that would end the URI, its brackets or the line it stands in.
  for (const char c : written) {
    const auto byte = static_cast<unsigned char>(c);
    REQUIRE((byte > ' ' && byte != 0x7f && c != '<' && c != '>'));
  }
  const auto again = sip::parseUri(written);
  REQUIRE(again.has_value());
  CHECK(sameParts(*again, *uri));
  CHECK(sip::equivalent(*uri, *uri));
  CHECK(sip::equivalent(*uri, *again));
  for (const auto& [name, value] : uri->parameters) {
    CHECK(uri->hasParameter(name));
    CHECK(uri->parameter(name) != nullptr);
  }
  return uri;
}

void run(std::string_view input) {
  std::string_view rest = input;
  const auto first = check(sip::fuzz::takeUntil(rest, '\n'));
  const auto second = check(rest);
  if (first && second) {
    CHECK(sip::equivalent(*first, *second) == sip::equivalent(*second, *first));
  }
}

const sip::fuzz::Registration kTarget("uri", run);

}  // namespace
