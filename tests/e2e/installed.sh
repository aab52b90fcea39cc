#!/usr/bin/env bash
# `cmake --install` into a folder of its own: the program runs from there, from any folder, with its schemas beside it; and it is
# built as a program should be that reads foreign bytes.
set -euo pipefail
build=$(dirname "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prefix=$work/a\ prefix
cmake --install "$build" --prefix "$prefix" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
failed=0
check() { # what, and a command that must hold
  local what=$1; shift
  "$@" || { echo "not so: $what"; failed=1; }
}
mkdir -p "$work/site/_posts"
echo "title: A site" >"$work/site/_config.yml"
printf -- '---\ntitle: A post\n---\nSome *words*.\n' >"$work/site/_posts/2024-05-06-a-post.md"
cd "$work/site"
galley=$prefix/bin/galley
"$galley" --version >"$work/version"
check "the version is printed" grep -q '^galley [0-9]' "$work/version"
check "a site is checked" "$galley" lint .
check "a post is converted" test "$("$galley" convert _posts/2024-05-06-a-post.md --to text)" = "Some words."
"$galley" explain FM003 >"$work/rule"
check "a rule is explained" grep -q FM003 "$work/rule"
for schema in "$prefix"/share/galley/*.json; do check "$schema is JSON" python3 -m json.tool "$schema" /dev/null; done
check "the schema of posts is installed" test -s "$prefix/share/galley/post.schema.json"

# Every address moves, and what the loader resolved cannot be written any more.
readelf -hldW "$galley" >"$work/elf"
check "the program may stand at any address (PIE)" grep -q 'Type: *DYN' "$work/elf"
check "the stack is not executable" grep -Eq 'GNU_STACK.* RW +0x' "$work/elf"
check "relocations are read-only" grep -q GNU_RELRO "$work/elf"
check "symbols are resolved at the start" grep -Eq 'BIND_NOW|Flags:.* NOW' "$work/elf"
# Release builds alone: a sanitizer does without both.
if grep -q 'CMAKE_BUILD_TYPE:STRING=Release' "$build/CMakeCache.txt"; then
  readelf --dyn-syms -W "$galley" >"$work/symbols"
  check "the stack is guarded" grep -q __stack_chk_fail "$work/symbols"
  check "writes of the C library are checked (_FORTIFY_SOURCE)" grep -Eq '__(memcpy|memmove|memset|read|sprintf|snprintf|vsnprintf|fprintf|strcpy)_chk' "$work/symbols"
fi
exit $failed
