#!/usr/bin/python3
"""Holds the promises of the kramdown reader's source map (tests/tools/check_source_map.cpp) over the corpora and random documents."""
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(HERE), 'oracles'))
import generate_kramdown  # noqa: E402
import judge_kramdown  # noqa: E402


def check(tool, name, documents):
    """Feeds the documents and prints what the tool found."""
    data = b''.join(judge_kramdown.frame(d.encode('utf8')) for _, d in documents)
    answer = subprocess.run([tool], input=data, stdout=subprocess.PIPE, timeout=300)
    lines = answer.stdout.decode('utf8', 'replace').splitlines()
    for line in lines[:-1][:40]:
        number, rule, what = line.split('\t', 2)
        print('%s: %s: %s' % (documents[int(number)][0], rule, what))
    print('%s: %s' % (name, lines[-1] if lines else 'the tool died'))
    return answer.returncode == 0


if __name__ == '__main__':
    tool = os.path.join(sys.argv[1], 'check_source_map')
    random = [('random map %d' % i, generate_kramdown.document('map', i)) for i in range(int(sys.argv[2]) if len(sys.argv) > 2 else 3000)]
    good = check(tool, 'random', random)
    if os.path.isdir(judge_kramdown.CORPUS):
        good = check(tool, 'corpora', judge_kramdown.corpus()) and good
    else:
        print('no corpora at %s: only random documents were checked' % judge_kramdown.CORPUS)
    sys.exit(0 if good else 1)
