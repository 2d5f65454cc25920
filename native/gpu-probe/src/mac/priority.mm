#include "../priority.h"

/** macOS lets a process lower only itself. */
bool LowerIoPriority(uint32_t) { return false; }
