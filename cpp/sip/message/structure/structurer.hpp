// The walk over one header value that structure() is: one pass, a method for each form, pieces
// appended as they are met. Inner header of this folder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sip/message/char_class.hpp"
#include "sip/message/structure/header_form.hpp"
#include "sip/message/structure/structure.hpp"
#include "sip/message/uri_view.hpp"

namespace sip::detail {

class Structurer {
 public:
  Structurer(HeaderName header, std::string_view text, std::size_t at, Pieces& pieces)
      : header_(header), text_(text), at_(at), pieces_(pieces) {}

  HeaderProblem run();

 private:
  using Read = bool (Structurer::*)();

  // structure.cpp: the loop over elements.
  void readOne(Read read);
  void readList(Read read);
  void readTokens();
  void readSemicolons();
  bool readStar();
  bool readElement(Read read);
  void skipElement(std::size_t begin);

  // words.cpp
  bool token();
  bool mediaType();
  bool word();
  bool callId();
  bool holdsOnce(std::size_t firstPiece, std::string_view parameter) const;
  bool cseq();
  bool rack();
  bool via();

  // numbers.cpp
  bool number();
  bool timestamp();
  bool date();
  bool warning();

  // address.cpp
  bool address();
  bool uri(std::string_view uri);
  void addPairs(UriPairs pairs, Part name, Part value);

  // parameters.cpp
  bool parameters();
  bool challenge();
  bool token68();
  bool authParameters();
  bool parameterList(char delimiter);
  bool parameterValue(char delimiter);

  // Where the walk stands.
  bool atEnd() const { return at_ >= text_.size(); }
  bool stands(char c) const { return at_ < text_.size() && text_[at_] == c; }
  /// At the end of the value, or of this element of a list.
  bool atElementEnd() const { return atEnd() || (isList_ && text_[at_] == ','); }
  void skipSpace() { at_ = skipChars(text_, at_, kBlankChar | kBreakChar); }
  bool take(char c);
  bool takeToken();
  bool takeDigits(Part part, std::uint32_t most = UINT32_MAX);
  /// The place behind the closing quote of the quoted string at `quoteAt`; npos when there is none.
  std::size_t behindQuoted(std::size_t quoteAt);

  void add(Part part, std::size_t begin, std::size_t end) {
    pieces_.push_back(
        {part, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end - begin)});
  }
  void add(Part part, std::string_view span) {
    const auto begin = static_cast<std::size_t>(span.data() - text_.data());
    add(part, begin, begin + span.size());
  }
  /// Always false, so that a reader can return it.
  bool fail(std::size_t offset, std::string_view rule);

  HeaderName header_;
  std::string_view text_;
  std::size_t at_;
  Pieces& pieces_;
  HeaderProblem problem_;
  bool isList_ = false;
  bool noMoreQuotes_ = false;  ///< a closing quote was looked for up to the end of the text in vain
};

}  // namespace sip::detail
