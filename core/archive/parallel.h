// Work on many things at once with results in their order: what `--jobs` means. Memory is bounded by the batches that
// are under way, not by their number. The only room that knows oneTBB.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace galley::archive {

/// Calls `work(i)` for each i below `count` from up to `jobs` threads (0: as many as the machine has cores), and
/// `sink(i, result)` from one thread at a time, in order. Where `sink` returns false no more work begins.
/// `work` and `sink` must not throw.
void in_order_erased(std::size_t count, unsigned jobs, std::size_t batch,
                     const std::function<std::shared_ptr<void>(std::size_t)>& work,
                     const std::function<bool(std::size_t, void*)>& sink);

template <typename Result, typename Work, typename Sink>
void in_order(std::size_t count, unsigned jobs, Work work, Sink sink) {
  constexpr std::size_t batch = 16;  // posts are small: this keeps the cost of handing over well under that of the work
  in_order_erased(
      count, jobs, batch, [&](std::size_t i) -> std::shared_ptr<void> { return std::make_shared<Result>(work(i)); },
      [&](std::size_t i, void* result) { return sink(i, std::move(*static_cast<Result*>(result))); });
}

/// Calls `work(i)` for each i below `count` from up to `jobs` threads, in no order; each is worth a thread's while.
/// `work` must not throw, and may itself call this.
void in_parallel(std::size_t count, unsigned jobs, const std::function<void(std::size_t)>& work);

/// Things that are costly to make and used by one thread at a time, such as a parser with its memory.
template <typename T>
class Pool {
 public:
  explicit Pool(std::function<std::unique_ptr<T>()> make) : make_(std::move(make)) {}

  /// Lends one for the time of `use(T&)`.
  template <typename Use>
  auto with(Use use) {
    std::unique_ptr<T> thing = take();
    struct Back {
      Pool& pool;
      std::unique_ptr<T>& thing;
      ~Back() { pool.give(std::move(thing)); }
    } back{*this, thing};
    return use(*thing);
  }

 private:
  std::unique_ptr<T> take() {
    {
      const std::lock_guard lock(mutex_);
      if (!free_.empty()) {
        std::unique_ptr<T> thing = std::move(free_.back());
        free_.pop_back();
        return thing;
      }
    }
    return make_();
  }

  void give(std::unique_ptr<T> thing) {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(thing));
  }

  std::function<std::unique_ptr<T>()> make_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<T>> free_;
};

}  // namespace galley::archive
