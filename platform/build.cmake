# How a layer is compiled; CMakeLists.txt says which layers there are.

set(CHALKPOINT_SANITIZE "" CACHE STRING "Sanitizers of the whole build: empty, address,undefined or thread")
option(CHALKPOINT_PCH "Precompile what nearly every source includes (ccache caches nothing then unless its sloppiness allows it)" OFF)
option(CHALKPOINT_FUZZ "Build the libFuzzer targets (clang only)" OFF)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-fconcepts-diagnostics-depth=2)
  if(CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    add_compile_options(-Wno-restrict) # false alarms on joined strings: gcc.gnu.org/PR105651
    add_compile_options(-Wno-maybe-uninitialized) # false alarms on aggregates whose later members may throw; clang reads the same sources
    if(CMAKE_UNITY_BUILD OR CHALKPOINT_PCH) # more of them; the plain build keeps these warnings
      add_compile_options(-Wno-stringop-overflow -Wno-array-bounds -Wno-subobject-linkage)
    endif()
  endif()
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  add_compile_options(-Wno-deprecated-declarations) # libstdc++ 12's own stable_sort uses what it deprecates
endif()
if(CHALKPOINT_SANITIZE)
  add_compile_options(-fsanitize=${CHALKPOINT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all -g1)
  add_link_options(-fsanitize=${CHALKPOINT_SANITIZE})
endif()

# precompiled(TARGET HEADERS...): these, and what nearly every source of ours includes, are read once for the target.
function(precompiled target)
  if(CHALKPOINT_PCH)
    target_precompile_headers(${target} PRIVATE <algorithm> <expected> <filesystem> <functional> <map> <memory> <nlohmann/json.hpp>
                              <optional> <ranges> <set> <string> <variant> <vector> ${ARGN})
  endif()
endfunction()

# layer(NAME FOLDER DEPENDENCIES...): the static library of one folder. Every .cpp in the folder is part of it, except a program's main.cpp.
function(layer name folder)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  # In a unity build (-DCMAKE_UNITY_BUILD=ON: half the time, but ccache is of little help) screens and samples stay alone: each has
  # measures and steps of its own under the same short names.
  set(alone ${sources})
  list(FILTER alone INCLUDE REGEX "/(view|samples)[^/]*\\.cpp$")
  set_source_files_properties(${alone} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  if(sources)
    add_library(${name} STATIC ${sources})
    precompiled(${name})
    set(scope PUBLIC)
  else()
    add_library(${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(${name} ${scope} ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name} ${scope} ${ARGN})
endfunction()

# guided(LAYERS...): a fuzzer sees which branches of these layers an input takes. The layers without a fuzz target, and the tests, are
# left out: where branches are counted, code is larger and slower.
function(guided)
  foreach(name ${ARGN})
    if(CHALKPOINT_FUZZ)
      target_compile_options(${name} PRIVATE -fsanitize=fuzzer-no-link)
    endif()
  endforeach()
endfunction()

# program(NAME MAIN DEPENDENCIES...): an executable of one source file, in bin/.
function(program name main)
  add_executable(${name} ${CMAKE_SOURCE_DIR}/${main})
  target_compile_definitions(${name} PRIVATE CHALKPOINT_VERSION="${PROJECT_VERSION}")
  target_link_libraries(${name} PRIVATE ${ARGN})
endfunction()

# assets(FOLDER): the data beside the programs, as bin/../assets: links to the sources, and the compiled message catalogues.
function(assets folder)
  find_program(MSGFMT msgfmt REQUIRED)
  set(out ${CMAKE_BINARY_DIR}/assets)
  file(MAKE_DIRECTORY ${out}/lang)
  foreach(part fonts surveys keyboards filter answers lists words web)
    file(CREATE_LINK ${CMAKE_SOURCE_DIR}/${folder}/${part} ${out}/${part} SYMBOLIC)
  endforeach()
  file(GLOB catalogues CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/lang/*.po)
  set(compiled "")
  foreach(po ${catalogues})
    get_filename_component(lang ${po} NAME_WE)
    add_custom_command(OUTPUT ${out}/lang/${lang}.mo COMMAND ${MSGFMT} --check -o ${out}/lang/${lang}.mo ${po} DEPENDS ${po} VERBATIM)
    list(APPEND compiled ${out}/lang/${lang}.mo)
  endforeach()
  add_custom_target(message_catalogues ALL DEPENDS ${compiled})
endfunction()
