#!/usr/bin/env bash
# Every tracked C++ file looks as .clang-format says. Other versions of clang-format than Debian 12's decide otherwise.
set -euo pipefail
cd "$GALLEY_ROOT"
command -v clang-format >/dev/null || { echo "skipped: clang-format is not installed"; exit 77; }
[[ $(clang-format --version) == *"version 14."* ]] || { echo "skipped: not version 14: $(clang-format --version)"; exit 77; }
git rev-parse --git-dir >/dev/null 2>&1 || { echo "skipped: not a git checkout"; exit 77; }
git ls-files -z --cached --others --exclude-standard '*.cpp' '*.h' | while IFS= read -r -d '' f; do [ -f "$f" ] && printf '%s\0' "$f"; done |
  xargs -0 -n 20 -P 2 clang-format --dry-run -Werror || { echo "run clang-format -i on these files"; exit 1; }
