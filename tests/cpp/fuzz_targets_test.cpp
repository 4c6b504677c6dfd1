// The fuzz targets of tests/fuzz on their seeds, and on damage done to them: too little to find
// what nobody thought of, which is what `npm run fuzz` is for, but enough that no target rots and
// that nothing the fuzzer once found comes back.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/fuzz_target.hpp"

namespace {

namespace fs = std::filesystem;

std::string contentsOf(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  REQUIRE(stream.good());
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<std::string> seedsOf(std::string_view target) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(fs::path(SIP_FUZZ_DIR) / "corpus" / target)) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());  // folders have no order, and a failure must come again
  std::vector<std::string> seeds;
  for (const fs::path& file : files) seeds.push_back(contentsOf(file));
  return seeds;
}

/// The words of a dictionary as libFuzzer reads it: one in quotes per line, with \\, \" and \xAB.
std::vector<std::string> wordsOf(const fs::path& file) {
  std::ifstream stream(file);
  std::vector<std::string> words;
  for (std::string line; std::getline(stream, line);) {
    if (line.empty() || line[0] == '#') continue;
    CAPTURE(line);
    REQUIRE(line.size() > 2);
    REQUIRE((line.front() == '"' && line.back() == '"'));
    std::string& word = words.emplace_back();
    for (std::size_t i = 1; i + 1 < line.size(); ++i) {
      if (line[i] == '\\' && line[i + 1] == 'x') {
        word += static_cast<char>(std::stoi(line.substr(i + 2, 2), nullptr, 16));
        i += 3;
      } else {
        if (line[i] == '\\') ++i;
        word += line[i];
      }
    }
  }
  return words;
}

class Damage {
 public:
  Damage(const std::vector<std::string>& seeds, const std::vector<std::string>& words)
      : seeds_(seeds), words_(words) {}

  std::string next() {
    std::string text = seeds_[below(seeds_.size())];
    for (std::size_t times = 1 + below(5); times > 0; --times) {
      const std::size_t at = below(text.size() + 1);
      const std::size_t length = std::min(below(20), text.size() - at);
      switch (below(6)) {
        case 0:
          text.insert(at, words_[below(words_.size())]);
          break;
        case 1:
          text.replace(at, length, words_[below(words_.size())]);
          break;
        case 2:
          text.erase(at, length);
          break;
        case 3:
          if (at < text.size()) text[at] = static_cast<char>(below(256));
          break;
        case 4: {
          const std::string part = text.substr(at, length * 8);
          text.insert(below(text.size() + 1), part);
          break;
        }
        default: {
          const std::string& other = seeds_[below(seeds_.size())];
          text.insert(at, other.substr(below(other.size() + 1), length * 8));
          break;
        }
      }
    }
    return text;
  }

 private:
  /// The same with every compiler.
  std::size_t below(std::size_t limit) { return random_() % limit; }

  const std::vector<std::string>& seeds_;
  const std::vector<std::string>& words_;
  std::mt19937 random_{42};
};

/// On the heap and exactly as long as the input, so that the sanitizers see a byte read too many.
void run(const sip::fuzz::Target& target, const std::string& input) {
  const std::vector<char> bytes(input.begin(), input.end());
  CAPTURE(input);
  target.run({bytes.data(), bytes.size()});
}

}  // namespace

TEST_CASE("every fuzz target holds on its seeds, on their beginnings, and on damage done to them") {
  const std::vector<std::string> words = wordsOf(fs::path(SIP_FUZZ_DIR) / "sip.dict");
  REQUIRE(words.size() > 100);
  REQUIRE(sip::fuzz::targets().size() >= 8);
  for (const sip::fuzz::Target& target : sip::fuzz::targets()) {
    CAPTURE(target.name);
    const std::vector<std::string> seeds = seedsOf(target.name);
    REQUIRE_FALSE(seeds.empty());
    run(target, "");
    for (const std::string& seed : seeds) {
      run(target, seed);
      for (std::size_t end = 1; end < seed.size(); end += 1 + seed.size() / 64) {
        run(target, seed.substr(0, end));
      }
    }
    Damage damage(seeds, words);
    const int rounds =
        target.name == "core" ? 300 : 2000;  // a program takes a hundred times as long
    for (int round = 0; round < rounds; ++round) run(target, damage.next());
  }
}
