#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

struct GpuProcess {
  uint32_t pid = 0;
  std::optional<double> memoryBytes;
  std::optional<double> busyPercent;
};

/** What the system itself tells of a GPU, without its maker's library. */
struct GpuSample {
  /** Its place on the PCI bus, such as "0000:01:00.0". */
  std::optional<std::string> address;
  std::string name;
  std::optional<uint32_t> vendorId;
  std::optional<double> memoryTotalBytes;
  std::optional<double> memoryUsedBytes;
  std::optional<double> busyPercent;
  std::optional<double> temperatureCelsius;
  std::optional<std::vector<GpuProcess>> processes;
};

/** Runs on the sampler's thread. */
std::function<std::vector<GpuSample>()> WatchGpus();
