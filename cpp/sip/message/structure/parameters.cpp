// name=value lists: behind a value (§25.1 generic-param) and in challenges (§25.1 auth-param).
#include "sip/base/text.hpp"
#include "sip/message/delimited.hpp"
#include "sip/message/structure/structurer.hpp"

namespace sip::detail {

/// *(SEMI generic-param) up to the end of the element.
bool Structurer::parameters() {
  skipSpace();
  return !take(';') || parameterList(';');
}

/// One parameter or none between two delimiters; empty ones are passed over.
bool Structurer::parameterList(char delimiter) {
  for (;;) {
    skipSpace();
    if (atElementEnd() && delimiter == ';') return true;
    if (atEnd()) return true;
    if (take(delimiter)) continue;
    const std::size_t name = at_;
    if (!takeToken()) return fail(name, "a parameter without a name");
    add(Part::Parameter, name, at_);
    const std::size_t behind = at_;
    skipSpace();
    if (!take('=')) {
      at_ = behind;
    } else {
      skipSpace();
      if (!parameterValue(delimiter)) return false;
    }
    skipSpace();
    if (!atEnd() && !stands(delimiter) && !atElementEnd()) {
      return fail(at_, "something stands behind a parameter");
    }
  }
}

bool Structurer::parameterValue(char delimiter) {
  const std::size_t begin = at_;
  if (stands('"')) {
    at_ = behindQuoted(begin);
    if (at_ == std::string_view::npos) return fail(begin, "a quote that is not closed");
  } else if (stands('<')) {
    // RFC 8224 §4: info=<uri>, which may hold any delimiter.
    at_ = bracketAt(text_, begin + 1);
    if (at_ == std::string_view::npos || text_[at_] != '>') {
      return fail(begin, "a '<' that is not closed");
    }
    ++at_;
  } else {
    // Lenient: words with spaces and '=' between them are seen unquoted (Reason's text).
    while (!atEnd() && text_[at_] != delimiter && !(isList_ && text_[at_] == ',') &&
           text_[at_] != '"') {
      ++at_;
    }
  }
  add(Part::ParameterValue, trim(text_.substr(begin, at_ - begin)));
  return true;
}

/// §25.1 challenge and credentials: a scheme with its parameters, or with a token68.
bool Structurer::challenge() {
  const std::size_t begin = at_;
  if (!takeToken()) return fail(begin, "no authentication scheme");
  add(Part::Value, begin, at_);
  if (!atEnd() && !isChar(text_[at_], kBlankChar | kBreakChar)) {
    return fail(at_, "no space behind the authentication scheme");
  }
  return token68() || parameterList(',');
}

/// RFC 7235 §2.1: what Basic and Bearer (RFC 8898 §4) have in place of parameters. A name with an
/// '=' and nothing behind it is one, too.
bool Structurer::token68() {
  skipSpace();
  const std::size_t begin = at_;
  std::size_t end = begin;
  while (end < text_.size() && (isChar(text_[end], kTokenChar) || text_[end] == '/')) ++end;
  if (end == begin) return false;
  while (end < text_.size() && text_[end] == '=') ++end;
  if (skipChars(text_, end, kBlankChar | kBreakChar) < text_.size()) return false;
  add(Part::Value, begin, end);
  at_ = text_.size();
  return true;
}

/// §20.6: at least one.
bool Structurer::authParameters() {
  const std::size_t firstPiece = pieces_.size();
  return parameterList(',') && (pieces_.size() > firstPiece || fail(at_, "no parameter"));
}

}  // namespace sip::detail
