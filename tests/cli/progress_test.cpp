#include "cli/progress.h"

#include <doctest/doctest.h>

using galley::cli::progress_text;

TEST_CASE("progress says how many, their share, the rate and the time left") {
  CHECK(progress_text(0, 20000, 0) == "0 of 20,000 posts (0 %)");
  CHECK(progress_text(5000, 20000, 2.5) == "5,000 of 20,000 posts (25 %), 2,000 a second, 8 s left");
  CHECK(progress_text(3, 1000000, 2) == "3 of 1,000,000 posts (0 %), 1.5 a second, 185 h 11 min left");
  CHECK(progress_text(1000, 100000, 10) == "1,000 of 100,000 posts (1 %), 100 a second, 17 min left");
  CHECK(progress_text(20000, 20000, 10) == "20,000 of 20,000 posts (100 %), 2,000 a second");
}
