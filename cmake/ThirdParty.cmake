# doctest and nlohmann/json, for the tests only: the system's headers where they are installed
# (Debian: doctest-dev and nlohmann-json3-dev), elsewhere fetched by pinned hash.
include(FetchContent)

# Makes the target `name`, whose include path holds <folder>/... and nothing else.
#
# The system's headers are linked into the build tree folder by folder. Naming /usr/include itself,
# as find_package() would, puts the host's C library before Emscripten's own.
function(sip_third_party name folder url hash fetched_include)
  if(IS_DIRECTORY "/usr/include/${folder}")
    set(include "${CMAKE_BINARY_DIR}/third_party/${name}")
    file(MAKE_DIRECTORY "${include}")
    file(CREATE_LINK "/usr/include/${folder}" "${include}/${folder}" SYMBOLIC)
  else()
    # SOURCE_SUBDIR names no folder on purpose: the headers are wanted, the project's own CMake not.
    FetchContent_Declare(${name}_source URL "${url}" URL_HASH "SHA256=${hash}" SOURCE_SUBDIR none)
    FetchContent_MakeAvailable(${name}_source)
    set(include "${${name}_source_SOURCE_DIR}/${fetched_include}")
  endif()
  add_library(${name} INTERFACE)
  target_include_directories(${name} SYSTEM INTERFACE "${include}")
endfunction()

sip_third_party(
  doctest doctest
  https://github.com/doctest/doctest/archive/refs/tags/v2.4.11.tar.gz
  632ed2c05a7f53fa961381497bf8069093f0d6628c5f26286161fbd32a560186
  .
)
sip_third_party(
  nlohmann_json nlohmann
  https://github.com/nlohmann/json/releases/download/v3.11.3/json.tar.xz
  d6c65aca6b1ed68e7a182f4757257b107ae403032760ed6ef121c9d55e81757d
  include
)
if(EMSCRIPTEN)
  # Without exceptions a failed REQUIRE cannot leave its test, and nlohmann/json aborts on misuse.
  target_compile_definitions(doctest INTERFACE DOCTEST_CONFIG_NO_EXCEPTIONS_BUT_WITH_ALL_ASSERTS)
  target_compile_definitions(nlohmann_json INTERFACE JSON_NOEXCEPTION=1)
endif()
