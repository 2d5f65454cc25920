#include "gpuCounters.h"

#include <algorithm>
#include <cstdlib>

namespace {
struct Instance {
  uint64_t luid;
  std::optional<uint32_t> pid;
  /** "phys_0_eng_3": an engine's name within its adapter. */
  std::string engine;
};

/** The text after a key such as "pid_", up to the next underscore; empty: the key is not there. */
std::string FieldOf(const std::string& name, const std::string& key, size_t from = 0) {
  const size_t at = name.find(key, from);
  if (at == std::string::npos) return {};
  const size_t start = at + key.size();
  return name.substr(start, name.find('_', start) - start);
}

std::optional<uint64_t> NumberOf(const std::string& text, int base) {
  char* end = nullptr;
  const uint64_t value = std::strtoull(text.c_str(), &end, base);
  return text.empty() || *end != '\0' ? std::nullopt : std::optional(value);
}

/** Such as "pid_4660_luid_0x00000000_0x0000D7A1_phys_0_eng_3_engtype_VideoDecode". */
std::optional<Instance> ParseInstance(const std::string& name) {
  const size_t at = name.find("luid_0x");
  if (at == std::string::npos) return std::nullopt;
  const auto high = NumberOf(FieldOf(name, "luid_", at), 16);
  const size_t lowAt = name.find("_0x", at + 7);
  const auto low = lowAt == std::string::npos ? std::nullopt : NumberOf(FieldOf(name, "_", lowAt), 16);
  if (!high || !low) return std::nullopt;
  const std::string pid = FieldOf(name, "pid_");
  Instance instance{*high << 32 | *low, std::nullopt, FieldOf(name, "phys_", at) + " " + FieldOf(name, "eng_", at)};
  if (!pid.empty()) {
    const auto number = NumberOf(pid, 10);
    if (!number) return std::nullopt;
    instance.pid = static_cast<uint32_t>(*number);
  }
  return instance;
}

void Raise(std::optional<double>& value, double to) { value = std::max(value.value_or(0), to); }
void Add(std::optional<double>& value, double more) { value = value.value_or(0) + more; }
}  // namespace

std::map<uint64_t, AdapterUse> SumCounters(const GpuCounters& counters) {
  std::map<uint64_t, AdapterUse> uses;
  std::map<std::pair<uint64_t, std::string>, double> engines;
  const auto processOf = [&](const Instance& instance) -> GpuProcess& {
    GpuProcess& process = uses[instance.luid].processes[*instance.pid];
    process.pid = *instance.pid;
    return process;
  };
  for (const auto& [name, value] : counters.engines) {
    const auto instance = ParseInstance(name);
    if (!instance || !instance->pid) continue;
    engines[{instance->luid, instance->engine}] += value;
    Raise(processOf(*instance).busyPercent, std::min(value, 100.0));
  }
  for (const auto& [engine, value] : engines) Raise(uses[engine.first].busyPercent, std::min(value, 100.0));
  for (const auto& [name, value] : counters.processMemory) {
    const auto instance = ParseInstance(name);
    if (instance && instance->pid) Add(processOf(*instance).memoryBytes, value);
  }
  for (const auto& [name, value] : counters.adapterMemory) {
    const auto instance = ParseInstance(name);
    if (instance && !instance->pid) Add(uses[instance->luid].memoryUsedBytes, value);
  }
  return uses;
}
