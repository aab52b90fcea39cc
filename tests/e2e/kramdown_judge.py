#!/usr/bin/python3
"""The reader of kramdown's Markdown against kramdown itself, on a small part of what judge_kramdown.py can run.

The corpora's posts, random documents, mutations and every option; the full runs are commands of their own:
  tests/oracles/judge_kramdown.py corpus --at-least 99.5
  tests/oracles/judge_kramdown.py random --count 20000 --at-least 99.9
  tests/oracles/judge_kramdown.py mutate --count 20000 --at-least 99.9
  tests/oracles/judge_kramdown.py options --count 500 --at-least 98.5
  tests/oracles/judge_kramdown.py semcmp --at-least 100
"""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(HERE), 'oracles'))
import judge_kramdown  # noqa: E402

BIN = ['--bin', sys.argv[1]] if len(sys.argv) > 1 else []
RUNS = (
    ['random', '--count', '1200', '--seed', 'suite', '--at-least', '99.7'],
    ['options', '--count', '40', '--seed', 'suite', '--at-least', '98.5'],
    ['mutate', '--count', '1200', '--seed', 'suite', '--at-least', '99.7'],
    ['corpus', '--at-least', '99.5'],
)

if __name__ == '__main__':
    statuses = [judge_kramdown.main(run + BIN + ['--shrink', '1', '--kinds', '5']) for run in RUNS]
    bad = [run[0] for run, status in zip(RUNS, statuses) if status == 1]
    if bad:
        print('a smaller share is equal than must be: %s' % ', '.join(bad))
    sys.exit(1 if bad else 77 if all(status == 77 for status in statuses) else 0)
