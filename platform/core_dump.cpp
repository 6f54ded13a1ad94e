#include "platform/core_dump.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace chalkpoint::platform {

void forbid_core_dumps() {
  // Neither can fail: a limit may always be lowered, and 0 is a value that the kernel knows.
  const rlimit none{.rlim_cur = 0, .rlim_max = 0};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0);
}

}  // namespace chalkpoint::platform
