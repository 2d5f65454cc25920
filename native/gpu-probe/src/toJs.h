#pragma once
#include <napi.h>

#include <optional>
#include <string>
#include <vector>

#include "reading.h"
#if defined(_WIN32) || defined(__APPLE__)
#include "gpus.h"
#include "machine.h"
#define HEARTH_ASKS_SYSTEM 1
#endif

// Every value as the façade's types have it (addon.ts): what a system does not tell is null, or a reason.
inline Napi::Value ToJs(Napi::Env env, double value) { return Napi::Number::New(env, value); }
inline Napi::Value ToJs(Napi::Env env, uint32_t value) { return Napi::Number::New(env, value); }
inline Napi::Value ToJs(Napi::Env env, bool value) { return Napi::Boolean::New(env, value); }
inline Napi::Value ToJs(Napi::Env env, const std::string& value) { return Napi::String::New(env, value); }
template <class T>
Napi::Value ToJs(Napi::Env env, const std::optional<T>& value);
template <class T>
Napi::Value ToJs(Napi::Env env, const std::vector<T>& values);
inline Napi::Value ToJs(Napi::Env env, const ForegroundWindow& window) {
  Napi::Object object = Napi::Object::New(env);
  object["pid"] = ToJs(env, window.pid);
  object["name"] = ToJs(env, window.name);
  object["isFullScreen"] = ToJs(env, window.isFullScreen);
  return object;
}
inline Napi::Value ToJs(Napi::Env env, const Battery& battery) {
  Napi::Object object = Napi::Object::New(env);
  object["isDischarging"] = ToJs(env, battery.isDischarging);
  object["percent"] = ToJs(env, battery.percent);
  object["isSaving"] = ToJs(env, battery.isSaving);
  return object;
}
#ifdef HEARTH_ASKS_SYSTEM
inline Napi::Value ToJs(Napi::Env env, const GpuProcess& process) {
  Napi::Object object = Napi::Object::New(env);
  object["pid"] = ToJs(env, process.pid);
  object["memoryBytes"] = ToJs(env, process.memoryBytes);
  object["busyPercent"] = ToJs(env, process.busyPercent);
  return object;
}
inline Napi::Value ToJs(Napi::Env env, const GpuSample& gpu) {
  Napi::Object object = Napi::Object::New(env);
  object["address"] = ToJs(env, gpu.address);
  object["name"] = ToJs(env, gpu.name);
  object["vendorId"] = ToJs(env, gpu.vendorId);
  object["memoryTotalBytes"] = ToJs(env, gpu.memoryTotalBytes);
  object["memoryUsedBytes"] = ToJs(env, gpu.memoryUsedBytes);
  object["busyPercent"] = ToJs(env, gpu.busyPercent);
  object["temperatureCelsius"] = ToJs(env, gpu.temperatureCelsius);
  object["processes"] = ToJs(env, gpu.processes);
  return object;
}
inline Napi::Value ToJs(Napi::Env env, const MachineProcess& process) {
  Napi::Object object = Napi::Object::New(env);
  object["pid"] = ToJs(env, process.pid);
  object["busySeconds"] = ToJs(env, process.busySeconds);
  object["memoryBytes"] = ToJs(env, process.memoryBytes);
  return object;
}
inline Napi::Value ToJs(Napi::Env env, const MachineSample& sample) {
  Napi::Object object = Napi::Object::New(env);
  object["memoryTotalBytes"] = ToJs(env, sample.memoryTotalBytes);
  object["memoryAvailableBytes"] = ToJs(env, sample.memoryAvailableBytes);
  object["isMemoryLow"] = ToJs(env, sample.isMemoryLow);
  object["busySeconds"] = ToJs(env, sample.busySeconds);
  object["elapsedSeconds"] = ToJs(env, sample.elapsedSeconds);
  object["networkBytes"] = ToJs(env, sample.networkBytes);
  object["temperatureCelsius"] = ToJs(env, sample.temperatureCelsius);
  object["powerWatts"] = ToJs(env, sample.powerWatts);
  object["heat"] = ToJs(env, sample.heat);
  object["processes"] = ToJs(env, sample.processes);
  return object;
}
#endif
template <class T>
Napi::Value ToJs(Napi::Env env, const std::optional<T>& value) {
  return value ? ToJs(env, *value) : env.Null();
}
template <class T>
Napi::Value ToJs(Napi::Env env, const std::vector<T>& values) {
  Napi::Array array = Napi::Array::New(env, values.size());
  for (uint32_t i = 0; i < values.size(); i++) array[i] = ToJs(env, values[i]);
  return array;
}
template <class T>
Napi::Value ToJs(Napi::Env env, const Reading<T>& reading) {
  Napi::Object object = Napi::Object::New(env);
  if (reading.value) {
    object["value"] = ToJs(env, *reading.value);
  } else {
    object["unread"] = ToJs(env, reading.unread);
  }
  return object;
}
inline Napi::Value ToJs(Napi::Env env, const DesktopSample& sample) {
  Napi::Object object = Napi::Object::New(env);
  object["idleSeconds"] = ToJs(env, sample.idleSeconds);
  object["isDisplayAsleep"] = ToJs(env, sample.isDisplayAsleep);
  object["isLocked"] = ToJs(env, sample.isLocked);
  object["foreground"] = ToJs(env, sample.foreground);
  object["isMetered"] = ToJs(env, sample.isMetered);
  object["battery"] = ToJs(env, sample.battery);
  return object;
}
