"""Filling the places of a template: values from a list, conditions, and nothing else (SPEC CT-4).

Templates are written by people who must not gain more by it than they have. So a template is parsed by Jinja and kept
to a few kinds of nodes: `{{ customer }}`, `{% if order %}…{% else %}…{% endif %}`, `and`, `or`, `not`. There is no
loop, call, attribute, filter or arithmetic. So it takes no longer than it is long, and reaches no object: all values
are texts. When it is saved, anything else is refused; when it is filled, anything else is empty.
"""

from __future__ import annotations

from collections.abc import Container, Mapping

import jinja2
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from core import Text

LONGEST = 20_000
"""Characters of a template."""
LONGEST_VALUE = 2_000
"""Characters of a value that are used."""
LONGEST_RESULT = 200_000
"""Characters of what is filled; the rest is cut off."""
ONLY = "Only {{ value }} and {% if value %} can be used here."
_CONDITIONS = (nodes.Name, nodes.Const, nodes.And, nodes.Or, nodes.Not)
_HTML = ImmutableSandboxedEnvironment(autoescape=True, undefined=jinja2.ChainableUndefined)
_TEXT = ImmutableSandboxedEnvironment(autoescape=False, undefined=jinja2.ChainableUndefined)
for _environment in (_HTML, _TEXT):
    _environment.globals.clear()


def problem_of(source: str) -> str:
    """What is wrong with a template, "" if nothing."""
    if len(source) > LONGEST:
        return Text("A template has at most {n} characters.", n=LONGEST)
    try:
        tree = _HTML.parse(source)
    except jinja2.TemplateSyntaxError as why:
        return Text("Line {n}: {why}", n=why.lineno, why=why.message or "")
    except RecursionError:
        return ONLY
    return "" if _tidied(tree.body, None)[1] else ONLY


def fill(source: str, values: Mapping[str, str], *, html: bool, lines: bool = False) -> str:
    """A template with these values. `html`: values are escaped, but for `Markup`; else it is one line of text.

    `lines`: plain text that keeps its lines.
    """
    environment = _HTML if html else _TEXT
    try:
        tree = environment.parse(source[:LONGEST])
        tree.body, _ = _tidied(tree.body, values)
        template = environment.from_string(tree)
    except (jinja2.TemplateSyntaxError, RecursionError):
        return ""
    given = {name: value if isinstance(value, Markup) else value[:LONGEST_VALUE] for name, value in values.items()}
    pieces: list[str] = []
    size = 0
    for piece in template.generate(given):
        pieces.append(piece)
        size += len(piece)
        if size > LONGEST_RESULT:
            break
    filled = "".join(pieces)[:LONGEST_RESULT]
    return filled if html or lines else " ".join(filled.split())


def _tidied(body: list[nodes.Node], known: Container[str] | None) -> tuple[list[nodes.Node], bool]:
    """The nodes without what may not be there, and whether all of them may. Of names only the `known` ones are kept:
    Jinja has some of its own, such as `self`.
    """
    kept: list[nodes.Node] = []
    clean = True
    for node in body:
        if isinstance(node, nodes.Output):
            allowed = [one for one in node.nodes if isinstance(one, (nodes.TemplateData, nodes.Name))]
            clean = clean and len(allowed) == len(node.nodes)
            filled = [one for one in allowed if known is None or not isinstance(one, nodes.Name) or one.name in known]
            kept.append(nodes.Output(filled, lineno=node.lineno))
        elif isinstance(node, nodes.If) and not node.elif_ and _is_condition(node.test):
            node.body, inside = _tidied(node.body, known)
            node.else_, other = _tidied(node.else_, known)
            clean = clean and inside and other
            kept.append(node)
        else:
            clean = False
    return kept, clean


def _is_condition(test: nodes.Node) -> bool:
    return isinstance(test, _CONDITIONS) and all(_is_condition(one) for one in test.iter_child_nodes())
