#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

/**
 * Asks the system on a thread of its own: a display server, a driver or a service may hang, and whoever decides about jobs must not hang with it.
 * A reader waits a moment for a fresh sample and otherwise gets the last one, as long as it is young.
 *
 * The thread is never joined: it may be inside a call that does not return. It owns its share of the state and nothing else.
 */
template <class Sample>
class Sampler {
 public:
  /** Called on the thread: opens what it needs, and returns what takes one sample. */
  using Open = std::function<std::function<Sample()>()>;

  explicit Sampler(Open open) : state_(std::make_shared<State>()) {
    std::thread(Run, state_, std::move(open)).detach();
  }
  Sampler(const Sampler&) = delete;
  Sampler& operator=(const Sampler&) = delete;
  ~Sampler() {
    const std::lock_guard lock(state_->mutex);
    state_->isClosed = true;
    state_->changed.notify_all();
  }

  /** @returns nothing where no answer came in time and the last one is older than `oldest` */
  std::optional<Sample> Read(std::chrono::milliseconds wait, std::chrono::milliseconds oldest) {
    std::unique_lock lock(state_->mutex);
    // A thread that still owes an answer is not waited for a second time.
    if (!state_->isAsked) {
      state_->isAsked = true;
      state_->changed.notify_all();
      state_->changed.wait_for(lock, wait, [this] { return !state_->isAsked; });
    }
    if (!state_->last || Clock::now() - state_->lastAt > oldest) return std::nullopt;
    return state_->last;
  }

 private:
  using Clock = std::chrono::steady_clock;
  struct State {
    std::mutex mutex;
    std::condition_variable changed;
    bool isAsked = false;
    bool isClosed = false;
    std::optional<Sample> last;
    Clock::time_point lastAt;
  };

  static void Run(std::shared_ptr<State> state, Open open) {
    const std::function<Sample()> take = open();
    std::unique_lock lock(state->mutex);
    for (;;) {
      state->changed.wait(lock, [&] { return state->isAsked || state->isClosed; });
      if (state->isClosed) return;
      lock.unlock();
      Sample sample = take();
      lock.lock();
      state->last = std::move(sample);
      state->lastAt = Clock::now();
      state->isAsked = false;
      state->changed.notify_all();
    }
  }

  const std::shared_ptr<State> state_;
};
