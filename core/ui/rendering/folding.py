"""Texts are translated before a template is compiled: `{{ _("Save") }}` is gone when the page is printed.

A translation is data. It is escaped, and its braces are neutralised, before it becomes part of a template: otherwise
whoever translates could write template code.
"""

from __future__ import annotations

import re
from ast import literal_eval
from collections.abc import Callable

from markupsafe import escape

CONSTANT = re.compile(r"""\{\{-?\s*_\(\s*("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')\s*\)\s*-?\}\}""")


def literal(text: str) -> str:
    """Text as template source that prints just this text, in an element or in an attribute."""
    return str(escape(text)).replace("{", "&#123;").replace("}", "&#125;")


def folded(source: str, gettext: Callable[[str], str]) -> str:
    """Template source with every `{{ _("constant") }}` replaced by its translation."""
    return CONSTANT.sub(lambda found: literal(gettext(literal_eval(found[1]))), source)
