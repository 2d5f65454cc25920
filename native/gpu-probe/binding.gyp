# The addon for what plain files and a C library do not tell. Built by `npm run build:native` (build.ts), never by `npm ci`.
{
  'targets': [{
    'target_name': 'gpu_probe',
    'include_dirs': ["<!(node -p \"require('node-addon-api').include_dir\")"],
    'defines': ['NAPI_VERSION=8', 'NAPI_DISABLE_CPP_EXCEPTIONS', 'NODE_ADDON_API_DISABLE_DEPRECATED'],
    'sources': ['src/addon.cc'],
    'conditions': [
      ['OS=="linux"', {
        'sources': ['src/linux/xcb.cc', 'src/linux/desktop.cc', 'src/linux/priority.cc'],
        'cflags_cc': ['-std=c++20', '-Wall', '-Wextra', '-Wno-unused-parameter', '-fvisibility=hidden'],
        'libraries': ['-ldl', '-lpthread'],
      }],
      ['OS=="win"', {
        'sources': ['src/windows/desktop.cc', 'src/windows/gpus.cc', 'src/windows/gpuCounters.cc', 'src/windows/machine.cc', 'src/windows/priority.cc', 'src/windows/programs.cc'],
        'defines': ['UNICODE', '_UNICODE', 'NOMINMAX', 'WIN32_LEAN_AND_MEAN', '_WIN32_WINNT=0x0A00'],
        'msvs_settings': {'VCCLCompilerTool': {'AdditionalOptions': ['/std:c++20', '/W3', '/utf-8']}},
        'libraries': ['dxgi.lib', 'pdh.lib', 'iphlpapi.lib', 'wtsapi32.lib', 'powrprof.lib', 'shell32.lib', 'user32.lib', 'gdi32.lib', 'ole32.lib'],
      }],
      ['OS=="mac"', {
        'sources': ['src/mac/desktop.mm', 'src/mac/gpus.mm', 'src/mac/machine.mm', 'src/mac/priority.mm', 'src/mac/programs.mm'],
        'xcode_settings': {
          'CLANG_CXX_LANGUAGE_STANDARD': 'c++20', 'CLANG_ENABLE_OBJC_ARC': 'YES', 'GCC_SYMBOLS_PRIVATE_EXTERN': 'YES', 'MACOSX_DEPLOYMENT_TARGET': '12.0',
          'OTHER_CFLAGS': ['-Wall', '-Wextra', '-Wno-unused-parameter'],
        },
        'libraries': ['-framework ApplicationServices', '-framework Foundation', '-framework IOKit', '-framework Metal', '-framework Network'],
      }],
    ],
  }],
}
