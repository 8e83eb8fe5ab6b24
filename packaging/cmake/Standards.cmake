# Interface targets for warnings and sanitizers, and the one way a module of Tamis is declared.

add_library(tamis_warnings INTERFACE)
target_compile_options(tamis_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Wold-style-cast
  -Wcast-align -Woverloaded-virtual -Wimplicit-fallthrough -Wextra-semi
  $<$<BOOL:${TAMIS_WERROR}>:-Werror>)

add_library(tamis_sanitizers INTERFACE)
if(TAMIS_SANITIZE)
  target_compile_options(tamis_sanitizers INTERFACE -fsanitize=${TAMIS_SANITIZE} -fno-omit-frame-pointer
    -fno-sanitize-recover=all)
  target_link_options(tamis_sanitizers INTERFACE -fsanitize=${TAMIS_SANITIZE})
endif()
if(TAMIS_COVERAGE)
  target_compile_options(tamis_sanitizers INTERFACE --coverage)
  target_link_options(tamis_sanitizers INTERFACE --coverage)
endif()

add_library(tamis_hardening INTERFACE)
target_compile_options(tamis_hardening INTERFACE -fstack-protector-strong)
if(NOT CMAKE_BUILD_TYPE STREQUAL "Debug" AND NOT TAMIS_SANITIZE)
  target_compile_definitions(tamis_hardening INTERFACE _FORTIFY_SOURCE=2)
  target_link_options(tamis_hardening INTERFACE -Wl,-z,relro)
endif()

# tamis_module(engine SOURCES a.cpp b.cpp USES tamis::base LIBRARIES PkgConfig::hs)
# makes the static target tamis::engine. USES: modules whose headers its own headers show;
# LIBRARIES: third-party libraries that stay inside the module.
function(tamis_module name)
  cmake_parse_arguments(arg "" "" "SOURCES;USES;LIBRARIES" ${ARGN})
  add_library(tamis_${name} STATIC ${arg_SOURCES})
  add_library(tamis::${name} ALIAS tamis_${name})
  target_include_directories(tamis_${name} PUBLIC "${PROJECT_SOURCE_DIR}/scanner")
  target_link_libraries(tamis_${name}
    PUBLIC ${arg_USES} tamis_sanitizers
    PRIVATE ${arg_LIBRARIES} tamis_warnings tamis_hardening)
endfunction()

# tamis_test(engine SOURCES a_test.cpp USES tamis::engine): one GoogleTest binary, registered with CTest.
function(tamis_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;USES;LIBRARIES" ${ARGN})
  add_executable(${name}_test ${arg_SOURCES})
  target_link_libraries(${name}_test PRIVATE ${arg_USES} ${arg_LIBRARIES} tamis_warnings GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name}_test PRIVATE TAMIS_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
    TAMIS_BINARY_DIR="${PROJECT_BINARY_DIR}")
  gtest_discover_tests(${name}_test DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 300)
endfunction()
