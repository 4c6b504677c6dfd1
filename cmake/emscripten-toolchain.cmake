# Hands over to the CMake toolchain file of the Emscripten in use: that of the emcc on PATH, or the one
# that scripts/set-up.mjs keeps in a private prefix.
find_program(SIP_EMCC emcc NO_CACHE)
if(SIP_EMCC)
  file(REAL_PATH "${SIP_EMCC}" emcc)
  cmake_path(GET emcc PARENT_PATH emscripten)
else()
  set(cache "$ENV{XDG_CACHE_HOME}")
  if(NOT cache)
    set(cache "$ENV{HOME}/.cache")
  endif()
  set(emscripten "${cache}/sip-wasm/emscripten-3.1.69/usr/share/emscripten")
endif()
if(NOT EXISTS "${emscripten}/cmake/Modules/Platform/Emscripten.cmake")
  message(FATAL_ERROR "Emscripten is missing: run `npm run set-up`")
endif()

include("${emscripten}/cmake/Modules/Platform/Emscripten.cmake")

# Emscripten's choice comes with options that Node 20 does not know.
find_program(SIP_NODE node REQUIRED)
set(CMAKE_CROSSCOMPILING_EMULATOR "${SIP_NODE}")
