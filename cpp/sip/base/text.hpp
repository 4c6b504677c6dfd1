// ASCII helpers on views. SIP tokens compare without case (RFC 3261 §7.3.1) and are ASCII; nothing
// here knows locales.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sip {

bool equalsIgnoreCase(std::string_view a, std::string_view b);
bool startsWithIgnoreCase(std::string_view text, std::string_view prefix);
std::string toLower(std::string_view text);
/// Without leading and trailing SP, HTAB, CR and LF (folds inside are kept).
std::string_view trim(std::string_view text);
/// Each fold (white space with a line break in it) becomes one space (RFC 3261 §7.3.1). Values of
/// received headers may hold folds: use this before one is shown, compared as a whole or written
/// into a message of our own.
std::string unfold(std::string_view text);
/// Decimal digits only, no sign, no spaces; nothing for an empty text or a value above 2^32 - 1.
std::optional<std::uint32_t> parseUint32(std::string_view text);
/// True for CR, LF and NUL anywhere: what an application's value must never hold (it would start a
/// new header).
bool holdsLineBreak(std::string_view text);
/// Does the comma-separated list hold the token, compared without case? "100rel, timer" has
/// "timer".
bool listHolds(std::string_view list, std::string_view token);
/// Adds an element to a comma-separated list.
void appendToList(std::string& list, std::string_view element);
std::string toHex(std::string_view bytes);

}  // namespace sip
