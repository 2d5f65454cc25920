#pragma once
#include <functional>
#include <string>

#include "reading.h"

/** Opens the desktop of this system: an X display, or what Windows and macOS have. Runs on the sampler's thread. @param display of X, such as ":0"; empty: there is none */
std::function<DesktopSample()> WatchDesktop(const std::string& display);
