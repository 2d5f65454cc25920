#include "../desktop.h"

#import <ApplicationServices/ApplicationServices.h>
#import <Foundation/Foundation.h>
#import <IOKit/ps/IOPSKeys.h>
#import <IOKit/ps/IOPowerSources.h>
#import <Network/Network.h>

#include <libproc.h>

#include <atomic>
#include <memory>

namespace {
/** A camera's housing keeps a full-screen window this far from the top, in points. */
constexpr CGFloat highestTop = 40;

Reading<double> ReadIdle() {
  const CFTimeInterval seconds = CGEventSourceSecondsSinceLastEventType(kCGEventSourceStateCombinedSessionState, kCGAnyInputEventType);
  return seconds >= 0 ? Reading<double>::Told(seconds) : Reading<double>::Unread("idle.untold");
}

/** Behind another user's session counts as locked: its owner is not in front. */
Reading<bool> ReadLocked() {
  NSDictionary* session = CFBridgingRelease(CGSessionCopyCurrentDictionary());
  if (!session) return Reading<bool>::Unread("noDesktop");
  const bool isInFront = [session[(__bridge NSString*)kCGSessionOnConsoleKey] boolValue];
  return Reading<bool>::Told(!isInFront || [session[@"CGSSessionScreenIsLocked"] boolValue]);
}

CGRect BoundsOf(NSDictionary* window) {
  CGRect bounds = CGRectNull;
  CGRectMakeWithDictionaryRepresentation((__bridge CFDictionaryRef)window[(__bridge NSString*)kCGWindowBounds], &bounds);
  return bounds;
}

bool FillsDisplay(CGRect window, NSArray<NSDictionary*>* windows) {
  CGDirectDisplayID displays[16];
  uint32_t count = 0;
  if (CGGetActiveDisplayList(16, displays, &count) != kCGErrorSuccess) return false;
  for (uint32_t i = 0; i < count; i++) {
    const CGRect screen = CGDisplayBounds(displays[i]);
    if (CGRectContainsRect(window, screen)) return true;
    const bool spansIt = CGRectGetMinX(window) <= CGRectGetMinX(screen) && CGRectGetMaxX(window) >= CGRectGetMaxX(screen) && CGRectGetMaxY(window) >= CGRectGetMaxY(screen);
    if (!spansIt || CGRectGetMinY(window) - CGRectGetMinY(screen) > highestTop) continue;
    // Below a camera's housing, or below a menu bar: with a bar on this display it is an ordinary large window.
    bool hasMenuBar = false;
    for (NSDictionary* other in windows) {
      const bool isBar = [other[(__bridge NSString*)kCGWindowLayer] intValue] == CGWindowLevelForKey(kCGMainMenuWindowLevelKey);
      if (isBar && CGRectIntersectsRect(BoundsOf(other), screen)) hasMenuBar = true;
    }
    if (!hasMenuBar) return true;
  }
  return false;
}

/** The window list comes front to back. Names of windows need a permission and are not asked for; owners and bounds do not. */
Reading<std::optional<ForegroundWindow>> ReadForeground() {
  using Told = Reading<std::optional<ForegroundWindow>>;
  NSArray<NSDictionary*>* windows = CFBridgingRelease(CGWindowListCopyWindowInfo(kCGWindowListOptionOnScreenOnly | kCGWindowListExcludeDesktopElements, kCGNullWindowID));
  if (!windows) return Told::Unread("noDesktop");
  for (NSDictionary* window in windows) {
    const bool isOrdinary = [window[(__bridge NSString*)kCGWindowLayer] intValue] == 0 && [window[(__bridge NSString*)kCGWindowAlpha] doubleValue] > 0;
    if (!isOrdinary) continue;
    ForegroundWindow found;
    found.pid = [window[(__bridge NSString*)kCGWindowOwnerPID] unsignedIntValue];
    char name[2 * MAXCOMLEN + 1] = "";
    if (proc_name(static_cast<int>(found.pid), name, sizeof name) > 0) found.name = name;
    NSString* owner = window[(__bridge NSString*)kCGWindowOwnerName];
    if (found.name.empty() && owner) found.name = owner.UTF8String;
    found.isFullScreen = FillsDisplay(BoundsOf(window), windows);
    return Told::Told(found);
  }
  return Told::Told(std::nullopt);
}

Reading<Battery> ReadBattery() {
  Battery battery;
  battery.isSaving = NSProcessInfo.processInfo.lowPowerModeEnabled;
  const CFTypeRef info = IOPSCopyPowerSourcesInfo();
  if (!info) return Reading<Battery>::Unread("system.power");
  NSArray* sources = CFBridgingRelease(IOPSCopyPowerSourcesList(info));
  for (id source in sources) {
    NSDictionary* facts = (__bridge NSDictionary*)IOPSGetPowerSourceDescription(info, (__bridge CFTypeRef)source);
    if (![facts[@kIOPSTypeKey] isEqual:@kIOPSInternalBatteryType]) continue;
    battery.isDischarging = [facts[@kIOPSPowerSourceStateKey] isEqual:@kIOPSBatteryPowerValue];
    const double most = [facts[@kIOPSMaxCapacityKey] doubleValue];
    if (most > 0) battery.percent = 100 * [facts[@kIOPSCurrentCapacityKey] doubleValue] / most;
  }
  CFRelease(info);
  return Reading<Battery>::Told(battery);
}

/** Told by the system whenever the network changes: a phone's hotspot is "expensive", low data mode "constrained". */
class NetworkCost {
 public:
  NetworkCost() : state_(std::make_shared<std::atomic<int>>(-1)), monitor_(nw_path_monitor_create()) {
    const std::shared_ptr<std::atomic<int>> state = state_;
    nw_path_monitor_set_queue(monitor_, dispatch_get_global_queue(QOS_CLASS_UTILITY, 0));
    nw_path_monitor_set_update_handler(monitor_, ^(nw_path_t path) {
      const bool isThere = nw_path_get_status(path) == nw_path_status_satisfied;
      *state = isThere ? (nw_path_is_expensive(path) || nw_path_is_constrained(path) ? 1 : 0) : -1;
    });
    nw_path_monitor_start(monitor_);
  }
  ~NetworkCost() { nw_path_monitor_cancel(monitor_); }
  Reading<bool> Read() const {
    const int state = *state_;
    return state < 0 ? Reading<bool>::Unread("metered.untold") : Reading<bool>::Told(state == 1);
  }

 private:
  std::shared_ptr<std::atomic<int>> state_;
  nw_path_monitor_t monitor_;
};
}  // namespace

std::function<DesktopSample()> WatchDesktop(const std::string&) {
  auto network = std::make_shared<NetworkCost>();
  return [network] {
    @autoreleasepool {
      DesktopSample sample;
      sample.idleSeconds = ReadIdle();
      sample.isDisplayAsleep = Reading<bool>::Told(CGDisplayIsAsleep(CGMainDisplayID()) != 0);
      sample.isLocked = ReadLocked();
      sample.foreground = ReadForeground();
      sample.isMetered = network->Read();
      sample.battery = ReadBattery();
      return sample;
    }
  };
}
