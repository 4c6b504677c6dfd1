#include "sip/base/index_table.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <set>

#include "sip/base/id_map.hpp"
#include "sip/base/ids.hpp"

using sip::IndexTable;

TEST_CASE("A key finds what was inserted under it, and nothing once it is erased") {
  IndexTable table;
  CHECK(table.find(7) == 0);
  table.insert(7, 70);
  CHECK(table.find(7) == 70);
  CHECK_FALSE(table.erase(7, 71));
  CHECK(table.erase(7, 70));
  CHECK(table.find(7) == 0);
  CHECK(table.size() == 0);
}

TEST_CASE("A key may hold several values, and the caller says which one it means") {
  IndexTable table;
  table.insert(1, 10);
  table.insert(1, 11);
  CHECK(table.find(1, [](IndexTable::Value value) { return value == 11; }) == 11);
  CHECK(table.erase(1, 10));
  CHECK(table.find(1) == 11);
  CHECK(table.size() == 1);
}

TEST_CASE("assign() replaces the value of a key, or adds it") {
  IndexTable table;
  table.assign(3, 30);
  table.assign(3, 31);
  CHECK(table.find(3) == 31);
  CHECK(table.size() == 1);
}

TEST_CASE("Ten thousand random inserts and erases leave what a set of pairs holds") {
  IndexTable table;
  std::set<std::pair<std::uint64_t, IndexTable::Value>> model;
  std::uint64_t state = 42;
  const auto random = [&state](std::uint64_t below) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (state >> 33) % below;
  };
  for (int step = 0; step < 10000; ++step) {
    const std::uint64_t key = random(300);
    const auto value = static_cast<IndexTable::Value>(key * 4 + random(4) + 1);
    if (random(5) < 3) {
      if (model.insert({key, value}).second) table.insert(key, value);
    } else {
      CHECK(table.erase(key, value) == (model.erase({key, value}) == 1));
    }
  }
  CHECK(table.size() == model.size());
  CHECK(table.values().size() == model.size());
  for (const auto& [key, value] : model) {
    const IndexTable::Value wanted = value;
    CHECK(table.find(key, [wanted](IndexTable::Value v) { return v == wanted; }) == wanted);
  }
}

TEST_CASE("An IdMap owns its objects: erased and left ones are destroyed once each") {
  using Number = sip::Id<struct NumberTag>;
  struct Counted {
    explicit Counted(int& alive) : alive_(alive) { ++alive_; }
    ~Counted() { --alive_; }
    int& alive_;
  };
  int alive = 0;
  {
    sip::IdMap<Number, Counted> map;
    for (std::uint32_t id = 1; id <= 100; ++id) map.add({id}, std::make_unique<Counted>(alive));
    CHECK(alive == 100);
    map.erase({5});
    map.erase({5});
    const std::unique_ptr<Counted> taken = map.take({6});
    CHECK(map.find({5}) == nullptr);
    CHECK(map.find({7}) != nullptr);
    CHECK(alive == 99);
    CHECK(map.size() == 98);
  }
  CHECK(alive == 0);
}
