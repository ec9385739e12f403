"""The text of chatter entries: cleaned HTML, and links to documents that survive renaming (SPEC CT-6)."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

import nh3
import sqlalchemy as sa
from markupsafe import Markup, escape

from core import Refused, Text, translated

if TYPE_CHECKING:
    from core import Env, FieldInfo, Model, PlainModel

LONGEST = 200_000
"""Characters of the longest entry; the cleaner's time grows with the depth of what it is given."""

TAGS = {"a", "b", "blockquote", "br", "code", "em", "i", "li", "ol", "p", "pre", "s", "strong", "u", "ul"}
SCHEMES = {"http", "https", "mailto", "tel"}
_LINK = re.compile(r'<a href="/mail/open/([a-z0-9_]+\.[a-z0-9_]+)/([0-9]{1,18})"[^>]*>(.*?)</a>', re.DOTALL)
_PLACE = re.compile(r"{([a-z_]*)}")
_BREAK = re.compile(r"<br>|</p>|</li>")
_ANY_TAG = re.compile(r"<[^>]*>")
AS_TEXT = ("text", "integer", "foreign_key")
"""Kinds of fields that are the same as texts."""
_FOLDED = re.compile(r"<details>.*?</details>", re.DOTALL)
_PICTURE = re.compile(r'<img\b[^>]*?(?:\balt="([^"]*)")?[^>]*>')
FOLD, UNFOLD = "<details><summary></summary>", "</details>"
"""Around the older messages that an answer quotes. What the summary says is in the language of who reads it."""


def link_to(record: PlainModel) -> Markup:
    """A link to a record by its model and id, under its present name.

    Whoever reads it later sees the name that the record has then, and whether it may be opened.
    """
    return Markup('<a href="/mail/open/{}/{}">{}</a>').format(record.__model__, record.id, str(record))


def composed(text: str, links: tuple[Model, ...] = (), values: dict[str, Any] | None = None) -> Markup:
    """The HTML of an entry. Plain `text` is escaped and keeps its lines; `Markup` is cleaned.

    `links` and `values` fill the places `{}` and `{name}` of `text`; records among them become links. Links without a
    place follow the text. Raises Refused if the text is too long, KeyError for a place without its value.
    """
    if len(text) > LONGEST:
        raise Refused("This text is too long.", about="body")
    html = _cleaned(text) if isinstance(text, Markup) else Markup("<br>").join(text.strip().splitlines())
    if not links and not values:
        return html
    shown = {name: _shown(value) for name, value in (values or {}).items()}
    if not _PLACE.search(html):
        return Markup("{} {}").format(html, Markup(", ").join(link_to(record) for record in links))
    rest = iter(links)
    # Not str.format: a place is a name and nothing else, whatever stands in the text.
    # makegood: allow unsafe-html because `html` is cleaned and what is put into it escaped
    return Markup(_PLACE.sub(lambda place: shown[place[1]] if place[1] else link_to(next(rest)), html))


def as_text(html: str) -> str:
    """An entry as plain text, for the box in which it is edited."""
    return unescape(_ANY_TAG.sub("", _BREAK.sub("\n", html))).strip()


def own_words(html: str) -> str:
    """An entry as plain text without the older messages that it quotes."""
    return as_text(_FOLDED.sub("", html))


def shown_to(env: Env, html: str) -> Markup:
    """An entry's HTML as the user of `env` is to see it.

    Links to documents carry the document's present name; those that the user may not open, or that are gone, say so.
    """
    names = _names(env, {(model, int(id_)) for model, id_, _ in _LINK.findall(html)})

    def shown(match: re.Match[str]) -> str:
        model, id_, written = match[1], int(match[2]), match[3]
        if (name := names.get((model, id_))) is not None:
            return str(Markup('<a href="/mail/open/{}/{}">{}</a>').format(model, id_, name))
        # makegood: allow unsafe-html because an entry was cleaned when it was written
        return str(Markup('<span class="closed" title="{}">{}</span>').format(_why_closed(env, model), Markup(written)))

    said = html.replace(FOLD, f"<details><summary>{escape(translated(env, Text('Earlier messages')))}</summary>")
    # makegood: allow unsafe-html because an entry was cleaned when it was written
    return Markup(_LINK.sub(shown, said))


def for_mail(html: str, base_url: str) -> Markup:
    """An entry's HTML outside of the house: links are whole addresses, or without `base_url` just names.

    Pictures go along as files, so their descriptions stand in their place; programs that read mail cannot fold.
    """
    html = _PICTURE.sub(lambda found: found[1] or "", html)
    html = html.replace(FOLD, "<blockquote>").replace(UNFOLD, "</blockquote>")

    def shown(match: re.Match[str]) -> str:
        # makegood: allow unsafe-html because an entry was cleaned when it was written
        name = Markup(match[3])
        if not base_url:
            return str(name)
        return str(Markup('<a href="{}/mail/open/{}/{}">{}</a>').format(base_url, match[1], match[2], name))

    # makegood: allow unsafe-html because an entry was cleaned when it was written
    return Markup(_LINK.sub(shown, html))


def _names(env: Env, wanted: set[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """The names of the documents that the user may read: one statement for all that are named by texts."""
    ids: dict[str, list[int]] = {}
    for model, id_ in sorted(wanted):
        if model in env.models.models and env.may("read", model):
            ids.setdefault(model, []).append(id_)
    by_text = [model for model in ids if all(one.kind in AS_TEXT for one in _naming(env, model))]
    most = max((len(_naming(env, model)) for model in by_text), default=0)
    asked = [sa.union_all(*(_named(env, model, ids[model], most) for model in by_text))] if by_text else []
    asked += [_named(env, model, ids[model]) for model in ids if model not in by_text]
    found = {}
    for statement in asked:
        for row in env.session.execute(statement):
            info = env.info(row[0])
            name = info.name_of(dict(zip(info.display_fields, row[2:], strict=False)))
            found[row[0], row[1]] = translated(env, name) if isinstance(name, Text) else name
    return found


def _naming(env: Env, model: str) -> list[FieldInfo]:
    info = env.info(model)
    return [info.fields[name] for name in info.display_fields]


def _named(env: Env, model: str, ids: list[int], most: int = 0) -> sa.Select[Any]:
    """Model, id and what names the records; with `most` as texts in so many columns."""
    cls = env.models.models[model]
    parts: list[Any] = [getattr(cls, one.name) for one in _naming(env, model)]
    if most:
        nothing = [sa.null()] * (most - len(parts))
        parts = [sa.cast(one, sa.String).label(f"c{n}") for n, one in enumerate([*parts, *nothing])]
    return sa.select(sa.literal(model), cls.id, *parts).where(cls.id.in_(ids))


def _why_closed(env: Env, model: str) -> str:
    if model not in env.models.models:
        return "This kind of document is not installed any more."
    return "You are not allowed to open this document, or it is gone."


def _shown(value: Any) -> Markup:
    if hasattr(value, "__model__"):
        return link_to(value)
    return value if isinstance(value, Markup) else escape(value)


def _cleaned(html: str) -> Markup:
    return Markup(nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES))
