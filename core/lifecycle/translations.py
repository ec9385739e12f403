"""Catalogues of translations: gettext's .po files, one an addon and language, kept equal to the texts in the sources.

`core/locale/de/core.po`, `addons/sale/locale/de/sale.po`. A text stands in the catalogue of the core if the core says
it, else of the addon that says it; what an addon shares with one it depends on is translated there. Nothing is
compiled: the catalogues are read when a language is used first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from core.lifecycle.catalog import Catalog
from core.lifecycle.phrases import Phrase, phrases_of

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog as Messages

CORE = Path(__file__).resolve().parents[1]
PLACE = re.compile(r"\{\w+\}")
WIDTH = 118


@dataclass
class Standing:
    """How one catalogue stands: how many texts it has, which have no translation, which lost a place for a value."""

    file: Path
    texts: int
    missing: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    changed: bool = False
    """Whether it is not as `update` would write it."""


def owners(catalog: Catalog) -> Iterator[tuple[str, Path, dict[Phrase, list[str]]]]:
    """(name, folder, its own texts) of the core and every addon."""
    core = phrases_of(CORE)
    yield "core", CORE, core
    found = {name: phrases_of(one.path) for name, one in catalog.manifests.items()}
    for name, one in sorted(catalog.manifests.items()):
        shared = core.keys() | {phrase for other in _needed(catalog, name) for phrase in found.get(other, ())}
        yield name, one.path, {phrase: files for phrase, files in found[name].items() if phrase not in shared}


def update(catalog: Catalog, language: str, only: str = "", *, write: bool = True) -> list[Standing]:
    """Brings the catalogues of a language up to the sources: new texts come, those that are gone go.

    Raises ValueError for a language that nobody knows.
    """
    return [
        _brought_up(name, folder, phrases, language, write=write)
        for name, folder, phrases in owners(catalog)
        if not only or name == only
    ]


def languages(folder: Path) -> list[str]:
    """The languages that a folder of the core or an addon has catalogues of."""
    return sorted(one.name for one in (folder / "locale").glob("*") if one.is_dir())


def _needed(catalog: Catalog, name: str) -> set[str]:
    found: set[str] = set()
    ahead = [name]
    while ahead:
        one = catalog.manifests.get(ahead.pop())
        for other in one.depends if one is not None else ():
            if other not in found:
                found.add(other)
                ahead.append(other)
    return found


def _brought_up(
    name: str, folder: Path, phrases: Mapping[Phrase, list[str]], language: str, *, write: bool
) -> Standing:
    file = folder / "locale" / language / f"{name}.po"
    before = file.read_bytes() if file.exists() else b""
    messages = _messages(phrases, language, before)
    standing = Standing(file, len(phrases))
    for message in messages:
        if message.id:
            _judge(message, standing)
    content = _written(messages)
    standing.changed = content != before
    if write and standing.changed and (phrases or before):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return standing


def _messages(phrases: Mapping[Phrase, list[str]], language: str, before: bytes) -> Messages:
    from babel.messages.catalog import Catalog as Messages
    from babel.messages.pofile import read_po

    old = read_po(BytesIO(before), locale=language) if before else Messages(locale=language)
    made = Messages(locale=language)
    for (text, plural, context), files in sorted(phrases.items(), key=lambda one: (one[0][0].lower(), str(one[0]))):
        known = old.get(text, context)
        said = known.string if known is not None and not known.fuzzy else None
        made.add(
            (text, plural) if plural else text,
            said if said is not None else (("",) * made.num_plurals if plural else ""),
            locations=[(one, 0) for one in files],
            context=context,
            user_comments=known.user_comments if known is not None else (),
        )
    return made


def _judge(message: object, standing: Standing) -> None:
    ids = message.id if isinstance(message.id, (list, tuple)) else (message.id,)  # type: ignore[attr-defined]
    said = message.string if isinstance(message.string, (list, tuple)) else (message.string,)  # type: ignore[attr-defined]
    if not all(said):
        standing.missing.append(ids[0])
        return
    places = {place for text in ids for place in PLACE.findall(text)}
    one_may_lack = {"{n}"} if len(ids) > 1 else set()
    for text in said:
        found = set(PLACE.findall(text))
        if found - places or places - found - one_may_lack:
            standing.wrong.append(ids[0])
            return


def _written(messages: Messages) -> bytes:
    """The file, without dates and line numbers: it changes when a text does."""
    from babel.messages.pofile import write_po

    out = BytesIO()
    head = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'"Language: {messages.locale_identifier}\\n"\n"Plural-Forms: {messages.plural_forms}\\n"\n\n'
    )
    out.write(head.encode())
    write_po(out, messages, width=WIDTH, omit_header=True, include_lineno=False)
    return out.getvalue().rstrip(b"\n") + b"\n"
