#include "../desktop.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <memory>
#include <vector>

#include "xcb.h"

namespace {
using Clock = std::chrono::steady_clock;
using Reply = XConnection::Reply;
using Rectangle = XConnection::Rectangle;

/** A display that is not there is looked for again after this. */
constexpr auto retryAfter = std::chrono::seconds(10);
constexpr uint8_t getGeometry = 14, queryTree = 15, getProperty = 20, translateCoordinates = 40, getInputFocus = 43;
constexpr uint8_t screenSaverInfo = 1, dpmsInfo = 7, randrVersion = 0, randrMonitors = 42, resourceVersion = 0, resourceClientIds = 4;
constexpr uint32_t clientPidMask = 2;
constexpr uint32_t longestProperty = 256;
/** A window lies this deep in its window manager's frames at the most. */
constexpr int deepestWindow = 16;

uint32_t PackBytes(uint8_t a, uint8_t b, uint8_t c, uint8_t d) {
  const uint8_t bytes[4] = {a, b, c, d};
  uint32_t word;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

class XDesktop {
 public:
  explicit XDesktop(std::unique_ptr<XConnection> connection) : x_(std::move(connection)) {
    activeWindow_ = x_->Atom("_NET_ACTIVE_WINDOW");
    state_ = x_->Atom("_NET_WM_STATE");
    fullScreen_ = x_->Atom("_NET_WM_STATE_FULLSCREEN");
    maximised_ = x_->Atom("_NET_WM_STATE_MAXIMIZED_VERT");
    type_ = x_->Atom("_NET_WM_WINDOW_TYPE");
    shellTypes_ = {x_->Atom("_NET_WM_WINDOW_TYPE_DESKTOP"), x_->Atom("_NET_WM_WINDOW_TYPE_DOCK")};
    frame_ = x_->Atom("_NET_FRAME_EXTENTS");
    pid_ = x_->Atom("_NET_WM_PID");
    class_ = x_->Atom("WM_CLASS");
    hasSaver_ = x_->Has(&saver_);
    hasDpms_ = x_->Has(&dpms_);
    // What a server answers depends on the version it was told; monitors are of RandR 1.5, processes of X-Resource 1.2.
    if (x_->Has(&randr_)) {
      const Reply version = x_->Wait(x_->Send(randrVersion, randrVersion, {1, 5}, &randr_));
      hasMonitors_ = ReadAt<uint32_t>(version, 8) > 1 || ReadAt<uint32_t>(version, 12) >= 5;
    }
    if (x_->Has(&resource_)) {
      const Reply version = x_->Wait(x_->Send(resourceVersion, resourceVersion, {PackBytes(1, 2, 0, 0)}, &resource_));
      hasClientIds_ = ReadAt<uint16_t>(version, 8) > 1 || ReadAt<uint16_t>(version, 10) >= 2;
    }
  }

  bool IsBroken() const { return x_->IsBroken(); }

  DesktopSample Take() {
    const uint32_t active = AskProperty(x_->root(), activeWindow_);
    const uint32_t focus = x_->Send(getInputFocus, 0, {});
    const uint32_t idle = hasSaver_ ? x_->Send(screenSaverInfo, screenSaverInfo, {x_->root()}, &saver_) : 0;
    const uint32_t power = hasDpms_ ? x_->Send(dpmsInfo, dpmsInfo, {}, &dpms_) : 0;
    const uint32_t monitors = hasMonitors_ ? x_->Send(randrMonitors, randrMonitors, {x_->root(), 1}, &randr_) : 0;
    const Reply activeReply = x_->Wait(active), focusReply = x_->Wait(focus);
    DesktopSample sample;
    sample.isDisplayAsleep = hasDpms_ ? ReadPower(x_->Wait(power)) : Reading<bool>::Unread("display.sleep");
    sample.idleSeconds = hasSaver_ ? ReadIdle(x_->Wait(idle), sample.isDisplayAsleep.value.value_or(false)) : Reading<double>::Unread("idle.untold");
    const std::vector<Rectangle> screens = hasMonitors_ ? ReadMonitors(x_->Wait(monitors)) : std::vector<Rectangle>{x_->screen()};
    sample.foreground = activeReply.empty() ? Reading<std::optional<ForegroundWindow>>::Unread("service.silent:X11") : Reading<std::optional<ForegroundWindow>>::Told(ReadForeground(activeReply, focusReply, screens));
    return sample;
  }

 private:
  uint32_t AskProperty(uint32_t window, uint32_t atom) const { return x_->Send(getProperty, 0, {window, atom, 0, 0, longestProperty}); }
  /** The 32-bit values of a property; none where it is absent. */
  static std::vector<uint32_t> Words(const Reply& reply) {
    if (reply.size() < 32 || reply[1] != 32) return {};
    std::vector<uint32_t> words(std::min<size_t>(ReadAt<uint32_t>(reply, 16), (reply.size() - 32) / 4));
    std::memcpy(words.data(), reply.data() + 32, words.size() * 4);
    return words;
  }
  static bool Contains(const std::vector<uint32_t>& words, uint32_t atom) { return std::find(words.begin(), words.end(), atom) != words.end(); }

  /** The server sets its count back when the display falls asleep; as long as it sleeps nobody can have come. */
  Reading<double> ReadIdle(const Reply& reply, bool isAsleep) {
    if (reply.empty()) return Reading<double>::Unread("service.silent:X11");
    const double told = ReadAt<uint32_t>(reply, 16) / 1000.0;
    const auto now = Clock::now();
    const double atLeast = isAsleep && idleAt_ ? idle_ + std::chrono::duration<double>(now - *idleAt_).count() : 0;
    idle_ = std::max(told, atLeast);
    idleAt_ = now;
    return Reading<double>::Told(idle_);
  }

  static Reading<bool> ReadPower(const Reply& reply) {
    if (reply.empty()) return Reading<bool>::Unread("service.silent:X11");
    const bool isManaged = ReadAt<uint8_t>(reply, 10) != 0;
    return Reading<bool>::Told(isManaged && ReadAt<uint16_t>(reply, 8) != 0);
  }

  std::vector<Rectangle> ReadMonitors(const Reply& reply) const {
    std::vector<Rectangle> found;
    size_t at = 32;
    for (uint32_t left = ReadAt<uint32_t>(reply, 12); left > 0 && at + 24 <= reply.size(); left--) {
      found.push_back({ReadAt<int16_t>(reply, at + 8), ReadAt<int16_t>(reply, at + 10), ReadAt<uint16_t>(reply, at + 12), ReadAt<uint16_t>(reply, at + 14)});
      at += 24 + size_t{ReadAt<uint16_t>(reply, at + 6)} * 4;
    }
    return found.empty() ? std::vector<Rectangle>{x_->screen()} : found;
  }

  std::optional<ForegroundWindow> ReadForeground(const Reply& activeReply, const Reply& focusReply, const std::vector<Rectangle>& screens) const {
    const std::vector<uint32_t> told = Words(activeReply);
    // Without a window manager that says which window is active, the one that hears the keys.
    const uint32_t window = !told.empty() ? told[0] : TopOf(ReadAt<uint32_t>(focusReply, 8));
    if (window == 0) return std::nullopt;
    const uint32_t state = AskProperty(window, state_), type = AskProperty(window, type_), frame = AskProperty(window, frame_), pid = AskProperty(window, pid_), name = AskProperty(window, class_);
    const uint32_t geometry = x_->Send(getGeometry, 0, {window}), place = x_->Send(translateCoordinates, 0, {window, x_->root(), 0});
    const uint32_t client = hasClientIds_ ? x_->Send(resourceClientIds, resourceClientIds, {1, window, clientPidMask}, &resource_) : 0;
    const std::vector<uint32_t> states = Words(x_->Wait(state)), types = Words(x_->Wait(type)), edges = Words(x_->Wait(frame)), pids = Words(x_->Wait(pid));
    const Reply names = x_->Wait(name), size = x_->Wait(geometry), corner = x_->Wait(place);
    const Reply ids = hasClientIds_ ? x_->Wait(client) : Reply{};
    // It closed between the two questions.
    if (size.empty()) return std::nullopt;
    ForegroundWindow found;
    const uint32_t known = ReadAt<uint32_t>(ids, 8) > 0 && ReadAt<uint32_t>(ids, 40) == 4 ? ReadAt<uint32_t>(ids, 44) : 0;
    // The server knows its clients by their sockets. A sandboxed program tells the number it has inside.
    found.pid = known != 0 ? known : pids.empty() ? 0 : pids[0];
    found.name = NameOf(found.pid, names);
    const bool isShell = std::any_of(shellTypes_.begin(), shellTypes_.end(), [&](uint32_t shell) { return Contains(types, shell); });
    const bool hasFrame = std::any_of(edges.begin(), edges.end(), [](uint32_t width) { return width > 0; });
    const Rectangle place4{ReadAt<int16_t>(corner, 12), ReadAt<int16_t>(corner, 14), ReadAt<uint16_t>(size, 16), ReadAt<uint16_t>(size, 18)};
    found.isFullScreen = !isShell && (Contains(states, fullScreen_) || (!hasFrame && !Contains(states, maximised_) && Covers(place4, screens)));
    return found;
  }

  static bool Covers(const Rectangle& window, const std::vector<Rectangle>& screens) {
    return std::any_of(screens.begin(), screens.end(), [&](const Rectangle& screen) {
      return window.x <= screen.x && window.y <= screen.y && window.x + window.width >= screen.x + screen.width && window.y + window.height >= screen.y + screen.height;
    });
  }

  /** The window right below the root that holds this one. 0 and 1 are no windows but "none" and "wherever the pointer is". */
  uint32_t TopOf(uint32_t window) const {
    for (int depth = 0; window > 1 && depth < deepestWindow; depth++) {
      const Reply tree = x_->Wait(x_->Send(queryTree, 0, {window}));
      const uint32_t parent = ReadAt<uint32_t>(tree, 12);
      if (parent == x_->root()) return window;
      window = parent;
    }
    return 0;
  }

  static std::string NameOf(uint32_t pid, const Reply& classNames) {
    std::string name;
    if (pid != 0) {
      std::ifstream file("/proc/" + std::to_string(pid) + "/comm");
      std::getline(file, name);
    }
    if (!name.empty() || classNames.size() < 32) return name;
    // WM_CLASS: the instance, a zero, the class, a zero.
    const size_t length = std::min<size_t>(ReadAt<uint32_t>(classNames, 16), classNames.size() - 32);
    const std::string both(reinterpret_cast<const char*>(classNames.data()) + 32, length);
    return both.substr(0, both.find('\0'));
  }

  std::unique_ptr<XConnection> x_;
  mutable XConnection::Extension saver_{"MIT-SCREEN-SAVER"}, dpms_{"DPMS"}, randr_{"RANDR"}, resource_{"X-Resource"};
  bool hasSaver_ = false, hasDpms_ = false, hasMonitors_ = false, hasClientIds_ = false;
  uint32_t activeWindow_ = 0, state_ = 0, fullScreen_ = 0, maximised_ = 0, type_ = 0, frame_ = 0, pid_ = 0, class_ = 0;
  std::vector<uint32_t> shellTypes_;
  double idle_ = 0;
  std::optional<Clock::time_point> idleAt_;
};

DesktopSample AllUnread(const std::string& reason) {
  DesktopSample sample;
  sample.idleSeconds.unread = sample.isDisplayAsleep.unread = sample.foreground.unread = reason;
  return sample;
}
}  // namespace

std::function<DesktopSample()> WatchDesktop(const std::string& display) {
  struct State {
    std::unique_ptr<XDesktop> desktop;
    std::string reason = "noX.display";
    std::optional<Clock::time_point> triedAt;
  };
  auto state = std::make_shared<State>();
  return [state, display] {
    if (state->desktop && state->desktop->IsBroken()) {
      state->desktop.reset();
      state->reason = "noX.gone:" + display;
    }
    if (!state->desktop && !display.empty() && (!state->triedAt || Clock::now() - *state->triedAt >= retryAfter)) {
      state->triedAt = Clock::now();
      auto connection = XConnection::Open(display, &state->reason);
      if (connection) state->desktop = std::make_unique<XDesktop>(std::move(connection));
    }
    return state->desktop ? state->desktop->Take() : AllUnread(state->reason);
  };
}
