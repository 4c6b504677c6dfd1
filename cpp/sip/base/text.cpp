#include "sip/base/text.hpp"

#include <cstddef>
#include <cstring>

namespace sip {

namespace {

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

constexpr bool isLineSpace(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

}  // namespace

bool equalsIgnoreCase(std::string_view a, std::string_view b) {
  return a.size() == b.size() && startsWithIgnoreCase(a, b);
}

bool startsWithIgnoreCase(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  for (std::size_t i = 0; i < prefix.size(); ++i) {
    if (text[i] != prefix[i] && lower(text[i]) != lower(prefix[i])) return false;
  }
  return true;
}

std::string toLower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = lower(c);
  return result;
}

std::string_view trim(std::string_view text) {
  std::size_t begin = 0;
  std::size_t end = text.size();
  while (begin < end && isLineSpace(text[begin])) ++begin;
  while (end > begin && isLineSpace(text[end - 1])) --end;
  return text.substr(begin, end - begin);
}

std::string unfold(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (!isLineSpace(text[at])) {
      result += text[at++];
      continue;
    }
    const std::size_t begin = at;
    bool folded = false;
    for (; at < text.size() && isLineSpace(text[at]); ++at) {
      folded |= text[at] == '\r' || text[at] == '\n';
    }
    if (folded) {
      result += ' ';
    } else {
      result.append(text, begin, at - begin);
    }
  }
  return result;
}

std::optional<std::uint32_t> parseUint32(std::string_view text) {
  if (text.empty()) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
    if (value > UINT32_MAX) return std::nullopt;
  }
  return static_cast<std::uint32_t>(value);
}

bool holdsLineBreak(std::string_view text) {
  // Eight bytes at a time: subtracting from each sets the top bit of those that are small (of
  // others behind them too, but a doubt is all that is asked for).
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  constexpr auto breaksLine = [](char c) { return c == '\r' || c == '\n' || c == '\0'; };
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + at, 8);
    if (((word - kOnes * ('\r' + 1)) & ~word & (kOnes * 0x80)) == 0) continue;
    for (const char c : text.substr(at, 8)) {
      if (breaksLine(c)) return true;
    }
  }
  for (; at < text.size(); ++at) {
    if (breaksLine(text[at])) return true;
  }
  return false;
}

bool listHolds(std::string_view list, std::string_view token) {
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    if (equalsIgnoreCase(trim(list.substr(0, comma)), token)) return true;
    if (comma == std::string_view::npos) break;
    list.remove_prefix(comma + 1);
  }
  return false;
}

void appendToList(std::string& list, std::string_view element) {
  if (!list.empty()) list += ", ";
  list += element;
}

std::string toHex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string result;
  result.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    result += kDigits[byte >> 4];
    result += kDigits[byte & 15];
  }
  return result;
}

}  // namespace sip
