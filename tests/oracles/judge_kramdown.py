#!/usr/bin/python3
"""Judges galley's kramdown reader by kramdown itself, document by document, as DOM.

  judge_kramdown.py corpus                       every Markdown post of the corpora
  judge_kramdown.py random --count N --seed S    documents of generate_kramdown.py: two thirds with Jekyll's options, the others with
                                                 each option and combinations of them; it fails, too, where one of the
                                                 constructs and options that galley knows was not among them
  judge_kramdown.py mutate --count N --seed S    the corpora's posts, changed at random
  judge_kramdown.py options --count N            each option of kramdown, over N random documents and posts each
  judge_kramdown.py semcmp                       the corpora by semcmp.py: what a reader of the page would notice
  judge_kramdown.py files FILE…                  the files named
  judge_kramdown.py fixtures                     fixtures/kramdown: galley by the answers kept there, and these by kramdown; an answer
                                                 that is missing is written

--bin DIR          folder of read_kramdown and dom_compare (build/release/tests or build/debug/tests unless given)
--shrink [N]       make the smallest document that still differs of the first N differences of each kind, and print them
--save DIR         write what differs (shrunk with --shrink) to DIR/NNN.md, with kramdown's answer and galley's beside it
--keep TOPIC       write what differs (shrunk) to fixtures/kramdown/TOPIC, with kramdown's answer
--at-least SHARE   end with status 1 if a smaller share, in per cent, is equal
--list             name each document that differs
--set key=value    an option of kramdown for both sides; may be repeated
--cache FILE       keep kramdown's answers there (sqlite), keyed by document and options
--jobs N           that many Ruby processes

Posts are prepared alike for both: front matter is cut by Jekyll's rule, line ends become LF; a Liquid tag becomes nothing, an
object the placeholder U+FDD0, a highlight block the figure that Jekyll makes of it, a raw block its content. A document on which
kramdown raises or does not end has no answer to compare with: it is counted apart. Status 77: ruby, kramdown or the corpora are absent.
"""
import argparse
import collections
import concurrent.futures
import difflib
import hashlib
import html
import json
import os
import random
import re
import select
import sqlite3
import subprocess
import sys
import threading
import time
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.environ.get('GALLEY_ROOT') or os.path.dirname(os.path.dirname(HERE))
SHARED = os.path.join(ROOT, '..', 'shared')
if not os.path.isdir(SHARED):
    SHARED = os.path.join(ROOT, '..', '..', 'shared')
CORPUS = os.path.join(SHARED, 'corpus')
FOLDERS = ('rails-weblog', 'ruby-lang', 'finews')
FIXTURES = os.path.join(ROOT, 'fixtures', 'kramdown')
DIFFERENCES = os.path.join(HERE, 'kramdown_differences.txt')
sys.dont_write_bytecode = True
sys.path.insert(0, HERE)
import generate_kramdown  # noqa: E402

FRONT_MATTER = re.compile(r'\A(---[ \t\n\v\f\r]*\n.*?\n?)^((---|\.\.\.)[ \t\n\v\f\r]*$\n?)', re.S | re.M)
HIGHLIGHT = re.compile(r'\{%-?\s*highlight\s+([^\s%]+)[^%]*%\}(.*?)\{%-?\s*endhighlight\s*-?%\}', re.S)
RAW = re.compile(r'\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}', re.S)
PLACEHOLDER = '\uFDD0'

# What each variant says to galley and to kramdown. The first is Jekyll's default.
LITERAL = {'hellip': '...', 'mdash': '---', 'ndash': '--', 'laquo': '<<', 'raquo': '>>', 'laquo_space': '<< ', 'raquo_space': ' >>'}
VARIANTS = (
    {}, {'input': 'kramdown'}, {'hard_wrap': True}, {'auto_ids': False}, {'auto_id_prefix': 'p-'}, {'auto_id_stripping': True, 'input': 'kramdown'},
    {'transliterated_header_ids': True, 'input': 'kramdown'}, {'transliterated_header_ids': True}, {'smart_quotes': 'apos,apos,quot,quot'}, {'smart_quotes': '39,39,34,34'}, {'typographic_symbols': False},
    {'entity_output': 'as_input'}, {'entity_output': 'numeric'}, {'entity_output': 'symbolic'}, {'parse_block_html': True}, {'parse_span_html': False}, {'html_to_native': True},
    {'toc_levels': '2..3'}, {'footnote_nr': 5}, {'footnote_backlink': 'back &amp; "up"'}, {'footnote_backlink': ''}, {'math_engine': None}, {'gfm_quirks': ''},
    {'gfm_quirks': 'no_auto_typographic'}, {'gfm_quirks': 'paragraph_end,no_auto_typographic'}, {'syntax_highlighter': 'none'}, {'parse_block_html': True, 'parse_span_html': False, 'input': 'kramdown'},
    {'hard_wrap': True, 'gfm_quirks': ''},
)


