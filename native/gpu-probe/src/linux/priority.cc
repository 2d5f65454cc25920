#include "../priority.h"

#include <sys/syscall.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace {
/** glibc has no function for it. @source https://man7.org/linux/man-pages/man2/ioprio_set.2.html */
constexpr int whoProcess = 1, idleClass = 3, classShift = 13;
}  // namespace

/** The kernel keeps it by thread; those that start later inherit it. */
bool LowerIoPriority(uint32_t pid) {
  bool isDone = false;
  std::error_code gone;
  for (const auto& thread : std::filesystem::directory_iterator("/proc/" + std::to_string(pid) + "/task", gone)) {
    const int id = std::atoi(thread.path().filename().c_str());
    if (syscall(SYS_ioprio_set, whoProcess, id, idleClass << classShift) == 0) isDone = true;
  }
  return isDone && !gone;
}
