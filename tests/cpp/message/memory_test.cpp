// Reading a message takes no more memory than a small multiple of its length, whatever it is. The
// operators new and delete of the whole test program count for it.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <new>
#include <string>
#include <variant>

#include "message/hostile.hpp"
#include "sip/message/bad_request.hpp"
#include "sip/message/structure/structure.hpp"

namespace {

std::size_t g_live = 0;
std::size_t g_peak = 0;

/// In front of each block, as long as any alignment needs.
constexpr std::size_t kHeadSize = alignof(std::max_align_t);

void* take(std::size_t size) {
  auto* const block = static_cast<std::byte*>(std::malloc(kHeadSize + size));
  if (!block) std::abort();
  *reinterpret_cast<std::size_t*>(block) = size;
  g_live += size;
  g_peak = std::max(g_peak, g_live);
  return block + kHeadSize;
}

void give(void* data) noexcept {
  if (!data) return;
  auto* const block = static_cast<std::byte*>(data) - kHeadSize;
  g_live -= *reinterpret_cast<std::size_t*>(block);
  std::free(block);
}

/// The most bytes that were in use at one time during the call, beyond those that were before it.
template <class Call>
std::size_t peakOf(Call call) {
  const std::size_t before = g_live;
  g_peak = g_live;
  call();
  return g_peak - before;
}

}  // namespace

void* operator new(std::size_t size) {
  return take(size);
}
void* operator new[](std::size_t size) {
  return take(size);
}
// std::stable_sort asks this way, and an operator of the library's own would give it another kind
// of block.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return take(size);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  return take(size);
}
void operator delete(void* data) noexcept {
  give(data);
}
void operator delete[](void* data) noexcept {
  give(data);
}
void operator delete(void* data, std::size_t) noexcept {
  give(data);
}
void operator delete[](void* data, std::size_t) noexcept {
  give(data);
}

using namespace sip::message_test;
using sip::Message;

namespace {

constexpr std::size_t kSize = 64 * 1024;

template <class Check>
void eachHostileText(Check check) {
  for (const HostilePlace& place : hostilePlaces()) {
    for (const std::string& unit : fewHostileUnits()) {
      const std::string text = hostileText(place, unit, kSize);
      CAPTURE(place.name);
      CAPTURE(unit);
      check(text);
    }
  }
}

}  // namespace

TEST_CASE("the count of memory in use is right") {
  CHECK(peakOf([] { std::string(1000, 'a'); }) >= 1000);
  CHECK(peakOf([] { std::string(1000, 'a'); }) < 1100);
  CHECK(peakOf([] {
          for (int i = 0; i < 10; ++i) std::string(1000, 'a');
        }) < 1100);
}

TEST_CASE("parsing takes the text and 16 kB, with the limits that a core has") {
  eachHostileText([](const std::string& text) {
    std::string copy = text;
    CHECK(peakOf([&] { (void)Message::parse(std::move(copy)); }) <= 16 * 1024);
  });
}

TEST_CASE("without limits, parsing takes 20 times the text at most") {
  // A header of three bytes ("a:" and LF) has a place of 20 in the index, which grows by doubling.
  eachHostileText([&](const std::string& text) {
    std::string copy = text;
    const std::size_t peak = peakOf([&] { (void)Message::parse(std::move(copy), noLimits()); });
    CHECK(peak <= 20 * text.size());
  });
}

TEST_CASE(
    "structuring a header takes 20 times its value at most, and the answer to a broken request 8") {
  eachHostileText([&](const std::string& text) {
    const auto result = Message::parse(text, noLimits());
    if (const auto* error = std::get_if<sip::ParseError>(&result)) {
      const std::size_t peak = peakOf([&] { (void)sip::makeBadRequestResponse(text, *error); });
      CHECK(peak <= 8 * text.size());
      return;
    }
    const auto& message = std::get<Message>(result);
    for (const sip::HeaderField& field : message.fields()) {
      if (field.valueLength < kSize / 2) continue;
      const std::size_t peak = peakOf([&] {
        sip::Pieces pieces;
        sip::structure(message, field, pieces);
      });
      CHECK(peak <= 20 * field.valueLength);
    }
  });
}
