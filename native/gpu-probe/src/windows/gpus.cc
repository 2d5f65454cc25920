#include "../gpus.h"

#include <windows.h>

#include <dxgi1_4.h>

#include <chrono>
#include <cstdio>
#include <memory>

#include "counters.h"
#include "gpuCounters.h"
#include "text.h"

namespace {
using Clock = std::chrono::steady_clock;

/** Cards come and go; the list is made anew this often. */
constexpr auto relistEvery = std::chrono::seconds(5);
/** A chip in the processor sets aside less than this for itself and otherwise shares the machine's memory. */
constexpr double leastOwnMemory = 512.0 * 1024 * 1024;

// ---------------------------------------------------------------- the kernel's graphics interface, as d3dkmthk.h declares it

struct OpenAdapter {
  LUID luid;
  UINT handle;
};
struct QueryAdapter {
  UINT handle;
  int type;
  void* data;
  UINT bytes;
};
struct CloseAdapter {
  UINT handle;
};
struct AdapterAddress {
  UINT bus, device, function;
};
struct AdapterPerformance {
  ULONG physicalAdapter;
  ULONGLONG memoryFrequency, maxMemoryFrequency, maxMemoryFrequencyOverclocked, memoryBandwidth, pcieBandwidth;
  ULONG fanRpm, power, temperatureDeciCelsius;
  UCHAR powerStateOverride;
};
constexpr int queryAddress = 6, queryPerformance = 62;

template <class F>
F FunctionOf(const char* name) {
  return reinterpret_cast<F>(reinterpret_cast<void*>(GetProcAddress(GetModuleHandleW(L"gdi32.dll"), name)));
}

/** An adapter opened for questions; every question may fail. */
class KernelAdapter {
 public:
  explicit KernelAdapter(LUID luid) {
    const auto open = FunctionOf<LONG(WINAPI*)(OpenAdapter*)>("D3DKMTOpenAdapterFromLuid");
    query_ = FunctionOf<LONG(WINAPI*)(QueryAdapter*)>("D3DKMTQueryAdapterInfo");
    OpenAdapter opened{luid, 0};
    if (open && query_ && open(&opened) >= 0) handle_ = opened.handle;
  }
  KernelAdapter(const KernelAdapter&) = delete;
  KernelAdapter& operator=(const KernelAdapter&) = delete;
  ~KernelAdapter() {
    CloseAdapter closed{handle_};
    const auto close = FunctionOf<LONG(WINAPI*)(CloseAdapter*)>("D3DKMTCloseAdapter");
    if (handle_ && close) close(&closed);
  }
  template <class T>
  bool Ask(int type, T* data) const {
    QueryAdapter question{handle_, type, data, sizeof(T)};
    return handle_ != 0 && query_(&question) >= 0;
  }

