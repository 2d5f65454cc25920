#pragma once
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

/**
 * A connection to an X server through libxcb, which is loaded at run time: the addon builds without X's headers and loads on machines without X.
 * libxcb and not libX11, whose answer to a lost server is to end the process. Requests are written as the X protocol defines them.
 *
 * @source https://www.x.org/releases/current/doc/xproto/x11protocol.html
 */
class XConnection {
 public:
  struct Extension {
    const char* name;
    int globalId = 0;
  };
  struct Rectangle {
    int x, y, width, height;
  };

  /** @returns nothing where there is no library or no server; `reason` then says which */
  static std::unique_ptr<XConnection> Open(const std::string& display, std::string* reason);
  ~XConnection();

  bool IsBroken() const;
  uint32_t root() const { return root_; }
  Rectangle screen() const { return screen_; }

  bool Has(Extension* extension) const;

  /** Bytes of a reply; empty where the server refused. At least 32 otherwise. */
  using Reply = std::vector<uint8_t>;
  /** Sends a request of fixed words after its four-byte head. @returns its number for {@link Wait} */
  uint32_t Send(uint8_t opcode, uint8_t detail, const std::vector<uint32_t>& words, Extension* extension = nullptr) const;
  Reply Wait(uint32_t request) const;

  uint32_t Atom(const char* name) const;

 private:
  struct Library;
  XConnection(std::unique_ptr<Library> library, void* connection, int screenNumber);

  std::unique_ptr<Library> library_;
  void* connection_;
  uint32_t root_ = 0;
  Rectangle screen_{0, 0, 0, 0};
};

template <class T>
T ReadAt(const XConnection::Reply& reply, size_t offset) {
  T value{};
  if (offset + sizeof(T) <= reply.size()) std::memcpy(&value, reply.data() + offset, sizeof(T));
  return value;
}
