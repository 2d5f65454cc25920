#include "../priority.h"

#include <windows.h>

/** Windows has no documented call for another process; this one is what its own tools use. Very low is 0. */
bool LowerIoPriority(uint32_t pid) {
  constexpr int processIoPriority = 33;
  using SetInformation = LONG(NTAPI*)(HANDLE, int, void*, ULONG);
  const auto set = reinterpret_cast<SetInformation>(reinterpret_cast<void*>(GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "NtSetInformationProcess")));
  const HANDLE process = set ? OpenProcess(PROCESS_SET_INFORMATION, FALSE, pid) : nullptr;
  if (!process) return false;
  ULONG priority = 0;
  const bool isDone = set(process, processIoPriority, &priority, sizeof priority) >= 0;
  CloseHandle(process);
  return isDone;
}
