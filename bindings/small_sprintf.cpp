// Keeps the C library's printf, 2 kB after compression, out of the module. Only embind's
// __getTypeName calls it, to name an unbound type by its address in an error message. The compiler
// turns that call into one of the variants that do without floating point, so all three stand here.

#include <cstdint>

extern "C" int sprintf(char* out, const char* format, ...) {
  if (format[0] != '%' || format[1] != 'p' || format[2] != '\0') __builtin_trap();
  __builtin_va_list arguments;
  __builtin_va_start(arguments, format);
  const auto address = reinterpret_cast<std::uintptr_t>(__builtin_va_arg(arguments, void*));
  __builtin_va_end(arguments);
  char* end = out;
  for (int shift = 28; shift >= 0; shift -= 4) *end++ = "0123456789abcdef"[address >> shift & 15];
  *end = '\0';
  return static_cast<int>(end - out);
}

extern "C" [[gnu::alias("sprintf")]] int siprintf(char* out, const char* format, ...);
extern "C" [[gnu::alias("sprintf")]] int __small_sprintf(char* out, const char* format, ...);
