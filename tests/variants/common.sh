# shellcheck shell=bash disable=SC2034
# Sourced by the variants: where they build and how they say what failed.
here=$(realpath "$(dirname "$0")")
source_dir=$1
build_dir=$2
jobs=$(nproc)
failed=()
renice -n 10 $$ >/dev/null # the tests beside this one go first: they mind time, this only takes it

# configure TREE CMAKE_ARGUMENTS...: a clang build tree under build/, optimised enough to be quick, with lines in its reports, and
# linked by the quicker linker.
configure() {
  local tree="$build_dir/$1"
  shift
  cmake -G Ninja -S "$source_dir" -B "$tree" -DCMAKE_CXX_COMPILER=clang++-19 -DCMAKE_BUILD_TYPE=Debug -DCMAKE_UNITY_BUILD=ON \
    -DCMAKE_CXX_FLAGS_DEBUG='-O1 -g1' -DCMAKE_EXE_LINKER_FLAGS=-fuse-ld=lld \
    "$@" >"$tree.configure.log" 2>&1 || { tail -n 20 "$tree.configure.log"; exit 1; }
}

# built TREE PATTERN: the names of the tree's ninja targets that match.
targets() {
  ninja -C "$build_dir/$1" -t targets all | sed -n 's/: phony$//p; s/: CXX_EXECUTABLE_LINKER.*//p' | sed 's:.*/::' | grep -E "^($2)\$" | sort -u
}

# step NAME COMMAND...: runs it, as many side by side as there are cores; a failure is remembered and lets the others run.
declare -A running=()
step() {
  ((${#running[@]} < jobs)) || collect
  perform "$@" &
  running[$!]=$1
}

perform() {
  local name=$1 log="$build_dir/variant-$1.log" start=$SECONDS
  shift
  if "$@" >"$log" 2>&1; then
    echo "ok      $name ($((SECONDS - start)) s)"
  else
    echo "FAILED  $name ($((SECONDS - start)) s), all it said: $log"
    tail -n 60 "$log"
    return 1
  fi
}

# Waits for one of the steps that run.
collect() {
  local pid
  wait -n -p pid "${!running[@]}" || failed+=("${running[$pid]}")
  unset "running[$pid]"
}

finish() {
  while ((${#running[@]})); do collect; done
  ((${#failed[@]} == 0)) || { echo "failed: ${failed[*]}"; exit 1; }
}
