#pragma once
#include <windows.h>

#include <string>

inline std::string ToUtf8(const wchar_t* text, int length = -1) {
  const int bytes = WideCharToMultiByte(CP_UTF8, 0, text, length, nullptr, 0, nullptr, nullptr);
  std::string out(bytes > 0 ? bytes : 0, '\0');
  WideCharToMultiByte(CP_UTF8, 0, text, length, out.data(), bytes, nullptr, nullptr);
  if (length == -1 && !out.empty()) out.pop_back();
  return out;
}
