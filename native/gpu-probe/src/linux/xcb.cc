#include "xcb.h"

#include <dlfcn.h>
#include <sys/uio.h>

#include <cstdlib>

namespace {
struct ProtocolRequest {
  size_t count;
  XConnection::Extension* extension;
  uint8_t opcode;
  uint8_t isVoid;
};
struct ScreenIterator {
  const uint8_t* data;
  int remaining;
  int index;
};
struct ExtensionReply {
  uint8_t responseType, pad;
  uint16_t sequence;
  uint32_t length;
  uint8_t present;
};
constexpr int checkedRequest = 1;
constexpr uint8_t internAtom = 16;
/** xcb writes up to two pieces of its own before the request. */
constexpr size_t spareParts = 2;
}  // namespace

struct XConnection::Library {
  void* handle = nullptr;
  void* (*connect)(const char*, int*) = nullptr;
  void (*disconnect)(void*) = nullptr;
  int (*hasError)(void*) = nullptr;
  const void* (*getSetup)(void*) = nullptr;
  ScreenIterator (*screens)(const void*) = nullptr;
  void (*nextScreen)(ScreenIterator*) = nullptr;
  const ExtensionReply* (*getExtension)(void*, Extension*) = nullptr;
  unsigned (*sendRequest)(void*, int, iovec*, const ProtocolRequest*) = nullptr;
  void* (*waitForReply)(void*, unsigned, void**) = nullptr;

  template <class F>
  bool Bind(F& function, const char* name) {
    function = reinterpret_cast<F>(dlsym(handle, name));
    return function != nullptr;
  }
  bool Load() {
    handle = dlopen("libxcb.so.1", RTLD_NOW | RTLD_LOCAL);
    return handle && Bind(connect, "xcb_connect") && Bind(disconnect, "xcb_disconnect") && Bind(hasError, "xcb_connection_has_error") && Bind(getSetup, "xcb_get_setup") &&
           Bind(screens, "xcb_setup_roots_iterator") && Bind(nextScreen, "xcb_screen_next") && Bind(getExtension, "xcb_get_extension_data") && Bind(sendRequest, "xcb_send_request") &&
           Bind(waitForReply, "xcb_wait_for_reply");
  }
};

std::unique_ptr<XConnection> XConnection::Open(const std::string& display, std::string* reason) {
  auto library = std::make_unique<Library>();
  if (!library->Load()) {
    *reason = "noX.library";
    return nullptr;
  }
  int screenNumber = 0;
  void* connection = library->connect(display.c_str(), &screenNumber);
  if (!connection || library->hasError(connection)) {
    if (connection) library->disconnect(connection);
    *reason = "noX.refused:" + display;
    return nullptr;
  }
  return std::unique_ptr<XConnection>(new XConnection(std::move(library), connection, screenNumber));
}

XConnection::XConnection(std::unique_ptr<Library> library, void* connection, int screenNumber) : library_(std::move(library)), connection_(connection) {
  ScreenIterator screens = library_->screens(library_->getSetup(connection_));
  for (; screenNumber > 0 && screens.remaining > 1; screenNumber--) library_->nextScreen(&screens);
  if (screens.remaining < 1) return;
  std::memcpy(&root_, screens.data, sizeof root_);
  uint16_t size[2];
  std::memcpy(size, screens.data + 20, sizeof size);
  screen_ = {0, 0, size[0], size[1]};
}

XConnection::~XConnection() { library_->disconnect(connection_); }

bool XConnection::IsBroken() const { return library_->hasError(connection_) != 0; }

/** Asked first: a request of an extension that is not there would break the connection. */
bool XConnection::Has(Extension* extension) const {
  const ExtensionReply* reply = library_->getExtension(connection_, extension);
  return reply && reply->present;
}

uint32_t XConnection::Send(uint8_t opcode, uint8_t detail, const std::vector<uint32_t>& words, Extension* extension) const {
  std::vector<uint32_t> bytes(1);
  bytes.insert(bytes.end(), words.begin(), words.end());
  // xcb itself writes the first byte, for an extension the second too, and the length.
  reinterpret_cast<uint8_t*>(bytes.data())[1] = detail;
  iovec parts[spareParts + 1] = {};
  parts[spareParts] = {bytes.data(), bytes.size() * sizeof(uint32_t)};
  const ProtocolRequest request{1, extension, opcode, 0};
  return library_->sendRequest(connection_, checkedRequest, parts + spareParts, &request);
}

XConnection::Reply XConnection::Wait(uint32_t request) const {
  void* error = nullptr;
  void* answer = library_->waitForReply(connection_, request, &error);
  std::free(error);
  if (!answer) return {};
  uint32_t length;
  std::memcpy(&length, static_cast<uint8_t*>(answer) + 4, sizeof length);
  Reply reply(static_cast<uint8_t*>(answer), static_cast<uint8_t*>(answer) + 32 + size_t{length} * 4);
  std::free(answer);
  return reply;
}

uint32_t XConnection::Atom(const char* name) const {
  const auto length = static_cast<uint16_t>(std::strlen(name));
  std::vector<uint32_t> words(1 + (length + 3) / 4);
  std::memcpy(words.data(), &length, sizeof length);
  std::memcpy(words.data() + 1, name, length);
  return ReadAt<uint32_t>(Wait(Send(internAtom, 0, words)), 8);
}
