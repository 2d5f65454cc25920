#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "../gpus.h"

/** One value of a performance counter, by the name Windows gives its instance. */
using CounterValue = std::pair<std::string, double>;

/** The graphics counters of one moment: GPU Engine\Utilization Percentage, GPU Process Memory\* Usage, GPU Adapter Memory\* Usage. */
struct GpuCounters {
  std::vector<CounterValue> engines, processMemory, adapterMemory;
};

/** What the counters say of one adapter. */
struct AdapterUse {
  std::optional<double> memoryUsedBytes;
  std::optional<double> busyPercent;
  std::map<uint32_t, GpuProcess> processes;
};

/**
 * Adds the counters up by adapter, keyed by its LUID. Pure, and without anything of Windows, so that it is tested on any system.
 *
 * An adapter is as busy as the busiest of its engines, each the sum of all processes: what the Task Manager shows. Names it does not know are left out.
 */
std::map<uint64_t, AdapterUse> SumCounters(const GpuCounters& counters);