# What the values of each option are drawn from where options are combined.
VALUES = {
    'input': ('kramdown',), 'hard_wrap': (True,), 'auto_ids': (False,), 'auto_id_prefix': ('p-', '中-'), 'auto_id_stripping': (True,), 'transliterated_header_ids': (True,),
    'smart_quotes': ('apos,apos,quot,quot', '39,39,34,34', 'laquo,raquo,ldquo,rdquo'), 'typographic_symbols': (False,), 'entity_output': ('as_input', 'numeric', 'symbolic'), 'parse_block_html': (True,),
    'parse_span_html': (False,), 'html_to_native': (True,), 'toc_levels': ('2..3', '1', '2,4'), 'footnote_nr': (5,), 'footnote_backlink': ('', '^', '中'), 'math_engine': (None,),
    'gfm_quirks': ('', 'no_auto_typographic', 'paragraph_end,no_auto_typographic'), 'syntax_highlighter': ('none',),
}


def combinations(seed, count):
    """That many sets of options: each variant, then what chance makes."""
    out = [dict(v) for v in VARIANTS if v]
    for i in range(max(0, count - len(out))):
        r = random.Random('combination %s %d' % (seed, i))
        own = {k: r.choice(VALUES[k]) for k in r.sample(sorted(VALUES), r.randint(2, 5))}
        # Its tables are not there: kramdown raises, but with GFM, where it does nothing.
        if own.get('transliterated_header_ids') and 'input' in own:
            del own['input']
        out.append(own)
    return out


# What must be seen in kramdown's answers to random documents, so that each construct is known to have been read as one.
CONSTRUCTS = {
    'paragraph': r'<p>', 'line break': r'<br />', 'heading of level 1': r'<h1', 'heading of level 4 to 6': r'<h[456]', 'automatic id': r'<h\d id="[a-z]', 'automatic id of Chinese': r'<h\d id="[^"]*[\u4e00-\u9fff]',
    'quote': r'<blockquote>', 'quote in a list': r'<li>\s*<blockquote>', 'code block': r'<pre><code', 'code with a language': r'<div class="language-', 'bullet list': r'<ul>', 'ordered list': r'<ol>', 'list in a list': r'<li>[^<]*<(ul|ol)>',
    'loose list': r'<li>\s*<p>', 'list in a quote': r'<blockquote>\s*<(ul|ol)>', 'task': r'<input type="checkbox"', 'list item with attributes': r'<li (class|id)=', 'definition list': r'<dl>\s*<dt', 'definition with blocks': r'<dd>\s*<(p|ul|ol|blockquote|pre)',
    'table': r'<table>\s*<(thead|tbody)', 'table head': r'<thead>', 'table footer': r'<tfoot>', 'cell aligned left': r'<t[dh] style="text-align: left"', 'cell aligned right': r'<t[dh] style="text-align: right"',
    'cell in the centre': r'<t[dh] style="text-align: center"', 'rule': r'<hr />', 'HTML block': r'<section', 'HTML with Markdown in it': r'<div[^>]*>\s*<(p|ul|h\d)', 'comment': r'<!-- ', 'instruction': r'<\?', 'math block': r'(?m)^\\\[', 'math span': r'\\\(',
    'table of contents': r'<ul id="markdown-toc"', 'footnote': r'<div class="footnotes"', 'footnote link': r'<sup id="fnref:', 'second link to a footnote': r'<sup id="fnref:[^"]*:1"', 'abbreviation': r'<abbr title=', 'Chinese abbreviation': r'<abbr title="[^"]*">[^<]*中',
    'emphasis': r'<em>', 'strong': r'<strong>', 'strong within emphasis': r'<em>[^<]*<strong>', 'emphasis of Chinese': r'<em>[^<]*[\u4e00-\u9fff]', 'code span': r'<code class="language-plaintext', 'link': r'<a href=', 'link with a title': r'<a href="[^"]*" title=',
    'link with a space': r'<a href="a b c"', 'link to Chinese': r'<a href="[^"]*中', 'image': r'<img src=', 'automatic link': r'<a href="http://example.com/a_b_c">http', 'mail address': r'<a href="mailto:', 'struck': r'<del>', 'HTML span': r'<kbd', 'tag printed literally': r'&lt;/', 'entity': r'©',
    'reference printed literally': r'&amp;unknown;', 'curly quotes': r'“[^<]*”', 'curly apostrophe': r'’', 'dash': r'—', 'ellipsis': r'…', 'guillemets': r'«', 'attributes of a block': r'<(p|blockquote|ul|h\d) class="c', 'attributes of a span': r'<(em|strong|code|a)[^>]* class="c',
    'raw text': r'<b>\*a\*</b>', 'Korean': r'한국어', 'Japanese': r'です', 'wide space': '\u3000', 'beyond the first plane': '𠮷',
}


