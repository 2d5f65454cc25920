#pragma once
#include <functional>
#include <string>
#include <vector>

/** Names of the programs that run, each as often as it runs, as the system lists them. Runs on the sampler's thread. */
std::function<std::vector<std::string>()> WatchPrograms();
