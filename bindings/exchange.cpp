#include "exchange.hpp"

#include <utility>

namespace sip::binding {
namespace {

Exchange theExchange;

}  // namespace

char* Exchange::room(std::size_t bytes) {
  if (input_.size() < bytes) input_.resize(bytes);
  return input_.data();
}

std::uint32_t Exchange::showWords() {
  show(words_, {});
  return static_cast<std::uint32_t>(words_.size());
}

std::uint32_t Exchange::showWords(std::uint32_t address, std::size_t count) {
  head_ = {address, static_cast<std::uint32_t>(count), 0, 0};
  return head_[1];
}

std::uint32_t Exchange::showText(std::string text) {
  text_ = std::move(text);
  words_.clear();
  show(words_, text_);
  return static_cast<std::uint32_t>(text_.size());
}

void Exchange::showTextAt(std::string_view text) {
  words_.clear();
  show(words_, text);
}

void Exchange::show(const std::vector<std::uint32_t>& words, std::string_view text) {
  head_ = {addressOf(words.data()), static_cast<std::uint32_t>(words.size()),
           addressOf(text.data()), static_cast<std::uint32_t>(text.size())};
}

Exchange& exchange() {
  return theExchange;
}

}  // namespace sip::binding
