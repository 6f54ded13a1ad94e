# shellcheck shell=bash disable=SC2034
# Sourced by the variants: where they build and how they say what failed.
here=$(realpath "$(dirname "$0")")
source_dir=$1
build_dir=$2
jobs=$(nproc)
failed=()

# configure TREE CMAKE_ARGUMENTS...: a clang build tree under build/, optimised enough to be quick and with lines in its reports.
configure() {
  local tree="$build_dir/$1"
  shift
  cmake -G Ninja -S "$source_dir" -B "$tree" -DCMAKE_CXX_COMPILER=clang++-19 -DCMAKE_BUILD_TYPE=Debug \
    -DCMAKE_CXX_FLAGS_DEBUG='-O1 -g1' "$@" >"$tree.configure.log" 2>&1 || { tail -n 20 "$tree.configure.log"; exit 1; }
}

# built TREE PATTERN: the names of the tree's ninja targets that match.
targets() {
  ninja -C "$build_dir/$1" -t targets all | sed -n 's/: phony$//p; s/: CXX_EXECUTABLE_LINKER.*//p' | sed 's:.*/::' | grep -E "^($2)\$" | sort -u
}

# step NAME COMMAND...: runs it, remembers a failure, and lets the later steps run.
step() {
  local name=$1 log
  shift
  log="$build_dir/variant-$name.log"
  local start=$SECONDS
  if "$@" >"$log" 2>&1; then
    echo "ok      $name ($((SECONDS - start)) s)"
  else
    echo "FAILED  $name ($((SECONDS - start)) s), all it said: $log"
    tail -n 60 "$log"
    failed+=("$name")
  fi
}

finish() {
  ((${#failed[@]} == 0)) || { echo "failed: ${failed[*]}"; exit 1; }
}
