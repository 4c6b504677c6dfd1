// Structured access to every header (RFC 3261 §20 and the extensions' RFCs): a value becomes pieces
// of its text. The input is the header's name in the first line, and its value below.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/fuzz_target.hpp"
#include "sip/base/text.hpp"
#include "sip/message/date.hpp"
#include "sip/message/name_addr.hpp"
#include "sip/message/structure/header_form.hpp"
#include "sip/message/structure/structure.hpp"
#include "sip/message/timestamp.hpp"
#include "sip/message/via.hpp"

namespace {

using sip::Form;
using sip::HeaderName;
using sip::HeaderProblem;
using sip::Part;
using sip::Piece;
using sip::Pieces;

std::string_view view(std::string_view text, const Piece& piece) {
  return text.substr(piece.at, piece.length);
}

/// The piece that must stand right before one of this kind; Element where any may.
Part neededBefore(Part part) {
  if (part == Part::UriParameterValue) return Part::UriParameter;
  if (part == Part::UriHeaderValue) return Part::UriHeader;
  if (part == Part::ParameterValue) return Part::Parameter;
  if (part == Part::Scheme) return Part::Uri;
  return Part::Element;
}

void checkPieces(std::string_view text, std::uint32_t at, const Pieces& pieces) {
  if (pieces.empty()) return;
  REQUIRE(pieces.front().part == Part::Element);
  Piece element;
  std::size_t last = at;
  bool inside = true;
  bool inOrder = true;
  bool paired = true;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    if (piece.part == Part::Time) continue;
    const std::size_t end = std::size_t{piece.at} + piece.length;
    inOrder &= piece.at >= last;
    last = piece.at;
    if (piece.part == Part::Element) {
      // Behind all of the one before it.
      inOrder &= piece.at >= std::size_t{element.at} + element.length;
      element = piece;
      inside &= end <= text.size() && view(text, piece) == sip::trim(view(text, piece));
    } else {
      // The empty value of "a= " stands behind the space, which its element has not.
      inside &= end <= (piece.length == 0 ? text.size() : element.at + element.length);
    }
    const Part needed = neededBefore(piece.part);
    paired &= needed == Part::Element || pieces[i - 1].part == needed;
  }
  CHECK(inside);
  CHECK(inOrder);
  CHECK(paired);
}

bool samePieces(const Pieces& a, const Pieces& b, std::uint32_t shift) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [shift](const Piece& x, const Piece& y) {
                      const std::uint32_t moved = x.part == Part::Time ? 0 : shift;
                      return x.part == y.part && x.at + moved == y.at && x.length == y.length;
                    });
}

/// The kinds alone, and what they span.
std::vector<std::pair<Part, std::string_view>> meaning(std::string_view text,
                                                       const Pieces& pieces) {
  std::vector<std::pair<Part, std::string_view>> result;
  for (const Piece& piece : pieces) {
    result.emplace_back(piece.part, piece.part == Part::Time ? "" : view(text, piece));
  }
  return result;
}

/// What other parts of the library read from the same text is the same.
void compare(HeaderName header, std::string_view text, const Pieces& pieces) {
  const Form form = sip::formOf(header);
  const auto find = [&](std::size_t from, Part part) -> std::optional<std::string_view> {
    for (std::size_t i = from + 1; i < pieces.size() && pieces[i].part != Part::Element; ++i) {
      if (pieces[i].part == part) return view(text, pieces[i]);
    }
    return std::nullopt;
  };
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i].part != Part::Element) continue;
    const std::string_view element = view(text, pieces[i]);
    const bool isAddress = form == Form::Address || form == Form::Addresses ||
                           form == Form::Routes || (form == Form::Contacts && element != "*");
    if (isAddress && find(i, Part::Uri)) {
      const auto address = sip::parseNameAddr(element);
      REQUIRE(address.has_value());
      CHECK(address->uri == *find(i, Part::Uri));
      CHECK(address->displayName == find(i, Part::DisplayName).value_or(""));
    } else if (form == Form::Via) {
      const auto via = sip::parseVia(element);
      REQUIRE(via.has_value());
      CHECK(via->transport == find(i, Part::Transport).value_or(""));
      CHECK(via->host == find(i, Part::Host).value_or(""));
    } else if (form == Form::Date) {
      CHECK(sip::parseSipDate(element).has_value());
    } else if (form == Form::Timestamp) {
      CHECK(sip::parseTimestamp(element).has_value());
    }
  }
}

void check(HeaderName header, std::string_view value) {
  Pieces pieces;
  const HeaderProblem problem = sip::structure(header, value, 0, pieces);
  checkPieces(value, 0, pieces);
  if (problem) {
    CHECK(problem.offset <= value.size());
  } else if (!sip::trim(value).empty() && sip::formOf(header) != Form::Text) {
    // Nothing wrong and nothing there: only separators.
    const bool nothing = value.find_first_not_of(" \t\r\n,;") == std::string_view::npos;
    CHECK((!pieces.empty() || nothing || sip::formOf(header) == Form::AuthParameters));
  }
  compare(header, value, pieces);

  // The same wherever the value stands, and behind whatever was there before.
  const std::string line = "Name: " + std::string(value);
  Pieces behind = {{Part::Line, 1, 2}};
  const HeaderProblem same = sip::structure(header, line, 6, behind);
  CHECK(same.rule == problem.rule);
  if (problem) CHECK(same.offset == problem.offset + 6);
  REQUIRE_FALSE(behind.empty());
  CHECK((behind[0].part == Part::Line && behind[0].at == 1 && behind[0].length == 2));
  behind.erase(behind.begin());
  CHECK(samePieces(pieces, behind, 6));

  if (pieces.empty()) return;
  // Good elements, written anew as the list that they are, are good and say the same.
  const char delimiter = sip::formOf(header) == Form::Semicolons ? ';' : ',';
  std::string written;
  for (const Piece& piece : pieces) {
    if (piece.part != Part::Element) continue;
    if (!written.empty()) written += std::string(1, delimiter) + " ";
    written += view(value, piece);
  }
  CAPTURE(written);
  Pieces again;
  const HeaderProblem worse = sip::structure(header, written, 0, again);
  CHECK_FALSE(worse);
  CHECK(meaning(written, again) == meaning(value, pieces));
}

void run(std::string_view input) {
  const std::string_view name = sip::trim(sip::fuzz::takeUntil(input, '\n'));
  check(sip::headerNameOf(name), input);
}

const sip::fuzz::Registration kTarget("header", run);

}  // namespace
