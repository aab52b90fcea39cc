#!/usr/bin/python3
"""Any bytes are a document to the kramdown reader: random bytes, broken UTF-8 and documents made to be hard all end, in time, with HTML.

How work grows with size is counted by a command of its own: tests/oracles/scaling_kramdown.py TOOLS.
"""
import os
import random
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ORACLES = os.path.join(os.path.dirname(HERE), 'oracles')
sys.dont_write_bytecode = True
sys.path.insert(0, ORACLES)
import generate_kramdown  # noqa: E402
import judge_kramdown  # noqa: E402


def document(i):
    """Bytes of a kind: noise, signs, UTF-8 with holes, a generated document with bytes changed."""
    r = random.Random('bytes %d' % i)
    kind = i % 4
    if kind == 0:
        return bytes(r.randrange(256) for _ in range(r.randrange(400)))
    if kind == 1:
        return bytes(r.choice(b'*_`[](){}<>:|-+#=!\\"\'$~^&;/.,%@ \n\n\t\ra1\0\x0b\x0c\x7f\x80\xe4\xf0\xff') for _ in range(r.randrange(800)))
    text = bytearray(generate_kramdown.document('bytes', i).encode('utf8'))
    for _ in range(r.randrange(1, 30)):
        if not text:
            break
        at = r.randrange(len(text))
        how = r.randrange(4)
        if how == 0:
            text[at] = r.randrange(256)
        elif how == 1:
            del text[at]
        elif how == 2:
            text[at:at] = r.choice((b'\0', b'\r', b'\r\n', b'\xef\xbb\xbf', b'\xff', b'\xe4\xb8', b'\xc0\x80', b'\xed\xa0\x80', b'\xf4\x90\x80\x80', b'\xef\xb7\x90', b'\x0c', b'\xe2\x80\xa8', b'\xc2\x85'))
        else:
            del text[at:at + r.randrange(20)]
    return bytes(text)


if __name__ == '__main__':
    stream = judge_kramdown.Stream([os.path.join(sys.argv[1], 'read_kramdown')], 10)
    documents = [document(i) for i in range(4000)]
    answers = stream.ask([judge_kramdown.frame(d) for d in documents], stream.frame)
    stream.stop()
    lost = [i for i, answer in enumerate(answers) if answer is None]
    for i in lost[:5]:
        print('no answer to %r' % documents[i])
    print('%d documents of any bytes, %d without an answer' % (len(documents), len(lost)))
    hard = subprocess.run([sys.executable, os.path.join(ORACLES, 'scaling_kramdown.py'), sys.argv[1], '--ends', '--size', '32768'])
    sys.exit(1 if lost or hard.returncode else 0)
