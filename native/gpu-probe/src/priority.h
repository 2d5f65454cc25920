#pragma once
#include <cstdint>

/**
 * Puts what a process reads and writes behind everybody else's: Linux's idle class, Windows' very low I/O priority. Whatever it starts inherits it.
 *
 * @returns false where the system offers no such thing for another process, or refused
 */
bool LowerIoPriority(uint32_t pid);
