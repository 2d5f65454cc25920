#include <napi.h>

#include <chrono>

#include "desktop.h"
#include "priority.h"
#include "sampler.h"
#include "toJs.h"
#ifdef HEARTH_ASKS_SYSTEM
#include "machine.h"
#include "programs.h"
#endif
#if defined(_WIN32)
#include <windows.h>
#else
#include <dlfcn.h>
#endif

namespace {
/** A sample older than this speaks of another moment. */
constexpr auto oldestSample = std::chrono::seconds(5);

/** One sampler as JavaScript sees it. */
template <class Sample>
class Source : public Napi::ObjectWrap<Source<Sample>> {
 public:
  static Napi::Function Define(Napi::Env env, const char* name) {
    using Self = Source<Sample>;
    return Self::DefineClass(env, name, {Self::InstanceMethod("read", &Self::Read), Self::InstanceMethod("close", &Self::Close)});
  }
  explicit Source(const Napi::CallbackInfo& info) : Napi::ObjectWrap<Source<Sample>>(info) {
    if constexpr (std::is_same_v<Sample, DesktopSample>) {
      const std::string display = info.Length() > 0 && info[0].IsString() ? info[0].As<Napi::String>().Utf8Value() : std::string();
      sampler_ = std::make_unique<Sampler<Sample>>([display] { return WatchDesktop(display); });
    }
#ifdef HEARTH_ASKS_SYSTEM
    if constexpr (std::is_same_v<Sample, std::vector<GpuSample>>) sampler_ = std::make_unique<Sampler<Sample>>([] { return WatchGpus(); });
    if constexpr (std::is_same_v<Sample, std::vector<std::string>>) sampler_ = std::make_unique<Sampler<Sample>>([] { return WatchPrograms(); });
    if constexpr (std::is_same_v<Sample, MachineSample>) sampler_ = std::make_unique<Sampler<Sample>>([pids = pids_] { return WatchMachine(pids); });
#endif
  }

 private:
  /** Takes milliseconds to wait and, of the machine, the processes to tell apart. @returns null where no answer came within the given milliseconds and the last one is too old */
  Napi::Value Read(const Napi::CallbackInfo& info) {
    const Napi::Env env = info.Env();
    if (!sampler_) return env.Null();
#ifdef HEARTH_ASKS_SYSTEM
    if constexpr (std::is_same_v<Sample, MachineSample>) {
      std::vector<uint32_t> pids;
      const Napi::Array asked = info.Length() > 1 && info[1].IsArray() ? info[1].As<Napi::Array>() : Napi::Array::New(env);
      for (uint32_t i = 0; i < asked.Length(); i++) {
        const Napi::Value pid = asked[i];
        if (pid.IsNumber()) pids.push_back(pid.As<Napi::Number>().Uint32Value());
      }
      pids_->Set(std::move(pids));
    }
#endif
    const double waitMs = info.Length() > 0 && info[0].IsNumber() ? info[0].As<Napi::Number>().DoubleValue() : 0;
    const std::optional<Sample> sample = sampler_->Read(std::chrono::milliseconds(static_cast<int64_t>(waitMs)), oldestSample);
    return sample ? ToJs(env, *sample) : env.Null();
  }
  Napi::Value Close(const Napi::CallbackInfo& info) {
    sampler_.reset();
    return info.Env().Undefined();
  }

#ifdef HEARTH_ASKS_SYSTEM
  const std::shared_ptr<WatchedPids> pids_ = std::make_shared<WatchedPids>();
#endif
  std::unique_ptr<Sampler<Sample>> sampler_;
};

Napi::Value LowerIo(const Napi::CallbackInfo& info) {
  const bool isDone = info.Length() > 0 && info[0].IsNumber() && LowerIoPriority(info[0].As<Napi::Number>().Uint32Value());
  return Napi::Boolean::New(info.Env(), isDone);
}

/** A thread may be inside this library when whoever loaded it goes: it stays for as long as the process does. */
void StayLoaded() {
#if defined(_WIN32)
  HMODULE self;
  GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_PIN, reinterpret_cast<LPCWSTR>(&StayLoaded), &self);
#else
  Dl_info self;
  if (dladdr(reinterpret_cast<void*>(&StayLoaded), &self) != 0) dlopen(self.dli_fname, RTLD_NOW | RTLD_NODELETE);
#endif
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  StayLoaded();
  exports["Desktop"] = Source<DesktopSample>::Define(env, "Desktop");
  exports["lowerIoPriority"] = Napi::Function::New(env, LowerIo, "lowerIoPriority");
#ifdef HEARTH_ASKS_SYSTEM
  exports["Gpus"] = Source<std::vector<GpuSample>>::Define(env, "Gpus");
  exports["Machine"] = Source<MachineSample>::Define(env, "Machine");
  exports["Programs"] = Source<std::vector<std::string>>::Define(env, "Programs");
#endif
  return exports;
}
}  // namespace

NODE_API_MODULE(gpu_probe, Init)
