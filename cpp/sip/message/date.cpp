#include "sip/message/date.hpp"

#include <cstddef>

#include "sip/base/text.hpp"
#include "sip/message/char_class.hpp"

namespace sip {

namespace {

constexpr std::string_view kWeekdays = "SunMonTueWedThuFriSat";
constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
constexpr std::int64_t kSecondsPerDay = 86400;

/// Reads a date from the front; a step that does not fit spoils all that follow.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  /// Exactly so many digits.
  int number(std::size_t digits) {
    int value = 0;
    for (const char c : take(digits)) {
      good_ &= detail::isChar(c, detail::kDigitChar);
      value = value * 10 + (c - '0');
    }
    return value;
  }

  /// The place, from 0 on, of a name of three letters in a row of them.
  int name(std::string_view names) {
    const std::string_view wanted = take(3);
    for (std::size_t at = 0; at < names.size(); at += 3) {
      if (equalsIgnoreCase(names.substr(at, 3), wanted)) return static_cast<int>(at / 3);
    }
    good_ = false;
    return 0;
  }

  void mark(char c) { good_ &= take(1) == std::string_view(&c, 1); }

  void space() {
    const std::size_t length = detail::skipChars(rest_, 0, detail::kBlankChar | detail::kBreakChar);
    good_ &= length > 0;
    rest_.remove_prefix(length);
  }

  bool ended() const { return good_ && rest_.empty(); }

 private:
  std::string_view take(std::size_t length) {
    good_ &= length <= rest_.size();
    const std::string_view taken = rest_.substr(0, length);
    rest_.remove_prefix(taken.size());
    return taken;
  }

  std::string_view rest_;
  bool good_ = true;
};

constexpr bool isLeap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/// `month` from 0 on.
constexpr int daysOfMonth(int month, int year) {
  if (month == 1) return isLeap(year) ? 29 : 28;
  return 30 + ((month + (month > 6 ? 0 : 1)) & 1);
}

/// Days from 0000-01-01 to the first of January of a year.
constexpr std::int64_t daysBefore(int year) {
  if (year == 0) return 0;
  const int past = year - 1;
  return 366 + std::int64_t{365} * past + past / 4 - past / 100 + past / 400;
}

constexpr std::int64_t kEpochDay = daysBefore(1970);
static_assert(kEpochDay == 719528);

void appendNumber(std::string& out, int value, int digits) {
  if (digits > 1) appendNumber(out, value / 10, digits - 1);
  out += static_cast<char>('0' + value % 10);
}

}  // namespace

std::optional<std::int64_t> parseSipDate(std::string_view text) {
  Reader reader(trim(text));
  reader.name(kWeekdays);
  reader.mark(',');
  reader.space();
  const int day = reader.number(2);
  reader.space();
  const int month = reader.name(kMonths);
  reader.space();
  const int year = reader.number(4);
  reader.space();
  const int hour = reader.number(2);
  reader.mark(':');
  const int minute = reader.number(2);
  reader.mark(':');
  const int second = reader.number(2);
  reader.space();
  reader.name("GMT");
  if (!reader.ended() || day < 1 || day > daysOfMonth(month, year) || hour > 23 || minute > 59 ||
      second > 59) {
    return std::nullopt;
  }
  std::int64_t days = daysBefore(year) - kEpochDay + day - 1;
  for (int earlier = 0; earlier < month; ++earlier) days += daysOfMonth(earlier, year);
  return days * kSecondsPerDay + (hour * 60 + minute) * 60 + second;
}

std::optional<std::string> formatSipDate(std::int64_t secondsSince1970) {
  constexpr std::int64_t kFirst = -kEpochDay * kSecondsPerDay;
  constexpr std::int64_t kEnd = (daysBefore(10000) - kEpochDay) * kSecondsPerDay;
  if (secondsSince1970 < kFirst || secondsSince1970 >= kEnd) return std::nullopt;
  const std::int64_t seconds = secondsSince1970 - kFirst;
  const int secondOfDay = static_cast<int>(seconds % kSecondsPerDay);
  const std::int64_t days = seconds / kSecondsPerDay;
  int year = static_cast<int>(days / 366);  // never too late, and at most some thirty years early
  while (daysBefore(year + 1) <= days) ++year;
  int day = static_cast<int>(days - daysBefore(year));
  int month = 0;
  for (; day >= daysOfMonth(month, year); ++month) day -= daysOfMonth(month, year);

  // 0000-01-01 was a Saturday.
  std::string out(kWeekdays.substr(static_cast<std::size_t>((days + 6) % 7) * 3, 3));
  out += ", ";
  appendNumber(out, day + 1, 2);
  out += ' ';
  out += kMonths.substr(static_cast<std::size_t>(month) * 3, 3);
  out += ' ';
  appendNumber(out, year, 4);
  out += ' ';
  appendNumber(out, secondOfDay / 3600, 2);
  out += ':';
  appendNumber(out, secondOfDay / 60 % 60, 2);
  out += ':';
  appendNumber(out, secondOfDay % 60, 2);
  out += " GMT";
  return out;
}

}  // namespace sip
