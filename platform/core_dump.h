// What a crash may leave behind.
#pragma once

namespace chalkpoint::platform {

/// From here on this process leaves no memory image: no core file, whatever its size limit, and no other process of the
/// same user may read its memory. A phone number stands there in the clear until it is sealed. A debugger needs root.
void forbid_core_dumps();

}  // namespace chalkpoint::platform