def missing_constructs(answers):
    """Those that no answer shows."""
    return sorted(name for name, pattern in CONSTRUCTS.items() if not any(re.search(pattern, answer) for answer in answers))


def for_galley(options):
    """The options as read_kramdown takes them."""
    return ['%s=%s' % (k, {True: 'true', False: 'false', None: 'nil'}[v] if v is None or isinstance(v, bool) else v) for k, v in options.items()]


def for_kramdown(options):
    """The options as `_config.yml` would have them, in JSON."""
    own = dict(options)
    if own.get('typographic_symbols') is False:
        own['typographic_symbols'] = LITERAL
    elif 'typographic_symbols' in own:
        del own['typographic_symbols']
    return json.dumps(own, sort_keys=True) if own else ''


class Stream:
    """A program that answers frames; started again when it dies or does not answer, with None for the document at fault."""

    def __init__(self, command, seconds=60):
        self.command, self.seconds, self.process, self.buffer = command, seconds, None, b''
        self.lock = threading.Lock()

    def start(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.buffer = b''

    def stop(self):
        if self.process:
            self.process.kill()
            for end in (self.process.stdin, self.process.stdout):
                try:
                    end.close()
                except OSError:
                    pass  # what was still to be written to it
            self.process.wait()
            self.process = None

    def fill(self):
        fd = self.process.stdout.fileno()
        if not select.select([fd], [], [], self.seconds)[0]:
            return False
        more = os.read(fd, 1 << 20)
        self.buffer += more
        return bool(more)

    def line(self):
        while b'\n' not in self.buffer:
            if not self.fill():
                return None
        line, self.buffer = self.buffer.split(b'\n', 1)
        return line

    def bytes(self, count):
        parts, have = [self.buffer], len(self.buffer)
        self.buffer = b''
        while have < count:
            if not self.fill():
                return None
            parts.append(self.buffer)
            have += len(self.buffer)
            self.buffer = b''
        whole = b''.join(parts)
        self.buffer = whole[count:]
        return whole[:count]

    def frame(self):
        """(True, answer), (False, message) or None where there is none."""
        head = self.line()
        if head is None:
            return None
        count = int(head)
        body = self.bytes(abs(count))
        return None if body is None else (count > 0 or head == b'0', body)

    def ask(self, requests, read):
        """The answers to requests (bytes each), each taken by `read`."""
        with self.lock:
            out, at = [], 0
            while at < len(requests):
                if not self.process or self.process.poll() is not None:
                    self.start()
                process, batch = self.process, requests[at:at + 2000]

                def write():
                    try:
                        for request in batch:
                            process.stdin.write(request)
                        process.stdin.flush()
                    except OSError:
                        pass
                writer = threading.Thread(target=write, daemon=True)
                writer.start()
                for _ in batch:
                    answer = read()
                    out.append(answer)
                    at += 1
                    if answer is None:
                        process.kill()
                        break
                writer.join()
                if out and out[-1] is None:
                    self.stop()
            return out


def frame(data, note=''):
    return b'%d%s\n' % (len(data), (' ' + note).encode() if note else b'') + data


class Judge:
    def __init__(self, args):
        self.args = args
        self.galley_streams = {}
        self.oracles = [Stream(['ruby', os.path.join(HERE, 'kramdown.rb')], 120) for _ in range(args.jobs)]
        self.comparer = Stream([os.path.join(args.bin, 'dom_compare')])
        self.cache = None
        if args.cache:
            self.cache = sqlite3.connect(args.cache)
            self.cache.execute('create table if not exists answer (key blob primary key, good int, html blob)')
        self.seconds = collections.Counter()
        self.judged = self.different = 0

    def close(self):
        for stream in [*self.oracles, self.comparer, *self.galley_streams.values()]:
            stream.stop()

    def kramdown(self, documents, options):
        """kramdown's answers: (good, html) each."""
        note = for_kramdown(options)
        keys = [hashlib.sha256(note.encode() + b'\0' + d).digest() for d in documents]
        known = {}
        if self.cache:
            for key in keys:
                row = self.cache.execute('select good, html from answer where key = ?', (key,)).fetchone()
                if row:
                    known[key] = (bool(row[0]), zlib.decompress(row[1]))
        missing = [i for i, key in enumerate(keys) if key not in known]
        started = time.time()
        if missing:
            shares = [missing[k::len(self.oracles)] for k in range(len(self.oracles))]
            with concurrent.futures.ThreadPoolExecutor(len(self.oracles)) as pool:
                work = [pool.submit(oracle.ask, [frame(documents[i], note) for i in share], oracle.frame) for oracle, share in zip(self.oracles, shares) if share]
                for share, job in zip([s for s in shares if s], work):
                    for i, answer in zip(share, job.result()):
                        known[keys[i]] = answer or (False, b'kramdown died')
            if self.cache:
                self.cache.executemany('insert or replace into answer values (?, ?, ?)', [(keys[i], known[keys[i]][0], zlib.compress(known[keys[i]][1], 1)) for i in missing])
                self.cache.commit()
        self.seconds['kramdown'] += time.time() - started
        return [known[key] for key in keys]

    def galley(self, documents, options):
        command = [os.path.join(self.args.bin, 'read_kramdown')] + [x for o in for_galley(options) for x in ('--options', o)]
        stream = self.galley_streams.setdefault(tuple(command), Stream(command, 5))
        started = time.time()
        answers = stream.ask([frame(d) for d in documents], stream.frame)
        self.seconds['galley'] += time.time() - started
        return answers

    def compare(self, pairs):
        started = time.time()
        lines = self.comparer.ask([frame(a) + frame(b) for a, b in pairs], self.comparer.line)
        self.seconds['compare'] += time.time() - started
        return [line.decode('utf8', 'replace') if line is not None else '!\t/\tdied\tdom_compare died\t' for line in lines]

    def verdicts(self, documents, options):
        """For each document None where both say the same, 'raised' where kramdown has no answer, else the difference."""
        data = [d.encode('utf8', 'surrogateescape') for d in documents]
        theirs, ours = self.kramdown(data, options), self.galley(data, options)
        self.answers = theirs
        out, pairs, where = [None] * len(data), [], []
        for i, (k, g) in enumerate(zip(theirs, ours)):
            if g is None or not g[0]:
                out[i] = ('/', 'died', '', 'read_kramdown died')
            elif not k[0]:
                out[i] = 'raised'
            else:
                pairs.append((k[1], g[1]))
                where.append(i)
        for i, line in zip(where, self.compare(pairs)):
            if line[0] == '!':
                out[i] = tuple(line.split('\t')[1:5])
            elif line[0] == '?':
                out[i] = ('/', 'deep', '', 'too deep to compare, and the bytes differ')
            elif line[0] == '=':
                self.seconds['bytes equal'] += 1
        return out

    def html_of(self, document, options):
        data = [document.encode('utf8', 'surrogateescape')]
        return self.kramdown(data, options)[0][1], (self.galley(data, options)[0] or (0, b'(died)'))[1]


def liquid(text):
    def figure(m):
        return '\n<figure class="highlight"><pre><code class="language-%s" data-lang="%s">%s</code></pre></figure>\n' % (m[1], m[1], html.escape(m[2].strip('\n'), False))
    kept = []

    def keep(m):
        kept.append(m[1])
        return '\0%d\0' % (len(kept) - 1)
    text = RAW.sub(keep, text)
    text = HIGHLIGHT.sub(figure, text)
    text = re.sub(r'\{%.*?%\}', '', text, flags=re.S)
    text = re.sub(r'\{\{.*?\}\}', PLACEHOLDER, text, flags=re.S)
    return re.sub('\0(\\d+)\0', lambda m: kept[int(m[1])], text)


def body_of(data):
    """A post's body as the reader gets it."""
    text = data.decode('utf8', 'replace').lstrip('\ufeff').replace('\r\n', '\n').replace('\0', '')
    return liquid(FRONT_MATTER.sub('', text, count=1))


def corpus(every=1):
    """Name and body of the corpora's Markdown posts."""
    out = []
    for folder in FOLDERS:
        for path, _, names in sorted(os.walk(os.path.join(CORPUS, folder))):
            for name in sorted(names):
                if name.endswith(('.md', '.markdown')):
                    full = os.path.join(path, name)
                    with open(full, 'rb') as post:
                        out.append((os.path.relpath(full, CORPUS), body_of(post.read())))
    return out[::every]


def shape(text):
    """What a side of a difference looks like, without its words."""
    if text.startswith('<'):
        return re.match(r'<[^ >]*', text)[0] + ''.join(sorted(re.findall(r' [a-z]+(?==)', text)))
    return re.sub(r'[^\W_]+', 'w', text.split(' ', 1)[0] if text[:5] in ('text ', 'comme') else text.lstrip('…')[:0])


def kind_of(verdict):
    """Differences of one kind are likely to have one cause."""
    path, kind, a, b = verdict
    steps = re.findall(r'/([^\[/]+)', path)
    return '%s in %s: %s | %s' % (kind, '/'.join(steps[-2:]) or 'the body', shape(a) or '…', shape(b) or '…')


def shrink(document, differs, seconds=20):
    """A smaller document that still differs: whole lines first, then stretches of characters, then plainer characters."""
    end = time.time() + seconds

    def reduce(parts, join):
        n = 2
        while len(parts) >= 1 and time.time() < end:
            size = max(1, len(parts) // n)
            trials = [parts[:i] + parts[i + size:] for i in range(0, len(parts), size)]
            good = next((t for t, bad in zip(trials, differs([join(t) for t in trials])) if bad), None)
            if good is not None:
                parts, n = good, max(2, n - 1)
            elif size == 1:
                break
            else:
                n = min(len(parts), n * 2)
        return parts

    best = document
    for _ in range(3):
        before = best
        best = '\n'.join(reduce(best.split('\n'), '\n'.join))
        best = ''.join(reduce(list(best), ''.join))
        for pattern, plain in ((r'[^\W\d_a]+', 'a'), (r'\d\d+', '1'), (r'a( a)+', 'a'), (r'  +', ' ')):
            at = 0
            while time.time() < end:
                m = re.compile(pattern).search(best, at)
                if not m:
                    break
                trial = best[:m.start()] + plain + best[m.end():]
                if trial != best and differs([trial])[0]:
                    best = trial
                at = m.start() + 1
        if best == before or time.time() > end:
            break
    return best


def listed():
    """Documents whose difference is known, with its reason."""
    out = {}
    if os.path.exists(DIFFERENCES):
        with open(DIFFERENCES, encoding='utf8') as lines:
            for line in lines:
                if line.strip() and not line.startswith('#'):
                    name, reason = line.rstrip('\n').split(': ', 1)
                    out[name] = reason
    return out


def report(judge, names, documents, options, args, label):
    """Judges, prints, and says whether the share is enough."""
    started = time.time()
    verdicts = judge.verdicts(documents, options)
    raised = [i for i, v in enumerate(verdicts) if v == 'raised']
    differ = [i for i, v in enumerate(verdicts) if v not in (None, 'raised')]
    judged = len(documents) - len(raised)
    share = 100.0 * (judged - len(differ)) / max(1, judged)
    print('%s: %d of %d equal, %.3f %%%s, %.1f s' % (label, judged - len(differ), judged, share, ', %d without an answer of kramdown' % len(raised) if raised else '', time.time() - started), flush=True)
    known = listed()
    groups = collections.defaultdict(list)
    for i in differ:
        groups[kind_of(verdicts[i])].append(i)
    for kind, members in sorted(groups.items(), key=lambda g: -len(g[1]))[:args.kinds]:
        print('  %4d  %s' % (len(members), kind))
        i = members[0]
        print('        %s at %s\n          kramdown: %s\n          galley:   %s' % (names[i], verdicts[i][0][-100:], verdicts[i][2][:160], verdicts[i][3][:160]))
    if args.list:
        for i in differ:
            print('  %s: %s' % (names[i], known.get(names[i], 'NOT LISTED: ' + ' / '.join(verdicts[i]))))
    cases = []
    if args.shrink:
        found = collections.Counter()
        for kind, members in sorted(groups.items(), key=lambda g: -len(g[1])):
            for i in members[:args.shrink]:
                wanted = kind.split(':')[0].split(' in ')[0]
                died = verdicts[i][1] == 'died'

                def differs(trials):
                    return [v not in (None, 'raised') and (v[1] == 'died') == died and v[1] == wanted for v in judge.verdicts(trials, options)]
                small = shrink(documents[i], differs)
                found[small] += 1
                if found[small] == 1:
                    cases.append((names[i], small))
        for name, small in cases:
            theirs, ours = judge.html_of(small, options)
            print('--- %s: %s' % (name, json.dumps(small, ensure_ascii=False)))
            for side, text in (('kramdown', theirs), ('galley', ours)):
                print('    %-9s %s' % (side, json.dumps(text.decode('utf8', 'replace'), ensure_ascii=False)[:400]))
        print('%d different small documents' % len(cases), flush=True)
    for folder, both in ((args.save, True), (args.keep and os.path.join(FIXTURES, args.keep), False)):
        if folder and (cases or differ):
            save(judge, folder, [small for _, small in cases] or [documents[i] for i in differ], options, both)
    judge.judged += judged
    judge.different += len(differ)
    return share >= args.at_least, share


def judge_random(judge, numbers, options, args):
    """Random documents, each with its own options, and whether all constructs and options were among them."""
    sets = combinations(args.seed, max(60, args.count // 50))
    drawn = collections.defaultdict(list)
    for i in numbers:
        r = random.Random('options %s %d' % (args.seed, i))
        own = dict(r.choice(sets)) if r.random() < 1 / 3 else {}
        own.update(options)
        drawn[json.dumps(own, sort_keys=True)].append(i)
    drawn = sorted(drawn.items())
    verdicts, documents, seen, asked = {}, {}, set(CONSTRUCTS), collections.Counter()
    started = time.time()
    for text, members in drawn:
        own = json.loads(text)
        asked.update(own.keys())
        own_documents = [generate_kramdown.document(args.seed, i) for i in members]
        documents.update(zip(members, own_documents))
        verdicts.update(zip(members, judge.verdicts(own_documents, own)))
        if not own:
            seen = set(missing_constructs([a.decode('utf8', 'replace') for good, a in judge.answers if good]))
    differ = [i for i in numbers if verdicts[i] not in (None, 'raised')]
    judged = sum(1 for i in numbers if verdicts[i] != 'raised')
    share = 100.0 * (judged - len(differ)) / max(1, judged)
    print('random %s: %d of %d equal, %.3f %%, %d without an answer of kramdown, %d with other options than Jekyll\'s, %.1f s' %
          (args.seed, judged - len(differ), judged, share, len(documents) - judged, sum(len(m) for t, m in drawn if t != '{}'), time.time() - started), flush=True)
    for text, members in drawn:
        bad = [i for i in members if i in set(differ)]
        if bad:
            report(judge, ['random %s %d' % (args.seed, i) for i in bad], [documents[i] for i in bad], json.loads(text), args, 'of these, with %s' % text)
    judge.judged, judge.different = judged, len(differ)
    absent = sorted(set(VALUES) - set(asked)) if not options else []
    for what, names in (('constructs', seen if not options else ()), ('options', absent)):
        if names and len(documents) >= 1000:
            print('%s that no document had: %s' % (what, ', '.join(sorted(names))))
            return False
    return share >= args.at_least


def save(judge, folder, documents, options, both):
    """Writes documents that differ, with kramdown's answer, as NNN.md, NNN.html, and NNN.options where there are any."""
    os.makedirs(folder, exist_ok=True)
    taken = {name.split('.')[0] for name in os.listdir(folder)}
    kept = {read(os.path.join(folder, name)) for name in os.listdir(folder) if name.endswith('.md')}
    number = 0
    for document in documents:
        data = document.encode('utf8', 'surrogateescape')
        if data in kept:
            continue
        while '%03d' % number in taken:
            number += 1
        taken.add('%03d' % number)
        theirs, ours = judge.html_of(document, options)
        texts = [('.md', data), ('.html', theirs)] + ([('.galley.html', ours)] if both else []) + ([('.options', ('\n'.join(for_galley(options)) + '\n').encode())] if options else [])
        for end, text in texts:
            with open(os.path.join(folder, '%03d' % number) + end, 'wb') as out:
                out.write(text)


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def fixtures(judge, oracle):
    """Judges galley by the answers that are kept, and with `oracle` the answers by kramdown. How many do not hold."""
    bad, checked = 0, 0
    for folder, _, names in sorted(os.walk(FIXTURES)):
        for name in sorted(n for n in names if n.endswith('.md')):
            base = os.path.join(folder, name[:-3])
            label = os.path.relpath(base, FIXTURES)
            options = {}
            if os.path.exists(base + '.options'):
                options = dict(option_of(line) for line in read(base + '.options').decode().splitlines() if line)
            document = read(base + '.md')
            if oracle and not os.path.exists(base + '.html'):
                theirs = judge.kramdown([document], options)[0]
                if not theirs[0]:
                    sys.exit('%s: kramdown has no answer: %s' % (label, theirs[1].decode()))
                with open(base + '.html', 'wb') as out:
                    out.write(theirs[1])
                print('%s: its answer was written' % label)
            expected = read(base + '.html')
            answer = judge.galley([document], options)[0]
            lines = judge.compare([(expected, answer[1] if answer else b'(died)')])
            checked += 1
            if lines[0][0] in '!?':
                bad += 1
                print('%s: galley differs: %s\n  document: %r' % (label, lines[0].replace('\t', ' | '), document))
            if oracle:
                theirs = judge.kramdown([document], options)[0]
                if theirs[0] and judge.compare([(expected, theirs[1])])[0][0] in '!?':
                    bad += 1
                    print('%s: what is kept is not what kramdown says: %r' % (label, theirs[1]))
    print('fixtures: %d, %d do not hold' % (checked, bad))
    return bad


def by_semcmp(judge, posts, args):
    """Every post by what a reader of the page notices."""
    import importlib.util
    path = os.path.join(SHARED, 'tools', 'semcmp.py')
    if not os.path.exists(path):
        print('no %s: skipped' % path)
        return 77
    spec = importlib.util.spec_from_file_location('semcmp', path)
    semcmp = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(semcmp)
    data = [body.encode('utf8', 'surrogateescape') for _, body in posts]
    theirs, ours = judge.kramdown(data, {}), judge.galley(data, {})
    same = judged = 0
    for (name, _), k, g in zip(posts, theirs, ours):
        if not k[0]:
            continue
        judged += 1
        found = None
        if g is None:
            found = ('/', '', 'read_kramdown died')
        elif k[1] != g[1]:
            found = semcmp.deep(semcmp.same, k[1].decode('utf8'), g[1].decode('utf8', 'replace'))
        if found is None:
            same += 1
        else:
            print('  %s differs at %s\n    kramdown: %s\n    galley:   %s' % (name, found[0], str(found[1])[:200], str(found[2])[:200]))
    print('semcmp: %d of %d the same, %.3f %%' % (same, judged, 100.0 * same / max(1, judged)))
    return 0 if 100.0 * same / max(1, judged) >= args.at_least else 1


def available():
    """Why there is nothing to judge by, or None."""
    try:
        answer = subprocess.run(['ruby', os.path.join(HERE, 'kramdown.rb'), '--version'], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=600)
    except (OSError, subprocess.TimeoutExpired):
        return 'no ruby'
    return None if answer.returncode == 0 else "no jekyll with kramdown for ruby: %s" % answer.stdout.decode('utf8', 'replace').strip()


def arguments(argv=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('mode', choices=('corpus', 'random', 'mutate', 'options', 'semcmp', 'files', 'fixtures'))
    parser.add_argument('files', nargs='*')
    parser.add_argument('--bin')
    parser.add_argument('--count', type=int, default=1000)
    parser.add_argument('--first', type=int, default=0)
    parser.add_argument('--seed', default='1')
    parser.add_argument('--set', action='append', default=[])
    parser.add_argument('--every', type=int, default=1, help='only each Nth post of the corpora')
    parser.add_argument('--shrink', type=int, nargs='?', const=1, default=0)
    parser.add_argument('--save')
    parser.add_argument('--keep')
    parser.add_argument('--list', action='store_true')
    parser.add_argument('--kinds', type=int, default=25, help='how many kinds of differences to print')
    parser.add_argument('--at-least', type=float, default=0)
    parser.add_argument('--cache')
    parser.add_argument('--jobs', type=int, default=1)
    args = parser.parse_args(argv)
    if not args.bin:
        found = [d for d in (os.path.join(ROOT, 'build', preset, 'tests') for preset in ('release', 'debug')) if os.path.exists(os.path.join(d, 'read_kramdown'))]
        args.bin = found[0] if found else '.'
    return args


def option_of(text):
    key, value = text.split('=', 1)
    return key, {'true': True, 'false': False, 'nil': None}.get(value, int(value) if value.isdigit() else value)


def main(argv=None):
    args = arguments(argv)
    reason = available()
    if not reason and args.mode in ('corpus', 'mutate', 'semcmp') and not os.path.isdir(CORPUS):
        reason = 'no corpora at %s' % CORPUS
    if reason:
        print('kramdown is not judged: %s' % reason)
        return 77
    options = dict(option_of(o) for o in args.set)
    judge = Judge(args)
    good = True
    numbers = range(args.first, args.first + args.count)
    try:
        if args.mode == 'corpus':
            posts = corpus(args.every)
            good, _ = report(judge, [n for n, _ in posts], [b for _, b in posts], options, args, 'corpus')
        elif args.mode == 'random':
            good = judge_random(judge, numbers, options, args)
        elif args.mode == 'mutate':
            posts = [b for _, b in corpus(args.every)]
            names = ['mutation %s %d' % (args.seed, i) for i in numbers]
            good, _ = report(judge, names, [generate_kramdown.mutation(posts, args.seed, i) for i in numbers], options, args, 'mutate %s' % args.seed)
        elif args.mode == 'options':
            posts = corpus() if os.path.isdir(CORPUS) else []
            for n, variant in enumerate(VARIANTS):
                own = dict(variant)
                own.update(options)
                documents = [generate_kramdown.document('%s options %d' % (args.seed, n), i) for i in numbers]
                documents += [b for _, b in posts[n::max(1, len(posts) * 3 // max(1, args.count))]]
                names = ['%s %d' % (json.dumps(own), i) for i in range(len(documents))]
                report(judge, names, documents, own, args, json.dumps(own))
            share = 100.0 * (judge.judged - judge.different) / max(1, judge.judged)
            print('options: %d of %d equal, %.3f %%' % (judge.judged - judge.different, judge.judged, share))
            good = share >= args.at_least
        elif args.mode == 'fixtures':
            return 1 if fixtures(judge, True) else 0
        elif args.mode == 'semcmp':
            return by_semcmp(judge, corpus(args.every), args)
        else:
            documents = []
            for name in args.files:
                with open(name, 'rb') as file:
                    documents.append(file.read().decode('utf8', 'surrogateescape'))
            good, _ = report(judge, args.files, documents, options, args, 'files')
            for name, document in zip(args.files, documents):
                theirs, ours = (t.decode('utf8', 'replace') for t in judge.html_of(document, options))
                if theirs != ours:
                    sys.stdout.writelines(difflib.unified_diff(theirs.splitlines(True), ours.splitlines(True), 'kramdown ' + name, 'galley'))
    finally:
        judge.close()
    print('seconds: ' + ', '.join('%s %.1f' % (k, v) for k, v in judge.seconds.items() if k != 'bytes equal') + '; equal to the byte: %d' % judge.seconds['bytes equal'])
    return 0 if good else 1


if __name__ == '__main__':
    sys.exit(main())
