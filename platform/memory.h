// What starting took and rest does not need.
#pragma once

namespace chalkpoint::platform {

/// Gives back what the process held only to start: the pages of code and constants that were mapped meanwhile (a
/// software renderer compiles its shaders once, with tens of megabytes of compiler). They are the files' own pages,
/// unchanged; whichever is needed again is mapped again from the file. For a quiet moment.
void give_back_memory();

}  // namespace chalkpoint::platform
