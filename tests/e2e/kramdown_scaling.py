#!/usr/bin/python3
"""The kramdown reader's work grows in proportion to a document's size: instructions at N and four times N bytes of what is hard to read
(tests/oracles/scaling_kramdown.py has more than a hundred such families; these are one or two of each kind). Where work is proportional the
ratio is 4; from 6 on the test fails. Skips without valgrind, which counts."""
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
FAMILIES = ('quotes nested', 'quotes staircase', 'lists in one line', 'lists staircase', 'brackets open', 'brackets nested links', 'emphasis open mixed',
            'emphasis nested of both', 'backticks of growing length', 'table of one wide row and many', 'tables of many rows', 'attribute lists in spans',
            'attribute definitions chained', 'html nested', 'mixture')

if not shutil.which('valgrind'):
    print('skipped: needs valgrind')
    sys.exit(77)
sys.exit(subprocess.run([sys.executable, os.path.join(HERE, '../oracles/scaling_kramdown.py'), sys.argv[1], *FAMILIES, '--size', '4096', '--at-most', '6']).returncode)
