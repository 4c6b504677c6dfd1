// Text and the quoted-string that carries it (RFC 3261 §25.1): display names, and any other
// quoted value.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sip {

/// The text as a quoted-string with its quotes: '"' and '\' as quoted-pairs, and so the control
/// characters that may not stand bare. Bytes above 127 are kept, UTF-8 or not. Nothing for CR, LF
/// and NUL, which no header may carry.
std::optional<std::string> quotedString(std::string_view text);

/// What a quoted-string says: without its quotes, quoted-pairs decoded, a fold as one space
/// (§7.3.1). A text that is not quoted is taken as it stands, white space around it and folds
/// aside: a display name may be bare words. unquotedString(*quotedString(x)) is x. Bytes that are
/// no UTF-8 are kept; the result may hold any byte but a line break.
std::string unquotedString(std::string_view written);

/// The same for the inside of a quoted-string alone, as NameAddrView::displayName has it. A
/// backslash at the very end stays.
std::string withoutQuotedPairs(std::string_view content);

}  // namespace sip
