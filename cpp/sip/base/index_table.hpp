// The one hash table of the core: from 64-bit keys (ids, hashes of texts) to whatever fits a
// pointer. The standard's containers would be compiled anew for each pair of types, a tenth of the
// whole module; this one is compiled once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace sip {

class IndexTable {
 public:
  /// Never zero: zero marks a free slot.
  using Value = std::uintptr_t;

  /// A key may be there several times; the values then come in no particular order.
  void insert(std::uint64_t key, Value value);
  /// Removes one entry; false when there is none.
  bool erase(std::uint64_t key, Value value);
  /// The first value of the key that `accept` takes; zero when there is none.
  template <class Accept>
  Value find(std::uint64_t key, Accept accept) const {
    if (slots_.empty()) return 0;
    for (std::size_t at = home(key); slots_[at].value != 0; at = next(at)) {
      if (slots_[at].key == key && accept(slots_[at].value)) return slots_[at].value;
    }
    return 0;
  }
  Value find(std::uint64_t key) const;
  /// Sets the value of a key that is there once, or adds it.
  void assign(std::uint64_t key, Value value);
  std::size_t size() const { return size_; }
  void clear();
  /// All values, in no particular order; a copy, so that the table may change while they are used.
  std::vector<Value> values() const;

  /// A text's key. Different texts may share one: compare what is found.
  static std::uint64_t keyOf(std::string_view text);

 private:
  struct Slot {
    std::uint64_t key = 0;
    Value value = 0;
  };
  std::size_t home(std::uint64_t key) const;
  std::size_t next(std::size_t at) const { return (at + 1) & (slots_.size() - 1); }
  void eraseAt(std::size_t at);
  void resize(std::size_t slots);

  std::vector<Slot> slots_;  ///< a power of two, at most three quarters full
  std::size_t size_ = 0;
};

}  // namespace sip
