"""Templates."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from core.lifecycle.checker.findings import Problem, at, rule
from core.lifecycle.checker.sources import Source, text_of

MARKUP = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<(style|script)\b.*?</\1>|<!--.*?-->", re.S)
TAG = re.compile(r"<[^<>]*>", re.S)
SPOKEN = re.compile(r"\b(?:title|alt|placeholder|aria-label)=\"([^\"]*)\"")
WORD = re.compile(r"[A-Za-z]{2,}")


def _blank(found: re.Match[str]) -> str:
    """As many lines of nothing: places stay where they are."""
    return "\n" * found[0].count("\n") or " "


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return enumerate(text.splitlines(), start=1)


def _without_comments(file: Path) -> str:
    return re.sub(r"\{#.*?#\}", _blank, text_of(file), flags=re.S)


@rule("unsafe-html")
def html_is_escaped(addon: Source) -> Iterator[Problem]:
    """Templates escape what they show: no `|safe`, no autoescape off; Python makes no Markup of what it was given.

    Why: what a customer wrote would run as script in the agent's browser.

    Mend: leave it out; HTML that users may write is a `rich_text` field, which is cleaned on the way in.
    """
    for file in addon.templates:
        for number, line in _lines(_without_comments(file)):
            if re.search(r"\|\s*safe\b|autoescape\s+false", line):
                yield Problem(file, number, line.strip()[:80])
    for source in addon.python:
        for call in source.calls():
            made = source.origin(call.func)
            plain = all(
                isinstance(one, ast.Constant) or isinstance(one, ast.Call) and source.origin(one.func) == "nh3.clean"
                for one in call.args
            )
            if made in ("markupsafe.Markup", "jinja2.Markup") and not plain:
                yield at(source.path, call, f"{ast.unparse(call)[:60]} is not escaped")


@rule("inline-script")
def pages_run_no_inline_code(addon: Source) -> Iterator[Problem]:
    """Templates hold no scripts and no `onclick=`.

    Why: the page's content security policy refuses them, and everything works without JavaScript.

    Mend: put a module into static/<addon>/, as an enhancement of a form or a link.
    """
    for file in addon.templates:
        for number, line in _lines(_without_comments(file)):
            if re.search(r"<script(?![^>]*\bsrc=)|\son[a-z]+=|href=\"javascript:", line):
                yield Problem(file, number, line.strip()[:80])


@rule("untranslated-template")
def words_in_templates_are_marked(addon: Source) -> Iterator[Problem]:
    """Words in templates stand in `{{ _("…") }}`.

    Why: others than these are the same in every language.

    Mend: `{{ _("Followers") }}`; for numbers `count("{n} follower", "{n} followers", n)`.
    """
    for file in addon.templates:
        text = MARKUP.sub(_blank, text_of(file))
        for number, line in _lines(TAG.sub(_blank, text)):
            if WORD.search(re.sub(r"&\w+;", "", line)):
                yield Problem(file, number, f'"{line.strip()[:60]}" is not translated')
        for number, line in _lines(text):
            for spoken in SPOKEN.findall(line):
                if WORD.search(spoken):
                    yield Problem(file, number, f'"{spoken}" is not translated')
