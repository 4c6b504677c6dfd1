// The names of an enum's enumerators, taken from the compiler itself, so that no list has to be
// kept beside the enum.
#pragma once

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace sip::generator {

/// g++ and clang spell the template argument in the name of the function: "... V =
/// sip::LogLevel::Warn]", or
/// "(sip::LogLevel)9" when there is no such enumerator.
template <auto V>
constexpr std::string_view enumeratorName() {
  constexpr std::string_view spelled = __PRETTY_FUNCTION__;
  constexpr std::size_t end = spelled.find_first_of(";]", spelled.find("V = "));
  constexpr std::string_view value = spelled.substr(0, end);
  constexpr std::string_view name = value.substr(value.find_last_of(":) ") + 1);
  constexpr bool named = name[0] >= 'A' && name[0] <= 'Z';
  return named ? name : std::string_view{};
}

template <class Enum, std::size_t... I>
std::vector<std::string_view> enumeratorNames(std::index_sequence<I...>) {
  const std::string_view all[] = {enumeratorName<static_cast<Enum>(I)>()...};
  std::vector<std::string_view> names;
  for (std::string_view name : all) {
    if (name.empty()) break;
    names.push_back(name);
  }
  return names;
}

/// In order, for an enum that counts up from 0.
template <class Enum>
std::vector<std::string_view> enumeratorNames() {
  constexpr std::size_t kMost = 128;
  return enumeratorNames<Enum>(std::make_index_sequence<kMost>());
}

}  // namespace sip::generator
