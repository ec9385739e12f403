"""HTML is cleaned once, on the way in (SPEC XC-10): what is stored can be shown."""

from __future__ import annotations

import re

import nh3

from core.orm.refused import Refused

LONGEST, DEEPEST = 200_000, 60
TAGS = frozenset(
    [
        "a",
        "b",
        "blockquote",
        "br",
        "code",
        "em",
        "h2",
        "h3",
        "h4",
        "hr",
        "i",
        "img",
        "li",
        "ol",
        "p",
        "pre",
        "s",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "u",
        "ul",
    ]
)
ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title", "width", "height"}, "td": {"colspan", "rowspan"}}
_EMPTY = re.compile(r"(<p>|</p>|<br>|\s|&nbsp;)*")


def cleaned(html: str) -> str | None:
    """HTML with a small list of harmless elements; None of what shows nothing.

    Raises Refused if it is too long or nested too deep: the cleaner's time grows with the depth.
    """
    if len(html) > LONGEST:
        raise Refused("This text is too long.")
    if html_depth(html) > DEEPEST:
        raise Refused("This text is nested too deep.")
    if "<" not in html and "&" not in html:
        return html or None
    text = nh3.clean(html, tags=set(TAGS), attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto", "tel"})
    return None if _EMPTY.fullmatch(text) else text


def html_depth(html: str) -> int:
    """An upper bound of how deep elements are nested, without parsing: openings that no closing came after yet."""
    depth = deepest = 0
    for found in re.finditer(r"</?[a-zA-Z][a-zA-Z0-9]*", html):
        name = found[0].lower()
        if name.startswith("</"):
            depth = max(0, depth - 1)
        elif name[1:] not in ("br", "hr", "img", "li", "p", "td", "th", "tr"):
            depth += 1
            deepest = max(deepest, depth)
    return deepest
