#!/usr/bin/python3
"""The kramdown reader against kept answers of kramdown: fixtures/kramdown/<topic>/NNN.md, NNN.html beside it, and in NNN.options, where
it is, a line `key=value` for each option. What once differed is kept there, as small as it could be made; whether the answers still
are kramdown's own, `tests/oracles/judge_kramdown.py fixtures` says. Needs no Ruby."""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(HERE), 'oracles'))
import judge_kramdown  # noqa: E402

if __name__ == '__main__':
    judge = judge_kramdown.Judge(judge_kramdown.arguments(['fixtures', '--bin', sys.argv[1]]))
    try:
        sys.exit(1 if judge_kramdown.fixtures(judge, False) else 0)
    finally:
        judge.close()
