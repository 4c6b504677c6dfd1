// libFuzzer's side of a target: each program holds one. A CHECK that fails outside of a doctest
// case comes to stop(), which ends the program as a crash does, so that libFuzzer keeps the input.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "fuzz/fuzz_target.hpp"

namespace {

void stop(const doctest::AssertData& failure) {
  std::fprintf(stderr, "%s:%d: %s( %s ) is not correct: %s\n", failure.m_file, failure.m_line,
               doctest::assertString(failure.m_at), failure.m_expr, failure.m_decomp.c_str());
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  static doctest::Context context;
  context.setAssertHandler(stop);
  context.setAsDefaultForAssertsOutOfTestCases();
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  sip::fuzz::targets().front().run({reinterpret_cast<const char*>(data), size});
  return 0;
}
