#include "../gpus.h"

#import <Foundation/Foundation.h>
#import <IOKit/IOKitLib.h>
#import <Metal/Metal.h>

namespace {
std::optional<double> NumberOf(NSDictionary* facts, NSArray<NSString*>* keys) {
  for (NSString* key in keys) {
    id value = facts[key];
    if ([value isKindOfClass:NSNumber.class]) return [value doubleValue];
  }
  return std::nullopt;
}

/** The PCI bus has it beside the card; Apple's own chips have it on the accelerator. */
std::optional<uint32_t> VendorOf(io_service_t service) {
  id data = CFBridgingRelease(IORegistryEntrySearchCFProperty(service, kIOServicePlane, CFSTR("vendor-id"), kCFAllocatorDefault, kIORegistryIterateRecursively | kIORegistryIterateParents));
  if (![data isKindOfClass:NSData.class] || [data length] < 4) return std::nullopt;
  uint32_t vendor;
  [data getBytes:&vendor length:sizeof vendor];
  return vendor;
}

/** Drivers publish their counters in the registry. What they are called differs by maker. */
GpuSample Describe(id<MTLDevice> device) {
  GpuSample sample;
  sample.name = device.name.UTF8String ?: "";
  sample.memoryTotalBytes = device.hasUnifiedMemory ? static_cast<double>(NSProcessInfo.processInfo.physicalMemory) : static_cast<double>(device.recommendedMaxWorkingSetSize);
  const io_service_t service = IOServiceGetMatchingService(kIOMainPortDefault, IORegistryEntryIDMatching(device.registryID));
  if (!service) return sample;
  NSDictionary* statistics = CFBridgingRelease(IORegistryEntryCreateCFProperty(service, CFSTR("PerformanceStatistics"), kCFAllocatorDefault, 0));
  if ([statistics isKindOfClass:NSDictionary.class]) {
    sample.busyPercent = NumberOf(statistics, @[ @"Device Utilization %", @"GPU Activity(%)" ]);
    sample.memoryUsedBytes = device.hasUnifiedMemory ? NumberOf(statistics, @[ @"In use system memory" ]) : NumberOf(statistics, @[ @"vramUsedBytes", @"inUseVidMemoryBytes" ]);
    sample.temperatureCelsius = NumberOf(statistics, @[ @"Temperature(C)" ]);
  }
  sample.vendorId = VendorOf(service);
  IOObjectRelease(service);
  return sample;
}
}  // namespace

std::function<std::vector<GpuSample>()> WatchGpus() {
  return [] {
    @autoreleasepool {
      std::vector<GpuSample> samples;
      for (id<MTLDevice> device in MTLCopyAllDevices()) samples.push_back(Describe(device));
      return samples;
    }
  };
}
