#pragma once
#include <windows.h>

#include <pdh.h>
#include <pdhmsg.h>

#include <string>
#include <utility>
#include <vector>

#include "text.h"

/** Windows' performance counters. A counter that this Windows does not have gives no values. */
class CounterQuery {
 public:
  CounterQuery() {
    if (PdhOpenQueryW(nullptr, 0, &query_) != ERROR_SUCCESS) query_ = nullptr;
  }
  CounterQuery(const CounterQuery&) = delete;
  CounterQuery& operator=(const CounterQuery&) = delete;
  ~CounterQuery() {
    if (query_) PdhCloseQuery(query_);
  }

  /** @param path  in English, whatever language Windows speaks; "(*)" stands for every instance */
  PDH_HCOUNTER Add(const wchar_t* path) {
    PDH_HCOUNTER counter = nullptr;
    return query_ && PdhAddEnglishCounterW(query_, path, 0, &counter) == ERROR_SUCCESS ? counter : nullptr;
  }
  /** Looks at all counters. A rate has its first value at the second look. */
  bool Collect() { return query_ && PdhCollectQueryData(query_) == ERROR_SUCCESS; }
  /** What each instance of a counter said at the last look. */
  std::vector<std::pair<std::string, double>> Values(PDH_HCOUNTER counter) {
    std::vector<std::pair<std::string, double>> values;
    DWORD bytes = 0, count = 0;
    constexpr DWORD format = PDH_FMT_DOUBLE | PDH_FMT_NOCAP100;
    if (!counter || PdhGetFormattedCounterArrayW(counter, format, &bytes, &count, nullptr) != static_cast<PDH_STATUS>(PDH_MORE_DATA)) return values;
    buffer_.resize(bytes);
    auto* items = reinterpret_cast<PDH_FMT_COUNTERVALUE_ITEM_W*>(buffer_.data());
    if (PdhGetFormattedCounterArrayW(counter, format, &bytes, &count, items) != ERROR_SUCCESS) return values;
    for (DWORD i = 0; i < count; i++) {
      const DWORD status = items[i].FmtValue.CStatus;
      if (status == PDH_CSTATUS_VALID_DATA || status == PDH_CSTATUS_NEW_DATA) values.emplace_back(ToUtf8(items[i].szName), items[i].FmtValue.doubleValue);
    }
    return values;
  }

 private:
  PDH_HQUERY query_ = nullptr;
  std::vector<char> buffer_;
};
