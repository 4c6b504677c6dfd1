// Values that are words: tokens, media types, Call-IDs, methods behind numbers, and Via.
#include "sip/base/text.hpp"
#include "sip/message/structure/structurer.hpp"
#include "sip/message/via.hpp"

namespace sip::detail {

/// token *(SEMI generic-param).
bool Structurer::token() {
  const std::size_t begin = at_;
  if (!takeToken()) return fail(begin, "not a token");
  add(Part::Value, begin, at_);
  return parameters();
}

/// §25.1 m-type SLASH m-subtype; the '*' of a media-range is a token as well.
bool Structurer::mediaType() {
  const std::size_t begin = at_;
  if (!takeToken()) return fail(begin, "not a media type");
  skipSpace();
  if (!take('/')) return fail(at_, "no '/' behind the type");
  skipSpace();
  if (!takeToken()) return fail(at_, "no subtype behind the '/'");
  add(Part::Value, begin, at_);
  return parameters();
}

/// Anything without white space, such as a Call-ID (§20.8), or a quoted string (RFC 7433 §4.1, RFC
/// 8224 §4).
bool Structurer::word() {
  const std::size_t begin = at_;
  if (stands('"')) {
    at_ = behindQuoted(begin);
    if (at_ == std::string_view::npos) return fail(begin, "a quote that is not closed");
  } else {
    while (!atElementEnd() && text_[at_] != ';' && !isChar(text_[at_], kBlankChar | kBreakChar)) {
      ++at_;
    }
    if (at_ == begin) return fail(begin, "no value");
  }
  add(Part::Value, begin, at_);
  return parameters();
}

/// A Call-ID that names a dialog, with the tags that belong to it.
bool Structurer::callId() {
  const std::size_t begin = at_;
  const std::size_t firstPiece = pieces_.size();
  if (!word()) return false;
  const RequiredParameters required = requiredParametersOf(header_);
  return (holdsOnce(firstPiece, required.first) && holdsOnce(firstPiece, required.second)) ||
         fail(begin, "each tag must be there once");
}

/// Is there one parameter of the name, and has it a value?
bool Structurer::holdsOnce(std::size_t firstPiece, std::string_view parameter) const {
  unsigned count = 0;
  for (std::size_t i = firstPiece; i < pieces_.size(); ++i) {
    const Piece& piece = pieces_[i];
    if (piece.part != Part::Parameter ||
        !equalsIgnoreCase(text_.substr(piece.at, piece.length), parameter)) {
      continue;
    }
    const bool hasValue = i + 1 < pieces_.size() && pieces_[i + 1].part == Part::ParameterValue &&
                          pieces_[i + 1].length > 0;
    count += hasValue ? 1 : 2;
  }
  return count == 1;
}

/// §20.16; §8.1.1.5 for the range.
bool Structurer::cseq() {
  if (!takeDigits(Part::Number, INT32_MAX)) return false;
  const std::size_t behind = at_;
  skipSpace();
  const std::size_t begin = at_;
  if (at_ == behind || !takeToken()) return fail(at_, "no method");
  add(Part::Method, begin, at_);
  return true;
}

/// RFC 3262 §7.2: the RSeq number, then a CSeq.
bool Structurer::rack() {
  if (!takeDigits(Part::Number)) return false;
  skipSpace();
  return cseq();
}

bool Structurer::via() {
  const auto via = scanVia(text_, at_);
  if (!via) return fail(at_, "malformed Via");
  add(Part::Protocol, via->protocol);
  add(Part::Transport, via->view.transport);
  add(Part::Host, via->view.host);
  if (via->view.port) add(Part::Port, via->portText);
  at_ = via->end;
  return parameters();
}

}  // namespace sip::detail
