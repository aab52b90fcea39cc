"""Mends what html5lib 1.1 does otherwise than the standard (WHATWG HTML 13.2) and browsers: imported before semcmp.py where generated
documents reach it. It does not know all special elements, opens marks again within a textarea, and treats white space alone in a table's
cells and captions otherwise than in the body: it neither opens marks again nor drops the line end that a `pre` begins with."""
import html5lib.html5parser
import html5lib.treebuilders.base

XHTML = 'http://www.w3.org/1999/xhtml'
html5lib.html5parser.specialElements |= {(XHTML, n) for n in ('figcaption', 'hgroup', 'keygen', 'main', 'search', 'source', 'summary', 'template', 'track')}
_reopen = html5lib.treebuilders.base.TreeBuilder.reconstructActiveFormattingElements


def _reopen_but_in_textarea(self):
    if self.openElements[-1].name != 'textarea':
        _reopen(self)


html5lib.treebuilders.base.TreeBuilder.reconstructActiveFormattingElements = _reopen_but_in_textarea



def _space_as_in_body(self, token):
    return self.parser.phases['inBody'].processSpaceCharacters(token)


for _name in ('inCell', 'inCaption'):
    html5lib.html5parser.getPhases(False)[_name].processSpaceCharacters = _space_as_in_body
