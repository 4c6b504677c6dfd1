#include "clock.hpp"

#ifdef __EMSCRIPTEN__
#include <emscripten.h>

// As bench/js/cpu-clock.mjs, which says why there is a wait in it.
EM_JS(double, threadNanoseconds, (), {
  const {existsSync, readFileSync} = require("node:fs");
  const statistics = "/proc/self/schedstat";
  if (!existsSync(statistics)) return performance.now() * 1e6;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 0.001);
  return Number(readFileSync(statistics, "latin1").split(" ")[0]);
});

double bench::cpuNanoseconds() {
  return threadNanoseconds();
}
#else
#include <time.h>

double bench::cpuNanoseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}
#endif
