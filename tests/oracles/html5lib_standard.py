"""Mends what html5lib 1.1 does otherwise than the standard (WHATWG HTML 13.2) and browsers: imported before semcmp.py where generated
documents reach it. It does not know all special elements, and opens marks again within a textarea."""
import html5lib.html5parser
import html5lib.treebuilders.base

XHTML = 'http://www.w3.org/1999/xhtml'
html5lib.html5parser.specialElements |= {(XHTML, n) for n in ('figcaption', 'hgroup', 'keygen', 'main', 'search', 'source', 'summary', 'template', 'track')}
_reopen = html5lib.treebuilders.base.TreeBuilder.reconstructActiveFormattingElements


def _reopen_but_in_textarea(self):
    if self.openElements[-1].name != 'textarea':
        _reopen(self)


html5lib.treebuilders.base.TreeBuilder.reconstructActiveFormattingElements = _reopen_but_in_textarea
