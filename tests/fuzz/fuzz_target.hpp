// A fuzz target is a function over one input that calls what the input is for and checks, by
// doctest's CHECK and REQUIRE, what holds for every input. It runs in two programs: under libFuzzer
// (libfuzzer_main.cpp, one program per target, `npm run fuzz`), and inside the doctest suite, over
// its seeds and some damage done to them (tests/cpp/fuzz_targets_test.cpp).
//
// A file <name>_fuzz.cpp in this folder holds the target <name>; its seeds are the files of
// corpus/<name>/.
#pragma once

#include <string_view>
#include <vector>

namespace sip::fuzz {

struct Target {
  std::string_view name;
  void (*run)(std::string_view input);
};

/// All that are linked into this program, by name.
const std::vector<Target>& targets();

/// Makes a target known: one object of this type at the end of its file.
struct Registration {
  Registration(std::string_view name, void (*run)(std::string_view input));
};

/// The parts of a received text must lie inside it; an empty part may lie nowhere.
inline bool isInside(std::string_view part, std::string_view whole) {
  return part.empty() ||
         (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

/// The text up to the first `delimiter`, which is taken off `rest` with it; all of it when there
/// is none.
inline std::string_view takeUntil(std::string_view& rest, char delimiter) {
  const std::size_t end = rest.find(delimiter);
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return part;
}

}  // namespace sip::fuzz
