#include "sip/message/header_lines.hpp"

#include <cstring>

#include "sip/message/char_class.hpp"

namespace sip::detail {

namespace {

/// The first byte below SP at or after `at`; the text's size when there is none. Looks at eight
/// bytes at a time: subtracting 0x20 from each sets the top bit of those that were below SP (bytes
/// above 127 are masked out). A borrow may set it in bytes behind the first one too, so within
/// those eight the place is looked up byte by byte.
std::size_t findControl(std::string_view text, std::size_t at) {
  constexpr std::uint64_t kSpaces = 0x2020202020202020U;
  constexpr std::uint64_t kTopBits = 0x8080808080808080U;
  while (at + 8 <= text.size()) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + at, 8);
    if (((word - kSpaces) & ~word & kTopBits) != 0) break;
    at += 8;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x20) ++at;
  return at;
}

}  // namespace

HeaderLines::HeaderLines(std::string_view text, AtEnd atEnd)
    : text_(text),
      at_(skipChars(text, 0, kBreakChar)),
      end_(atEnd == AtEnd::EndsLine ? Step::Header : Step::Unterminated) {}

HeaderLines::Step HeaderLines::finishLine(bool mayHideNul) {
  for (;; ++at_) {
    at_ = findControl(text_, at_);
    if (at_ == text_.size()) return end_;
    const char c = text_[at_];
    if (c == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
    if (text_[at_] == '\n') {
      ++at_;
      return Step::Header;
    }
    if (c == '\r') return Step::Control;
    if (c == '\0' && !(mayHideNul && text_[at_ - 1] == '\\')) return Step::Control;
  }
}

HeaderLines::Step HeaderLines::startLine(std::string_view& line) {
  const std::size_t begin = at_;
  const Step step = finishLine(false);
  if (step != Step::Header) return step;
  std::size_t end = at_ - 1;
  if (end > begin && text_[end - 1] == '\r') --end;
  line = text_.substr(begin, end - begin);
  return step;
}

HeaderLines::Step HeaderLines::next(HeaderField& field) {
  for (;;) {
    if (at_ == text_.size()) return Step::End;
    const std::size_t begin = at_;
    const std::size_t nameEnd = skipChars(text_, begin, kTokenChar);
    at_ = skipChars(text_, nameEnd, kBlankChar);
    const bool isHeader = nameEnd > begin && at_ < text_.size() && text_[at_] == ':';
    if (isHeader) ++at_;
    std::size_t valueAt = at_;

    Step step = finishLine(true);
    if (step != Step::Header) return step;
    // An empty line: nothing but the line end itself.
    if (text_[begin] == '\n' || (text_[begin] == '\r' && at_ == begin + 2)) return Step::End;
    while (at_ < text_.size() && isChar(text_[at_], kBlankChar)) {
      step = finishLine(true);
      if (step != Step::Header) return step;
    }
    if (!isHeader) continue;

    constexpr unsigned kSpace = kBlankChar | kBreakChar;
    std::size_t valueEnd = at_;
    while (valueEnd > valueAt && isChar(text_[valueEnd - 1], kSpace)) --valueEnd;
    valueAt = skipChars(text_.substr(0, valueEnd), valueAt, kSpace);
    field.id = headerNameOf(text_.substr(begin, nameEnd - begin));
    field.nameAt = static_cast<std::uint32_t>(begin);
    field.nameLength = static_cast<std::uint32_t>(nameEnd - begin);
    field.valueAt = static_cast<std::uint32_t>(valueAt);
    field.valueLength = static_cast<std::uint32_t>(valueEnd - valueAt);
    return Step::Header;
  }
}

}  // namespace sip::detail
