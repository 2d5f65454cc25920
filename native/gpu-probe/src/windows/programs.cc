#include "../programs.h"

#include <windows.h>

#include <tlhelp32.h>

#include "text.h"

std::function<std::vector<std::string>()> WatchPrograms() {
  return [] {
    std::vector<std::string> names;
    const HANDLE snapshot = CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);
    if (snapshot == INVALID_HANDLE_VALUE) return names;
    PROCESSENTRY32W entry{};
    entry.dwSize = sizeof entry;
    for (BOOL isThere = Process32FirstW(snapshot, &entry); isThere; isThere = Process32NextW(snapshot, &entry)) names.push_back(ToUtf8(entry.szExeFile));
    CloseHandle(snapshot);
    return names;
  };
}
