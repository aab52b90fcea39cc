#include "core/archive/parallel.h"

#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_pipeline.h>

#include <algorithm>
#include <atomic>

namespace galley::archive {
namespace {

std::size_t threads_of(unsigned jobs) {
  return jobs > 0 ? static_cast<std::size_t>(jobs) : static_cast<std::size_t>(tbb::info::default_concurrency());
}

}  // namespace

void in_order_erased(std::size_t count, unsigned jobs, std::size_t batch,
                     const std::function<std::shared_ptr<void>(std::size_t)>& work,
                     const std::function<bool(std::size_t, void*)>& sink) {
  const std::size_t threads = threads_of(jobs);
  if (threads == 1 || count <= 1) {
    for (std::size_t i = 0; i < count; ++i)
      if (!sink(i, work(i).get())) return;
    return;
  }
  struct Batch {
    std::size_t begin = 0;
    std::vector<std::shared_ptr<void>> results;
  };
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  std::atomic<bool> stopped{false};
  std::size_t next = 0;
  tbb::parallel_pipeline(threads * 4, tbb::make_filter<void, std::size_t>(tbb::filter_mode::serial_in_order,
                                                                          [&](tbb::flow_control& control) {
                                                                            const std::size_t begin = next;
                                                                            if (begin >= count || stopped)
                                                                              control.stop();
                                                                            else
                                                                              next += batch;
                                                                            return begin;
                                                                          }) &
                                          tbb::make_filter<std::size_t, std::shared_ptr<Batch>>(
                                              tbb::filter_mode::parallel,
                                              [&](std::size_t begin) {
                                                auto b = std::make_shared<Batch>();
                                                b->begin = begin;
                                                const std::size_t end = std::min(count, begin + batch);
                                                for (std::size_t i = begin; i < end && !stopped; ++i)
                                                  b->results.push_back(work(i));
                                                return b;
                                              }) &
                                          tbb::make_filter<std::shared_ptr<Batch>, void>(
                                              tbb::filter_mode::serial_in_order, [&](std::shared_ptr<Batch> b) {
                                                for (std::size_t i = 0; i < b->results.size() && !stopped; ++i)
                                                  if (!sink(b->begin + i, b->results[i].get())) stopped = true;
                                              }));
}

void in_parallel(std::size_t count, unsigned jobs, const std::function<void(std::size_t)>& work) {
  const std::size_t threads = threads_of(jobs);
  if (threads == 1 || count <= 1) {
    for (std::size_t i = 0; i < count; ++i) work(i);
    return;
  }
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  tbb::parallel_for(std::size_t{0}, count, work, tbb::simple_partitioner());
}

}  // namespace galley::archive
