// Cuts a header value at its commas or semicolons (RFC 3261 §7.3.1), but not inside quoted strings
// and angle brackets. It allocates nothing and looks at each byte at most three times, whatever the
// text. A quote or bracket that never closes is an ordinary character, so that one bad element does
// not swallow the good ones behind it.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace sip::detail {

class Delimited {
 public:
  Delimited(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

  /// The next element, trimmed and possibly empty ("a,,b" has three); nothing behind the last.
  std::optional<std::string_view> next();
  /// As next(), but passes over empty elements.
  std::optional<std::string_view> nextFilled();

 private:
  void skipQuoted();
  void skipBracketed();

  std::string_view text_;
  std::size_t at_ = 0;
  char delimiter_;
  bool unclosedQuote_ =
      false;  ///< no quote behind the current place has a partner: do not look again
};

/// Where the quoted string that starts at `quoteAt` ends: the place behind its closing quote, npos
/// when there is none. A backslash hides the character behind it (§25.1 quoted-pair).
std::size_t endOfQuoted(std::string_view text, std::size_t quoteAt);
/// The next '<' or '>' at or after `at`; npos when there is none.
std::size_t bracketAt(std::string_view text, std::size_t at);
/// Without the quotes around it, if it starts with one; escapes stay.
std::string_view unquoted(std::string_view text);

}  // namespace sip::detail
