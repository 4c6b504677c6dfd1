// Objects owned under their ids. A thin typed face of IndexTable.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "sip/base/index_table.hpp"

namespace sip {

template <class Id, class T>
class IdMap {
 public:
  IdMap() = default;
  IdMap(const IdMap&) = delete;
  IdMap& operator=(const IdMap&) = delete;
  ~IdMap() { clear(); }

  /// nullptr when there is none.
  T* find(Id id) const { return reinterpret_cast<T*>(table_.find(id.value)); }
  /// The id must be new. Objects stay where they are until erased.
  T& add(Id id, std::unique_ptr<T> object) {
    T* raw = object.release();
    table_.insert(id.value, reinterpret_cast<IndexTable::Value>(raw));
    return *raw;
  }
  /// Gives the object back; nullptr when there is none.
  std::unique_ptr<T> take(Id id) {
    T* raw = find(id);
    if (raw) table_.erase(id.value, reinterpret_cast<IndexTable::Value>(raw));
    return std::unique_ptr<T>(raw);
  }
  void erase(Id id) { take(id); }
  std::size_t size() const { return table_.size(); }
  void clear() {
    const auto values = table_.values();
    table_.clear();
    for (const IndexTable::Value value : values) delete reinterpret_cast<T*>(value);
  }
  /// All objects, in no particular order; a copy, so that the map may change while they are used.
  std::vector<T*> all() const {
    std::vector<T*> result;
    for (const IndexTable::Value value : table_.values())
      result.push_back(reinterpret_cast<T*>(value));
    return result;
  }

 private:
  IndexTable table_;
};

/// From one kind of id to another.
template <class From, class To>
class IdLinks {
 public:
  To find(From id) const {
    return To{static_cast<std::uint32_t>(table_.find(id.value))};
  }  ///< none: 0
  void set(From id, To to) { table_.assign(id.value, to.value); }
  void erase(From id) { table_.erase(id.value, table_.find(id.value)); }
  std::size_t size() const { return table_.size(); }
  void clear() { table_.clear(); }

 private:
  IndexTable table_;
};

}  // namespace sip