 private:
  LONG(WINAPI* query_)(QueryAdapter*) = nullptr;
  UINT handle_ = 0;
};

// ---------------------------------------------------------------- adapters

struct Adapter {
  uint64_t luid;
  GpuSample fixed;
  bool sharesMemory;
  std::shared_ptr<KernelAdapter> kernel;
};

std::vector<Adapter> ListAdapters() {
  std::vector<Adapter> adapters;
  IDXGIFactory1* factory = nullptr;
  if (FAILED(CreateDXGIFactory1(__uuidof(IDXGIFactory1), reinterpret_cast<void**>(&factory)))) return adapters;
  IDXGIAdapter1* found = nullptr;
  for (UINT i = 0; factory->EnumAdapters1(i, &found) != DXGI_ERROR_NOT_FOUND; i++) {
    DXGI_ADAPTER_DESC1 description;
    if (SUCCEEDED(found->GetDesc1(&description)) && (description.Flags & DXGI_ADAPTER_FLAG_SOFTWARE) == 0) {
      const LUID luid = description.AdapterLuid;
      Adapter adapter{static_cast<uint64_t>(static_cast<uint32_t>(luid.HighPart)) << 32 | luid.LowPart, {}, false, std::make_shared<KernelAdapter>(luid)};
      adapter.fixed.name = ToUtf8(description.Description);
      adapter.fixed.vendorId = description.VendorId;
      const double own = static_cast<double>(description.DedicatedVideoMemory);
      adapter.sharesMemory = own < leastOwnMemory;
      adapter.fixed.memoryTotalBytes = own + (adapter.sharesMemory ? static_cast<double>(description.SharedSystemMemory) : 0);
      AdapterAddress address;
      if (adapter.kernel->Ask(queryAddress, &address)) {
        char text[32];
        std::snprintf(text, sizeof text, "0000:%02x:%02x.%x", address.bus & 0xff, address.device & 0x1f, address.function & 7);
        adapter.fixed.address = text;
      }
      adapters.push_back(std::move(adapter));
    }
    found->Release();
  }
  factory->Release();
  return adapters;
}

// ---------------------------------------------------------------- counters

class Counters {
 public:
  Counters()
      : engines_(query_.Add(L"\\GPU Engine(*)\\Utilization Percentage")),
        processOwn_(query_.Add(L"\\GPU Process Memory(*)\\Dedicated Usage")),
        processShared_(query_.Add(L"\\GPU Process Memory(*)\\Shared Usage")),
        adapterOwn_(query_.Add(L"\\GPU Adapter Memory(*)\\Dedicated Usage")),
        adapterShared_(query_.Add(L"\\GPU Adapter Memory(*)\\Shared Usage")) {
    // Utilisation is a rate.
    query_.Collect();
  }

  struct Moment {
    std::map<uint64_t, AdapterUse> own, shared;
  };
  Moment Take() {
    if (!query_.Collect()) return {};
    return {SumCounters({query_.Values(engines_), query_.Values(processOwn_), query_.Values(adapterOwn_)}), SumCounters({{}, query_.Values(processShared_), query_.Values(adapterShared_)})};
  }

 private:
  CounterQuery query_;
  PDH_HCOUNTER engines_, processOwn_, processShared_, adapterOwn_, adapterShared_;
};

std::optional<double> Sum(const std::optional<double>& a, const std::optional<double>& b) { return a || b ? std::optional(a.value_or(0) + b.value_or(0)) : std::nullopt; }

GpuSample Describe(const Adapter& adapter, Counters::Moment& moment) {
  GpuSample sample = adapter.fixed;
  const AdapterUse& own = moment.own[adapter.luid];
  const AdapterUse& shared = moment.shared[adapter.luid];
  sample.busyPercent = own.busyPercent;
  sample.memoryUsedBytes = adapter.sharesMemory ? Sum(own.memoryUsedBytes, shared.memoryUsedBytes) : own.memoryUsedBytes;
  if (own.memoryUsedBytes) {
    std::map<uint32_t, GpuProcess> processes = own.processes;
    if (adapter.sharesMemory) {
      for (const auto& [pid, process] : shared.processes) {
        processes[pid].pid = pid;
        processes[pid].memoryBytes = Sum(processes[pid].memoryBytes, process.memoryBytes);
      }
    }
    sample.processes.emplace();
    for (const auto& [pid, process] : processes) sample.processes->push_back(process);
  }
  AdapterPerformance performance{};
  if (adapter.kernel->Ask(queryPerformance, &performance) && performance.temperatureDeciCelsius > 0) sample.temperatureCelsius = performance.temperatureDeciCelsius / 10.0;
  return sample;
}
}  // namespace

std::function<std::vector<GpuSample>()> WatchGpus() {
  struct State {
    std::vector<Adapter> adapters;
    std::optional<Clock::time_point> listedAt;
    Counters counters;
  };
  auto state = std::make_shared<State>();
  return [state] {
    if (!state->listedAt || Clock::now() - *state->listedAt >= relistEvery) {
      state->adapters = ListAdapters();
      state->listedAt = Clock::now();
    }
    Counters::Moment moment = state->counters.Take();
    std::vector<GpuSample> samples;
    for (const Adapter& adapter : state->adapters) samples.push_back(Describe(adapter, moment));
    return samples;
  };
}
