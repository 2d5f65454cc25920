#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

/** A value, or why it cannot be read here: `Reading` of electron/shared/signals.ts, with a code of its UnreadCode. */
template <class T>
struct Reading {
  std::optional<T> value;
  std::string unread = "otherSource";

  static Reading Told(T value) { return {std::move(value), {}}; }
  static Reading Unread(std::string reason) { return {std::nullopt, std::move(reason)}; }
};

struct ForegroundWindow {
  /** 0: the system does not say. */
  uint32_t pid = 0;
  /** The program's name as the system lists it, else the window's class. */
  std::string name;
  bool isFullScreen = false;
};

struct Battery {
  bool isDischarging = false;
  std::optional<double> percent;
  bool isSaving = false;
};

/** What a desktop tells of the person at it. What a system tells by other means stays unread here. */
struct DesktopSample {
  Reading<double> idleSeconds;
  Reading<bool> isDisplayAsleep;
  Reading<bool> isLocked;
  /** Without a value inside: no window has the focus. */
  Reading<std::optional<ForegroundWindow>> foreground;
  Reading<bool> isMetered;
  Reading<Battery> battery;
};
