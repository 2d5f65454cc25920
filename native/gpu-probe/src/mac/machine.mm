#include "../machine.h"

#import <Foundation/Foundation.h>

#include <libproc.h>
#include <mach/mach.h>
#include <mach/mach_time.h>
#include <net/if.h>
#include <net/if_types.h>
#include <net/route.h>
#include <sys/socket.h>
#include <sys/sysctl.h>
#include <unistd.h>

namespace {
/** Normal is 1, a warning 2, critical 4. */
constexpr int memoryWarning = 2;

/** What nobody has, and what programs have not touched for long: the system takes it back without a wait. */
void ReadMemory(MachineSample& sample, host_t host) {
  sample.memoryTotalBytes = static_cast<double>(NSProcessInfo.processInfo.physicalMemory);
  vm_statistics64_data_t pages;
  mach_msg_type_number_t count = HOST_VM_INFO64_COUNT;
  vm_size_t pageBytes = 0;
  if (host_page_size(host, &pageBytes) == KERN_SUCCESS && host_statistics64(host, HOST_VM_INFO64, reinterpret_cast<host_info64_t>(&pages), &count) == KERN_SUCCESS) {
    sample.memoryAvailableBytes = (static_cast<double>(pages.free_count) + pages.inactive_count) * static_cast<double>(pageBytes);
  }
  int level = 0;
  size_t bytes = sizeof level;
  if (sysctlbyname("kern.memorystatus_vm_pressure_level", &level, &bytes, nullptr, 0) == 0 && level > 0) sample.isMemoryLow = level >= memoryWarning;
}

void ReadProcessors(MachineSample& sample, host_t host) {
  host_cpu_load_info_data_t load;
  mach_msg_type_number_t count = HOST_CPU_LOAD_INFO_COUNT;
  if (host_statistics(host, HOST_CPU_LOAD_INFO, reinterpret_cast<host_info_t>(&load), &count) != KERN_SUCCESS) return;
  const double perSecond = static_cast<double>(sysconf(_SC_CLK_TCK));
  const double busy = static_cast<double>(load.cpu_ticks[CPU_STATE_USER]) + load.cpu_ticks[CPU_STATE_SYSTEM] + load.cpu_ticks[CPU_STATE_NICE];
  sample.busySeconds = busy / perSecond;
  sample.elapsedSeconds = (busy + load.cpu_ticks[CPU_STATE_IDLE]) / perSecond;
}

/** Of the cards, wireless ones too. What a tunnel or a bridge carries, a card carries as well. getifaddrs would count modulo 2^32. */
void ReadNetwork(MachineSample& sample) {
  int asked[] = {CTL_NET, PF_ROUTE, 0, 0, NET_RT_IFLIST2, 0};
  size_t bytes = 0;
  if (sysctl(asked, 6, nullptr, &bytes, nullptr, 0) != 0) return;
  std::vector<char> buffer(bytes);
  if (sysctl(asked, 6, buffer.data(), &bytes, nullptr, 0) != 0) return;
  double sum = 0;
  for (size_t at = 0; at + sizeof(if_msghdr) <= bytes;) {
    const auto* message = reinterpret_cast<const if_msghdr*>(buffer.data() + at);
    if (message->ifm_msglen == 0) break;
    if (message->ifm_type == RTM_IFINFO2 && at + sizeof(if_msghdr2) <= bytes) {
      const auto* card = reinterpret_cast<const if_msghdr2*>(message);
      if (card->ifm_data.ifi_type == IFT_ETHER) sum += static_cast<double>(card->ifm_data.ifi_ibytes) + static_cast<double>(card->ifm_data.ifi_obytes);
    }
    at += message->ifm_msglen;
  }
  sample.networkBytes = sum;
}

std::optional<MachineProcess> ReadProcess(uint32_t pid) {
  rusage_info_v2 usage;
  if (proc_pid_rusage(static_cast<int>(pid), RUSAGE_INFO_V2, reinterpret_cast<rusage_info_t*>(&usage)) != 0) return std::nullopt;
  static const double secondsPerTick = [] {
    mach_timebase_info_data_t base;
    mach_timebase_info(&base);
    return static_cast<double>(base.numer) / base.denom / 1e9;
  }();
  return MachineProcess{pid, static_cast<double>(usage.ri_user_time + usage.ri_system_time) * secondsPerTick, static_cast<double>(usage.ri_phys_footprint)};
}

std::string HeatOf(NSProcessInfoThermalState state) {
  switch (state) {
    case NSProcessInfoThermalStateNominal: return "nominal";
    case NSProcessInfoThermalStateFair: return "fair";
    case NSProcessInfoThermalStateSerious: return "serious";
    default: return "critical";
  }
}
}  // namespace

std::function<MachineSample()> WatchMachine(std::shared_ptr<WatchedPids> pids) {
  const host_t host = mach_host_self();
  return [pids, host] {
    @autoreleasepool {
      MachineSample sample;
      ReadMemory(sample, host);
      ReadProcessors(sample, host);
      ReadNetwork(sample);
      sample.heat = HeatOf(NSProcessInfo.processInfo.thermalState);
      for (const uint32_t pid : pids->Get()) {
        if (const auto process = ReadProcess(pid)) sample.processes.push_back(*process);
      }
      return sample;
    }
  };
}
