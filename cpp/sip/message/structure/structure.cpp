#include "sip/message/structure/structure.hpp"

#include "sip/base/text.hpp"
#include "sip/message/delimited.hpp"
#include "sip/message/structure/structurer.hpp"

namespace sip {

HeaderProblem structure(HeaderName header, std::string_view text, std::uint32_t at,
                        Pieces& pieces) {
  return detail::Structurer(header, text, at, pieces).run();
}

namespace detail {

HeaderProblem Structurer::run() {
  switch (formOf(header_)) {
    case Form::Text:
      skipSpace();
      add(Part::Element, trim(text_.substr(at_)));
      break;
    case Form::Token:
      readOne(&Structurer::token);
      break;
    case Form::Tokens:
      readTokens();
      break;
    case Form::MediaType:
      readOne(&Structurer::mediaType);
      break;
    case Form::MediaTypes:
      readList(&Structurer::mediaType);
      break;
    case Form::Semicolons:
      readSemicolons();
      break;
    case Form::Number:
      readOne(&Structurer::number);
      break;
    case Form::Words:
      readList(&Structurer::word);
      break;
    case Form::CallId:
      readOne(&Structurer::callId);
      break;
    case Form::Address:
      readOne(&Structurer::address);
      break;
    case Form::Contacts:
      if (readStar()) break;
      [[fallthrough]];
    case Form::Addresses:
    case Form::Routes:
      readList(&Structurer::address);
      break;
    case Form::Via:
      readList(&Structurer::via);
      break;
    case Form::CSeq:
      readOne(&Structurer::cseq);
      break;
    case Form::RAck:
      readOne(&Structurer::rack);
      break;
    case Form::Timestamp:
      readOne(&Structurer::timestamp);
      break;
    case Form::Date:
      readOne(&Structurer::date);
      break;
    case Form::Warning:
      readList(&Structurer::warning);
      break;
    case Form::Challenge:
      readOne(&Structurer::challenge);
      break;
    case Form::AuthParameters:
      readOne(&Structurer::authParameters);
      break;
  }
  return problem_;
}

void Structurer::readOne(Read read) {
  skipSpace();
  readElement(read);
}

void Structurer::readList(Read read) {
  isList_ = true;
  for (;;) {
    // §7.3.1 asks for elements, but empty ones are seen and harmless.
    skipSpace();
    if (atEnd()) return;
    if (take(',')) continue;
    const std::size_t begin = at_;
    if (!readElement(read)) skipElement(begin);
  }
}

/// §20.10: the '*' of a Contact stands alone, in place of addresses. Beside some it is none.
bool Structurer::readStar() {
  skipSpace();
  const std::size_t begin = at_;
  if (!take('*')) return false;
  skipSpace();
  if (atEnd()) {
    add(Part::Element, begin, begin + 1);
    return true;
  }
  at_ = begin;
  return false;
}

/// RFC 3323 §4.2: priv-values with ';' between them; commas are seen as well.
void Structurer::readSemicolons() {
  for (;;) {
    skipSpace();
    if (atEnd()) return;
    if (take(';') || take(',')) continue;
    const std::size_t begin = at_;
    const bool isToken = takeToken();
    const std::size_t end = at_;
    skipSpace();
    if (isToken && (atEnd() || stands(';') || stands(','))) {
      add(Part::Element, begin, end);
    } else {
      fail(begin, "not a token");
      while (!atEnd() && !stands(';') && !stands(',')) ++at_;
    }
  }
}

/// Most elements are a token alone, and lists of them are long (Allow).
void Structurer::readTokens() {
  isList_ = true;
  for (;;) {
    skipSpace();
    const std::size_t begin = at_;
    if (takeToken()) {
      const std::size_t end = at_;
      skipSpace();
      if (atElementEnd()) {
        add(Part::Element, begin, end);
        continue;
      }
      at_ = begin;
    }
    if (atEnd()) return;
    if (!take(',') && !readElement(&Structurer::token)) skipElement(begin);
  }
}

/// Leaves no piece behind when the element is bad.
bool Structurer::readElement(Read read) {
  const std::size_t begin = at_;
  const std::size_t firstPiece = pieces_.size();
  add(Part::Element, begin, begin);
  bool ok = (this->*read)();
  std::size_t end = at_;
  if (ok) {
    skipSpace();
    ok = atElementEnd() || fail(at_, "something stands behind the value");
  }
  if (!ok) {
    pieces_.resize(firstPiece);
    return false;
  }
  while (end > begin && isChar(text_[end - 1], kBlankChar | kBreakChar)) --end;
  Piece& element = pieces_[firstPiece];
  element.length = static_cast<std::uint32_t>(end - begin);
  // An element without further pieces is its own value.
  if (pieces_.size() == firstPiece + 2 && pieces_.back().length == element.length) {
    pieces_.pop_back();
  }
  return true;
}

/// Behind a bad element: to the comma that ends it, where a quote or bracket that never closes is
/// an ordinary character.
void Structurer::skipElement(std::size_t begin) {
  for (at_ = begin; !atEnd() && text_[at_] != ',';) {
    std::size_t end = std::string_view::npos;
    if (text_[at_] == '"') {
      end = behindQuoted(at_);
    } else if (text_[at_] == '<') {
      end = bracketAt(text_, at_ + 1);
      if (end != std::string_view::npos) end = text_[end] == '>' ? end + 1 : std::string_view::npos;
    }
    at_ = end == std::string_view::npos ? at_ + 1 : end;
  }
}

bool Structurer::take(char c) {
  if (!stands(c)) return false;
  ++at_;
  return true;
}

bool Structurer::takeToken() {
  const std::size_t begin = at_;
  at_ = skipChars(text_, at_, kTokenChar);
  return at_ > begin;
}

bool Structurer::takeDigits(Part part, std::uint32_t most) {
  const std::size_t begin = at_;
  at_ = skipChars(text_, at_, kDigitChar);
  const auto number = parseUint32(text_.substr(begin, at_ - begin));
  if (!number || *number > most) {
    return fail(begin, at_ == begin ? "not a number" : "the number is too large");
  }
  add(part, begin, at_);
  return true;
}

std::size_t Structurer::behindQuoted(std::size_t quoteAt) {
  const std::size_t end = noMoreQuotes_ ? std::string_view::npos : endOfQuoted(text_, quoteAt);
  noMoreQuotes_ = end == std::string_view::npos;
  return end;
}

bool Structurer::fail(std::size_t offset, std::string_view rule) {
  if (!problem_) problem_ = {static_cast<std::uint32_t>(offset), rule};
  return false;
}

}  // namespace detail
}  // namespace sip
