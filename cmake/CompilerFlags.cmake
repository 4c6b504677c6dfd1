# The flags that every target of the project compiles with. Third parties come in as SYSTEM headers and
# are spared the warnings.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g")  # quick to compile, and assert() stays alive
set(CMAKE_CXX_FLAGS_MINSIZEREL "-Oz -DNDEBUG")  # CMake's own -Os is a sixth larger in wasm

option(SIP_SANITIZE "Build with the address and undefined behaviour sanitizers" OFF)

add_library(sip_flags INTERFACE)
target_compile_options(sip_flags INTERFACE -Wall -Wextra -Wshadow -Wconversion -fno-rtti)
if(NOT (EMSCRIPTEN AND EMSCRIPTEN_VERSION VERSION_LESS 3.1.69))
  # The C++ library of older releases has other types in places (std::rotl), which makes for noise.
  target_compile_options(sip_flags INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 sees overlapping copies in operator+ of strings that it has inlined (GCC bug 105651).
  target_compile_options(sip_flags INTERFACE -Wno-restrict)
endif()
if(SIP_SANITIZE)
  set(sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_compile_options(sip_flags INTERFACE ${sanitizers})
  target_link_options(sip_flags INTERFACE ${sanitizers})
  # A view that is read past its end is found out even where the text goes on.
  target_compile_definitions(sip_flags INTERFACE _GLIBCXX_ASSERTIONS)
endif()
if(SIP_FUZZ)
  target_compile_options(sip_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

if(EMSCRIPTEN)
  target_compile_options(sip_flags INTERFACE -fno-exceptions)
  target_link_options(sip_flags INTERFACE -fno-exceptions -fno-rtti)
  if(CMAKE_BUILD_TYPE STREQUAL "MinSizeRel")
    # The whole program is known here, so a virtual function with one implementation is an ordinary call.
    set(whole_program -flto -fwhole-program-vtables -fvisibility=hidden)
    target_compile_options(sip_flags INTERFACE ${whole_program})
    target_link_options(sip_flags INTERFACE ${whole_program})
  endif()
  if(EMSCRIPTEN_VERSION VERSION_GREATER_EQUAL 3.1.69)
    target_link_options(sip_flags INTERFACE -sWASM_BIGINT)
  else()
    # Debian's 3.1.6 finds acorn only so.
    set_property(
      GLOBAL PROPERTY RULE_LAUNCH_LINK "\"${CMAKE_COMMAND}\" -E env NODE_PATH=/usr/share/nodejs"
    )
  endif()
endif()

# How the package's module is optimised by the linker, and the benchmark that stands for it (bench/native).
add_library(sip_module_flags INTERFACE)
if(EMSCRIPTEN AND NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
  target_link_options(sip_module_flags INTERFACE -Oz)
  if(EMSCRIPTEN_VERSION VERSION_GREATER_EQUAL 3.1.69)
    # 0.4 kB less after compression, for parsing that takes 3 % longer.
    target_link_options(sip_module_flags INTERFACE "SHELL:-Wl,-mllvm,-inline-threshold=-50")
  endif()
endif()
