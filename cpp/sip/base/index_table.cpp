#include "sip/base/index_table.hpp"

#include <utility>

namespace sip {
namespace {

constexpr std::size_t kFewestSlots = 8;

}  // namespace

std::uint64_t IndexTable::keyOf(std::string_view text) {
  std::uint64_t hash = 14695981039346656037u;  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return hash;
}

std::size_t IndexTable::home(std::uint64_t key) const {
  // Ids count up: spread them, so that neighbours do not form one long run of full slots.
  const std::uint64_t spread = (key ^ (key >> 32)) * 0x9E3779B97F4A7C15u;
  return static_cast<std::size_t>(spread >> 32) & (slots_.size() - 1);
}

IndexTable::Value IndexTable::find(std::uint64_t key) const {
  return find(key, [](Value) { return true; });
}

void IndexTable::insert(std::uint64_t key, Value value) {
  if ((size_ + 1) * 4 > slots_.size() * 3)
    resize(slots_.empty() ? kFewestSlots : slots_.size() * 2);
  std::size_t at = home(key);
  while (slots_[at].value != 0) at = next(at);
  slots_[at] = {key, value};
  ++size_;
}

void IndexTable::assign(std::uint64_t key, Value value) {
  if (!slots_.empty()) {
    for (std::size_t at = home(key); slots_[at].value != 0; at = next(at)) {
      if (slots_[at].key != key) continue;
      slots_[at].value = value;
      return;
    }
  }
  insert(key, value);
}

bool IndexTable::erase(std::uint64_t key, Value value) {
  if (slots_.empty()) return false;
  for (std::size_t at = home(key); slots_[at].value != 0; at = next(at)) {
    if (slots_[at].key != key || slots_[at].value != value) continue;
    eraseAt(at);
    return true;
  }
  return false;
}

void IndexTable::eraseAt(std::size_t hole) {
  // Later entries of the run move up into the hole, unless that would put them before their home.
  for (std::size_t at = next(hole); slots_[at].value != 0; at = next(at)) {
    const std::size_t mask = slots_.size() - 1;
    const std::size_t fromHome = (at - home(slots_[at].key)) & mask;
    const std::size_t fromHole = (at - hole) & mask;
    if (fromHome < fromHole) continue;
    slots_[hole] = slots_[at];
    hole = at;
  }
  slots_[hole] = {};
  --size_;
  if (slots_.size() > kFewestSlots && size_ * 8 < slots_.size()) resize(slots_.size() / 2);
}

void IndexTable::resize(std::size_t slots) {
  const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(slots));
  size_ = 0;
  for (const Slot& slot : old) {
    if (slot.value != 0) insert(slot.key, slot.value);
  }
}

void IndexTable::clear() {
  slots_ = {};
  size_ = 0;
}

std::vector<IndexTable::Value> IndexTable::values() const {
  std::vector<Value> result;
  for (const Slot& slot : slots_) {
    if (slot.value != 0) result.push_back(slot.value);
  }
  return result;
}

}  // namespace sip
