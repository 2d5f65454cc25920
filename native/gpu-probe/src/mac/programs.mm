#include "../programs.h"

#include <libproc.h>

std::function<std::vector<std::string>()> WatchPrograms() {
  return [] {
    std::vector<std::string> names;
    const int now = proc_listallpids(nullptr, 0);
    if (now <= 0) return names;
    // Room for those that start meanwhile.
    std::vector<pid_t> pids(static_cast<size_t>(now) + 64);
    const int count = proc_listallpids(pids.data(), static_cast<int>(pids.size() * sizeof(pid_t)));
    for (int i = 0; i < count; i++) {
      char name[2 * MAXCOMLEN + 1] = "";
      if (proc_name(pids[static_cast<size_t>(i)], name, sizeof name) > 0) names.emplace_back(name);
    }
    return names;
  };
}
