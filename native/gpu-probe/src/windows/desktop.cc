#include "../desktop.h"

#include <windows.h>

#include <netlistmgr.h>
#include <shellapi.h>
#include <wtsapi32.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <set>

#include "text.h"

namespace {
using Clock = std::chrono::steady_clock;

/** The cost of a network is asked of a service: not at every look. */
constexpr auto networkEvery = std::chrono::seconds(10);
/** From headers that not every compiler's have. */
constexpr auto sessionInfoEx = static_cast<WTS_INFO_CLASS>(25);
constexpr LONG sessionLocked = 0, sessionUnlocked = 1;
constexpr DWORD notifyCallback = 2;
constexpr DWORD meteredCosts = 0x2 /* fixed */ | 0x4 /* variable */ | 0x10000 /* over the limit */ | 0x40000 /* roaming */;
constexpr GUID consoleDisplayState = {0x6fe69556, 0x704a, 0x47a0, {0x8f, 0x24, 0xc2, 0x8d, 0x93, 0x6f, 0xda, 0x47}};

/** -1: not told yet; 0: off; 1: on; 2: dimmed. Windows tells it at once and at every change. */
std::atomic<int> displayState{-1};

ULONG CALLBACK OnPowerSetting(void*, ULONG, void* setting) {
  const auto* told = static_cast<const POWERBROADCAST_SETTING*>(setting);
  if (told && told->DataLength >= sizeof(DWORD) && IsEqualGUID(told->PowerSetting, consoleDisplayState)) {
    DWORD state;
    memcpy(&state, told->Data, sizeof state);
    displayState = static_cast<int>(state);
  }
  return ERROR_SUCCESS;
}

/** Once for the process: the subscription lasts as long as it does. */
void WatchDisplay() {
  static const bool isWatched = [] {
    struct Parameters {
      ULONG(CALLBACK* callback)(void*, ULONG, void*);
      void* context;
    };
    static Parameters parameters{OnPowerSetting, nullptr};
    using Register = DWORD(WINAPI*)(const GUID*, DWORD, void*, void**);
    const HMODULE library = LoadLibraryExW(L"powrprof.dll", nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
    const auto subscribe = library ? reinterpret_cast<Register>(reinterpret_cast<void*>(GetProcAddress(library, "PowerSettingRegisterNotification"))) : nullptr;
    static void* subscription = nullptr;
    return subscribe && subscribe(&consoleDisplayState, notifyCallback, &parameters, &subscription) == ERROR_SUCCESS;
  }();
  (void)isWatched;
}

Reading<double> ReadIdle() {
  LASTINPUTINFO info{sizeof info, 0};
  if (!GetLastInputInfo(&info)) return Reading<double>::Unread("idle.untold");
  // Both count milliseconds modulo 2^32.
  return Reading<double>::Told((GetTickCount() - info.dwTime) / 1000.0);
}

Reading<bool> ReadDisplay() {
  const int state = displayState;
  return state < 0 ? Reading<bool>::Unread("display.sleep") : Reading<bool>::Told(state == 0);
}

Reading<bool> ReadLocked() {
  wchar_t* buffer = nullptr;
  DWORD bytes = 0;
  LONG flags = -1;
  if (WTSQuerySessionInformationW(WTS_CURRENT_SERVER_HANDLE, WTS_CURRENT_SESSION, sessionInfoEx, &buffer, &bytes) && buffer) {
    // WTSINFOEXW: a level, then for level 1 the session's number, state and flags, aligned to eight bytes for what follows.
    DWORD level;
    memcpy(&level, buffer, sizeof level);
    if (level == 1 && bytes >= 20) memcpy(&flags, reinterpret_cast<const char*>(buffer) + 16, sizeof flags);
    WTSFreeMemory(buffer);
  }
  if (flags != sessionLocked && flags != sessionUnlocked) return Reading<bool>::Unread("system.lock");
  return Reading<bool>::Told(flags == sessionLocked);
}

Reading<Battery> ReadBattery() {
  SYSTEM_POWER_STATUS status;
  if (!GetSystemPowerStatus(&status)) return Reading<Battery>::Unread("system.power");
  constexpr BYTE noBattery = 128, unknown = 255;
  Battery battery;
  const bool hasBattery = status.BatteryFlag != unknown && (status.BatteryFlag & noBattery) == 0;
  battery.isDischarging = hasBattery && status.ACLineStatus == 0;
  if (hasBattery && status.BatteryLifePercent <= 100) battery.percent = status.BatteryLifePercent;
  // The saver's flag; older headers call the byte reserved.
  battery.isSaving = reinterpret_cast<const BYTE*>(&status)[3] == 1;
  return Reading<Battery>::Told(battery);
}

DWORD ProcessOf(HWND window) {
  DWORD pid = 0;
  GetWindowThreadProcessId(window, &pid);
  return pid;
}

std::string NameOf(DWORD pid) {
  const HANDLE process = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, pid);
  if (!process) return {};
  wchar_t path[MAX_PATH * 4];
  DWORD length = ARRAYSIZE(path);
  const bool isTold = QueryFullProcessImageNameW(process, 0, path, &length);
  CloseHandle(process);
  if (!isTold) return {};
  const std::wstring whole(path, length);
  const std::wstring name = whole.substr(whole.find_last_of(L'\\') + 1);
  return ToUtf8(name.c_str());
}

/** A store app's window is framed by a host; the app's own process has a window inside. */
DWORD ProcessInside(HWND frame) {
  struct Search {
    DWORD host, found;
  } search{ProcessOf(frame), 0};
  EnumChildWindows(frame, [](HWND child, LPARAM parameter) -> BOOL {
    auto* wanted = reinterpret_cast<Search*>(parameter);
    const DWORD pid = ProcessOf(child);
    if (pid == wanted->host) return TRUE;
    wanted->found = pid;
    return FALSE;
  }, reinterpret_cast<LPARAM>(&search));
  return search.found ? search.found : search.host;
}

bool IsShell(HWND window) {
  if (window == GetShellWindow() || window == GetDesktopWindow()) return true;
  wchar_t name[64] = L"";
  GetClassNameW(window, name, ARRAYSIZE(name));
  static const std::set<std::wstring> shells{L"Progman", L"WorkerW", L"Shell_TrayWnd", L"Shell_SecondaryTrayWnd", L"Windows.UI.Core.CoreWindow", L"XamlExplorerHostIslandWindow"};
  return shells.count(name) > 0;
}

/** Borderless games cover their monitor; so does a maximised window whose task bar hides, but that one has a caption. */
bool CoversMonitor(HWND window) {
  if (IsZoomed(window) && (GetWindowLongW(window, GWL_STYLE) & WS_CAPTION) == WS_CAPTION) return false;
  MONITORINFO monitor{};
  monitor.cbSize = sizeof monitor;
  RECT rectangle;
  if (!GetWindowRect(window, &rectangle) || !GetMonitorInfoW(MonitorFromWindow(window, MONITOR_DEFAULTTONEAREST), &monitor)) return false;
  const RECT& screen = monitor.rcMonitor;
  return rectangle.left <= screen.left && rectangle.top <= screen.top && rectangle.right >= screen.right && rectangle.bottom >= screen.bottom;
}

Reading<std::optional<ForegroundWindow>> ReadForeground() {
  using Told = Reading<std::optional<ForegroundWindow>>;
  const HWND window = GetForegroundWindow();
  if (!window) return Told::Told(std::nullopt);
  ForegroundWindow found;
  DWORD pid = ProcessOf(window);
  found.name = NameOf(pid);
  if (found.name == "ApplicationFrameHost.exe") {
    pid = ProcessInside(window);
    found.name = NameOf(pid);
  }
  found.pid = pid;
  QUERY_USER_NOTIFICATION_STATE state = QUNS_ACCEPTS_NOTIFICATIONS;
  const bool isAsked = SUCCEEDED(SHQueryUserNotificationState(&state));
  const bool isExclusive = isAsked && (state == QUNS_RUNNING_D3D_FULL_SCREEN || state == QUNS_PRESENTATION_MODE);
  found.isFullScreen = !IsShell(window) && (isExclusive || CoversMonitor(window));
  return Told::Told(found);
}

/** Asks the service that knows what each network costs. Of the thread it was made on. */
class NetworkCost {
 public:
  NetworkCost() {
    CoInitializeEx(nullptr, COINIT_MULTITHREADED);
    CoCreateInstance(CLSID_NetworkListManager, nullptr, CLSCTX_ALL, __uuidof(INetworkCostManager), reinterpret_cast<void**>(&manager_));
  }
  ~NetworkCost() {
    if (manager_) manager_->Release();
    CoUninitialize();
  }
  Reading<bool> Read() {
    if (askedAt_ && Clock::now() - *askedAt_ < networkEvery) return last_;
    askedAt_ = Clock::now();
    DWORD cost = 0;
    // 0: unknown, as without any network.
    if (!manager_ || FAILED(manager_->GetCost(&cost, nullptr)) || cost == 0) last_ = Reading<bool>::Unread("metered.untold");
    else last_ = Reading<bool>::Told((cost & meteredCosts) != 0);
    return last_;
  }

 private:
  INetworkCostManager* manager_ = nullptr;
  std::optional<Clock::time_point> askedAt_;
  Reading<bool> last_;
};
}  // namespace

std::function<DesktopSample()> WatchDesktop(const std::string&) {
  // Sizes of windows and monitors in the pixels they really have.
  SetThreadDpiAwarenessContext(DPI_AWARENESS_CONTEXT_PER_MONITOR_AWARE_V2);
  WatchDisplay();
  auto network = std::make_shared<NetworkCost>();
  return [network] {
    DesktopSample sample;
    sample.idleSeconds = ReadIdle();
    sample.isDisplayAsleep = ReadDisplay();
    sample.isLocked = ReadLocked();
    sample.foreground = ReadForeground();
    sample.isMetered = network->Read();
    sample.battery = ReadBattery();
    return sample;
  };
}
