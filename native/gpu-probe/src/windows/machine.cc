// Before windows.h, which would bring the old one.
#include <winsock2.h>
#include <ws2ipdef.h>

#include <windows.h>

#include <iphlpapi.h>
#include <psapi.h>

#include <algorithm>
#include <cctype>

#include "../machine.h"
#include "counters.h"

namespace {
double SecondsOf(const FILETIME& time) { return static_cast<double>(static_cast<uint64_t>(time.dwHighDateTime) << 32 | time.dwLowDateTime) / 1e7; }

void ReadMemory(MachineSample& sample) {
  MEMORYSTATUSEX status{};
  status.dwLength = sizeof status;
  if (!GlobalMemoryStatusEx(&status)) return;
  sample.memoryTotalBytes = static_cast<double>(status.ullTotalPhys);
  sample.memoryAvailableBytes = static_cast<double>(status.ullAvailPhys);
}

/** Windows counts its idle time as time of the kernel too. */
void ReadProcessors(MachineSample& sample) {
  FILETIME idle, kernel, user;
  if (!GetSystemTimes(&idle, &kernel, &user)) return;
  sample.elapsedSeconds = SecondsOf(kernel) + SecondsOf(user);
  sample.busySeconds = *sample.elapsedSeconds - SecondsOf(idle);
}

/** What is no hardware, such as a tunnel, carries what a card carries as well; a filter is a layer over one. */
void ReadNetwork(MachineSample& sample) {
  MIB_IF_TABLE2* table = nullptr;
  if (GetIfTable2(&table) != NO_ERROR) return;
  double bytes = 0;
  for (ULONG i = 0; i < table->NumEntries; i++) {
    const MIB_IF_ROW2& row = table->Table[i];
    const auto& flags = row.InterfaceAndOperStatusFlags;
    if (row.Type != IF_TYPE_SOFTWARE_LOOPBACK && flags.HardwareInterface && !flags.FilterInterface) bytes += static_cast<double>(row.InOctets) + static_cast<double>(row.OutOctets);
  }
  FreeMibTable(table);
  sample.networkBytes = bytes;
}

std::optional<MachineProcess> ReadProcess(uint32_t pid) {
  const HANDLE process = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION | PROCESS_VM_READ, FALSE, pid);
  if (!process) return std::nullopt;
  FILETIME started, ended, kernel, user;
  PROCESS_MEMORY_COUNTERS memory{};
  const bool isTold = GetProcessTimes(process, &started, &ended, &kernel, &user) && GetProcessMemoryInfo(process, &memory, sizeof memory);
  CloseHandle(process);
  if (!isTold) return std::nullopt;
  return MachineProcess{pid, SecondsOf(kernel) + SecondsOf(user), static_cast<double>(memory.WorkingSetSize)};
}

class Sensors {
 public:
  Sensors() : zones_(query_.Add(L"\\Thermal Zone Information(*)\\High Precision Temperature")), meters_(query_.Add(L"\\Energy Meter(*)\\Power")) { query_.Collect(); }
  void Read(MachineSample& sample) {
    if ((!zones_ && !meters_) || !query_.Collect()) return;
    // In tenths of a kelvin. A zone that is not there says 0 K.
    for (const auto& [name, value] : query_.Values(zones_)) {
      const double celsius = value / 10 - 273.15;
      if (celsius > 0 && celsius < 150) sample.temperatureCelsius = std::max(sample.temperatureCelsius.value_or(0), celsius);
    }
    // In milliwatts, such as "RAPL_Package0_PKG": the whole of one processor. Others of a processor's are parts of that.
    for (auto [name, value] : query_.Values(meters_)) {
      std::transform(name.begin(), name.end(), name.begin(), [](unsigned char letter) { return static_cast<char>(std::toupper(letter)); });
      if (name.ends_with("_PKG") && value >= 0) sample.powerWatts = sample.powerWatts.value_or(0) + value / 1000;
    }
  }

 private:
  CounterQuery query_;
  PDH_HCOUNTER zones_, meters_;
};
}  // namespace

std::function<MachineSample()> WatchMachine(std::shared_ptr<WatchedPids> pids) {
  auto sensors = std::make_shared<Sensors>();
  // Lasts as long as the process, like what else of Windows is watched.
  static const HANDLE lowMemory = CreateMemoryResourceNotification(LowMemoryResourceNotification);
  return [pids, sensors] {
    MachineSample sample;
    ReadMemory(sample);
    ReadProcessors(sample);
    ReadNetwork(sample);
    sensors->Read(sample);
    BOOL isLow = FALSE;
    if (lowMemory && QueryMemoryResourceNotification(lowMemory, &isLow)) sample.isMemoryLow = isLow != FALSE;
    for (const uint32_t pid : pids->Get()) {
      if (const auto process = ReadProcess(pid)) sample.processes.push_back(*process);
    }
    return sample;
  };
}
