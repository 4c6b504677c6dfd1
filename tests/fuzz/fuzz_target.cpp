#include "fuzz/fuzz_target.hpp"

#include <algorithm>

namespace sip::fuzz {
namespace {

// A function's own, because the order in which files start is not defined.
std::vector<Target>& registered() {
  static std::vector<Target> all;
  return all;
}

}  // namespace

const std::vector<Target>& targets() {
  return registered();
}

Registration::Registration(std::string_view name, void (*run)(std::string_view input)) {
  auto& all = registered();
  const auto at = std::find_if(all.begin(), all.end(),
                               [name](const Target& other) { return other.name > name; });
  all.insert(at, {name, run});
}

}  // namespace sip::fuzz
