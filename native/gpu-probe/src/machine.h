#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

/** What a process has taken until now. */
struct MachineProcess {
  uint32_t pid = 0;
  double busySeconds = 0;
  double memoryBytes = 0;
};

/** What the system tells of the whole machine. Counts run since some moment; whoever reads them takes differences. */
struct MachineSample {
  std::optional<double> memoryTotalBytes;
  std::optional<double> memoryAvailableBytes;
  /** The system itself says that memory runs short. */
  std::optional<bool> isMemoryLow;
  /** Seconds that processors worked and that passed, each processor counted. */
  std::optional<double> busySeconds;
  std::optional<double> elapsedSeconds;
  /** Bytes in and out through what connects this machine to others. */
  std::optional<double> networkBytes;
  std::optional<double> temperatureCelsius;
  std::optional<double> powerWatts;
  /** "nominal", "fair", "serious" or "critical": how hot the system finds the machine. */
  std::optional<std::string> heat;
  std::vector<MachineProcess> processes;
};

/** Whose work and memory is asked for beside the machine's. Set by one thread, taken by another. */
class WatchedPids {
 public:
  void Set(std::vector<uint32_t> pids) {
    const std::lock_guard lock(mutex_);
    pids_ = std::move(pids);
  }
  std::vector<uint32_t> Get() {
    const std::lock_guard lock(mutex_);
    return pids_;
  }

 private:
  std::mutex mutex_;
  std::vector<uint32_t> pids_;
};

/** Runs on the sampler's thread. */
std::function<MachineSample()> WatchMachine(std::shared_ptr<WatchedPids> pids);
