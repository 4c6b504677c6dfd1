// The memory that JavaScript writes arguments into and reads results from. One for the whole
// module: C++ never calls JavaScript, so a call is over before the next one begins, and JavaScript
// copies what it wants to keep.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sip::binding {

/// Addresses are 32 bits wide in WebAssembly; the cast through uintptr_t keeps 64-bit tools quiet.
inline std::uint32_t addressOf(const void* pointer) {
  return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(pointer));
}

class Exchange {
 public:
  /// Room for that many bytes of arguments. The address holds until a larger room is asked for.
  char* room(std::size_t bytes);
  std::string_view input(std::uint32_t length) const { return {input_.data(), length}; }

  /// Four words that tell where the latest result is: address and number of its words, address and
  /// length of its text. The address of these four never changes.
  const std::uint32_t* head() const { return head_.data(); }

  /// Words to fill in; publish them with showWords().
  std::vector<std::uint32_t>& words() { return words_; }
  std::uint32_t showWords();
  /// Words that live elsewhere, until whoever owns them changes them; returns their number.
  std::uint32_t showWords(std::uint32_t address, std::size_t count);
  /// Makes the text the latest result and returns its length.
  std::uint32_t showText(std::string text);
  /// Text that lives elsewhere, until whoever owns it changes it.
  void showTextAt(std::string_view text);
  /// Results that live elsewhere, until whoever owns them changes them.
  void show(const std::vector<std::uint32_t>& words, std::string_view text);

 private:
  std::vector<char> input_;
  std::string text_;
  std::vector<std::uint32_t> words_;
  std::array<std::uint32_t, 4> head_{};
};

Exchange& exchange();

}  // namespace sip::binding
