// This thread's time on the processor, so that other programs on the machine do not count.
#pragma once

namespace bench {

/// Nanoseconds from some start.
double cpuNanoseconds();

}  // namespace bench
