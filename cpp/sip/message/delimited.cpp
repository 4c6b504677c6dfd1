#include "sip/message/delimited.hpp"

#include "sip/base/text.hpp"

namespace sip::detail {

std::size_t endOfQuoted(std::string_view text, std::size_t quoteAt) {
  for (std::size_t i = quoteAt + 1; i < text.size(); ++i) {
    if (text[i] == '"') return i + 1;
    if (text[i] == '\\') ++i;
  }
  return std::string_view::npos;
}

std::size_t bracketAt(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] != '<' && text[at] != '>') ++at;
  return at < text.size() ? at : std::string_view::npos;
}

std::string_view unquoted(std::string_view text) {
  if (text.empty() || text.front() != '"') return text;
  const std::size_t end = endOfQuoted(text, 0);
  return end == std::string_view::npos ? text.substr(1) : text.substr(1, end - 2);
}

std::optional<std::string_view> Delimited::next() {
  if (at_ >= text_.size()) return std::nullopt;
  const std::size_t begin = at_;
  while (at_ < text_.size() && text_[at_] != delimiter_) {
    if (text_[at_] == '"') {
      skipQuoted();
    } else if (text_[at_] == '<') {
      skipBracketed();
    } else {
      ++at_;
    }
  }
  const std::string_view element = text_.substr(begin, at_ - begin);
  ++at_;  // over the delimiter
  return trim(element);
}

std::optional<std::string_view> Delimited::nextFilled() {
  auto element = next();
  while (element && element->empty()) element = next();
  return element;
}

void Delimited::skipQuoted() {
  const std::size_t end = unclosedQuote_ ? std::string_view::npos : endOfQuoted(text_, at_);
  unclosedQuote_ = end == std::string_view::npos;
  at_ = unclosedQuote_ ? at_ + 1 : end;
}

void Delimited::skipBracketed() {
  // A URI holds no '<', so a second one before '>' shows that this one was never closed.
  const std::size_t end = bracketAt(text_, at_ + 1);
  at_ = end != std::string_view::npos && text_[end] == '>' ? end + 1 : at_ + 1;
}

}  // namespace sip::detail
