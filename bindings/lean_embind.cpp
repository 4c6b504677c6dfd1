// Stands in for embind's own bind.cpp, which registers every type it knows, strings and memory
// views too, and names unknown ones with sprintf: kilobytes of module and glue for what never
// crosses here. Only the types below do; a binding that uses another fails when the module is
// linked.

#include <emscripten/bind.h>

#include <cstring>
#include <limits>

using namespace emscripten::internal;

extern "C" {

/// The glue frees what it is given.
const char* __getTypeName(const std::type_info*) {  // NOLINT: embind's own name
  return strdup("a type that lean_embind.cpp does not register");
}

void _embind_register_bindings(InitFunc*) {
}  // NOLINT: for the start of a thread, and there are none

}  // extern "C"

EMSCRIPTEN_BINDINGS(builtin) {
  using Limits = std::numeric_limits<std::uint32_t>;
  _embind_register_void(TypeID<void>::get(), "void");
  _embind_register_bool(TypeID<bool>::get(), "bool", true, false);
  _embind_register_integer(TypeID<std::uint32_t>::get(), "unsigned int", sizeof(std::uint32_t),
                           Limits::min(), Limits::max());
  _embind_register_float(TypeID<double>::get(), "double", sizeof(double));
}
