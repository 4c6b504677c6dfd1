#include "exchange.hpp"

#include <utility>

namespace sip::binding {
namespace {

// Addresses are 32 bits wide in WebAssembly; the cast through uintptr_t keeps 64-bit tools quiet.
std::uint32_t addressOf(const void* pointer) {
  return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(pointer));
}

}  // namespace

char* Exchange::room(std::size_t bytes) {
  if (input_.size() < bytes) input_.resize(bytes);
  return input_.data();
}

std::uint32_t Exchange::showWords() {
  show(words_, {});
  return static_cast<std::uint32_t>(words_.size());
}

std::uint32_t Exchange::showText(std::string text) {
  text_ = std::move(text);
  words_.clear();
  show(words_, text_);
  return static_cast<std::uint32_t>(text_.size());
}

void Exchange::show(const std::vector<std::uint32_t>& words, std::string_view text) {
  head_ = {addressOf(words.data()), static_cast<std::uint32_t>(words.size()),
           addressOf(text.data()), static_cast<std::uint32_t>(text.size())};
}

Exchange& exchange() {
  static Exchange instance;
  return instance;
}

}  // namespace sip::binding
