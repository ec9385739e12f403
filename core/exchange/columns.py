"""What the columns of a file mean: the fields of a model's form are their targets, and titles are guesses at them.

A target has a path: `name`, `customer` (a link, by external key or name), `customer/email` (by that field),
`customer/_key` (by external key alone), `lines/product` (a field of the lines), `_key` (the record's own external key).
The form of the model is the whitelist here too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from core.lifecycle.options import OfferedOption, OptionNeedsAddon
from core.orm.composition import ModelInfo
from core.orm.refused import Refused
from core.ui.new_names import NewNames
from core.ui.option_cards import Wanted, option_fields
from core.ui.record_fields import LineSpec, Linked, LinkedMany, Worked
from core.ui.registered import Built
from core.ui.wizard_fields import Field, Rows

if TYPE_CHECKING:
    from core.orm.env import Env

KEY, KEY_LABEL = "_key", "External ID"
KEY_SPELLINGS = ("External ID", "External key", "ID", "XML ID", "Key")
PART = "/"
TEXTS = ("text", "integer")
ALIKE = 0.87
"""How alike a title and a label must be to mean the same: a typing mistake, a plural."""
Words = Callable[[str], str]
"""Gives a text in the user's language."""


@dataclass(frozen=True)
class Target:
    """What a column may mean. `labels` lead to it: lines, field, and of a link how its record is found.

    `of` are the lines that it is a field of; `by` names the field by which a linked record is found, empty: by external
    key or name. Of an external key `field` is None. `settable` is False for what only finds records. `refusal` is what
    stands against switching an option on (SPEC AS-11).
    """

    path: str
    labels: tuple[str, ...]
    field: Field | None = None
    of: Rows | None = None
    by: str = ""
    settable: bool = True
    refusal: Refused | None = None

    @property
    def label(self) -> str:
        """What it is called: "Order Lines / Product"."""
        return f" {PART} ".join(self.labels)

    @property
    def place(self) -> str:
        """The field that it sets, without how a link is found: two columns cannot both set it."""
        return f"{self.path.rpartition(PART)[0]}" if self.by else self.path


def fields_of(env: Env, built: Built, offered: Iterable[OfferedOption] = ()) -> dict[str, Field]:
    """The fields of a form for this user. `offered` are the options of its model."""
    return {**built.fields_for(env), **option_fields(env, built, [one for one in offered if one.installed])}


def targets_of(
    env: Env, model: str, fields: Mapping[str, Field], offered: Iterable[OfferedOption] = ()
) -> dict[str, Target]:
    """Everything that a column may mean to this user, by path, in the order of the form."""
    found = [Target(KEY, (KEY_LABEL,))]
    info = env.info(model)
    for f in fields.values():
        if isinstance(f, Rows):
            if isinstance(f.row, LineSpec) and f.read_only is not True:
                found += _of_lines(env, f)
        else:
            found += _of_field(env, info, f, None)
    for one in offered:
        if not one.installed:
            found.append(Target(one.option.field, (one.option.label,), refusal=OptionNeedsAddon(one)))
    return {one.path: one for one in found}


def _of_lines(env: Env, lines: Rows) -> Iterator[Target]:
    info = env.info(lines.row.model)
    yield Target(f"{lines.name}{PART}{KEY}", (lines.label, KEY_LABEL), of=lines)
    for cell in lines.columns().values():
        yield from (one for one in _of_field(env, info, cell, lines) if one.settable)


def _of_field(env: Env, info: ModelInfo, f: Field, of: Rows | None) -> Iterator[Target]:
    if f.secret or isinstance(f, (Worked, NewNames, Wanted)):
        return
    path = f"{of.name}{PART}{f.name}" if of is not None else f.name
    labels = (of.label, f.label) if of is not None else (f.label,)
    if f.read_only is True:
        if f.name in info.search_by and info.fields[f.name].kind in TEXTS:
            yield Target(path, labels, f, of, settable=False)
        return
    yield Target(path, labels, f, of)
    if isinstance(f, (Linked, LinkedMany)):
        yield Target(f"{path}{PART}{KEY}", (*labels, KEY_LABEL), f, of, KEY)
        yield from (
            Target(f"{path}{PART}{name}", (*labels, label), f, of, name) for name, label in finding(env, f.target)
        )


def finding(env: Env, model: str) -> list[tuple[str, str]]:
    """(name, label) of the texts of its own by which a record is found, as far as this user may read them."""
    info = env.info(model)
    names = dict.fromkeys((*info.display_fields, *info.search_by))
    fields = [info.fields[name] for name in names if name in info.fields]
    roles = env.user.roles
    is_open = [one for one in fields if env.is_system or not one.roles or not roles.isdisjoint(one.roles)]
    return [(one.name, one.label) for one in is_open if one.kind in TEXTS]


# --- guessing ---------------------------------------------------------------------------------------------------------


def guess(
    titles: Sequence[str],
    targets: Mapping[str, Target],
    info: ModelInfo,
    words: Words,
    earlier: Mapping[str, str] | None = None,
) -> list[str]:
    """The path that each title means, "" where none does. `earlier` is what this user said before, by title.

    First what was said before, then titles that are names or labels, in the user's language too, then those that are
    nearly. No target is guessed twice.
    """  # fmt: skip
    known, found = dict(earlier or {}), [""] * len(titles)
    taken: set[str] = set()
    for place, title in enumerate(titles):
        path = known.get(title, "")
        if path in targets and targets[path].place not in taken:
            found[place] = path
            taken.add(targets[path].place)
    exact, loose = _exact(targets, words), _loose(targets, words)
    open_ = [place for place, title in enumerate(titles) if title and title not in known]
    for place in open_:
        _claim(found, taken, place, targets, (exact.get(one) for one in _spelled(titles[place], info)))
    # A title that means exactly what another column means already means nothing else.
    open_ = [place for place in open_ if not found[place] and _parts(titles[place]) not in exact]
    for place in open_:
        _claim(found, taken, place, targets, (loose.get(one) for one in _spelled(titles[place], info)))
    for place in open_:
        if not found[place]:
            _claim(found, taken, place, targets, [_nearest(_parts(titles[place]), exact)])
    return found


def _claim(
    found: list[str], taken: set[str], place: int, targets: Mapping[str, Target], paths: Iterable[str | None]
) -> None:
    for path in paths:
        if path and targets[path].place not in taken:
            found[place] = path
            taken.add(targets[path].place)
            return


def _parts(title: str) -> tuple[str, ...]:
    """A title as it is compared: "Order Lines/Unit price:" and "order_lines / unit-price" are the same."""
    pieces = re.split(r"\s*[/>]\s*|\.(?=\w)", title.casefold())
    return tuple(one for one in ("".join(c for c in piece if c.isalnum()) for piece in pieces) if one)


def _spelled(title: str, info: ModelInfo) -> Iterator[tuple[str, ...]]:
    """A title, the same without "id" at its end, and without the name of the model before it."""
    parts = _parts(title)
    yield parts
    yield tuple(one.removesuffix("id") or one for one in parts)
    own = _parts(info.title)
    if len(parts) == 1 and own and parts[0].startswith(own[0]) and parts[0] != own[0]:
        yield (parts[0].removeprefix(own[0]),)


def _exact(targets: Mapping[str, Target], words: Words) -> dict[tuple[str, ...], str]:
    """Spelling -> path: names and labels in full."""
    found: dict[tuple[str, ...], str] = {}
    for one in targets.values():
        for labels in ((one.path,), one.labels, tuple(map(words, one.labels))):
            found.setdefault(_parts(PART.join(labels)), one.path)
        if one.path.endswith(KEY):
            for spelling in KEY_SPELLINGS:
                found.setdefault(_parts(PART.join((*one.labels[:-1], spelling))), one.path)
                found.setdefault(_parts(PART.join((one.path.removesuffix(KEY), spelling))), one.path)
    return found


def _loose(targets: Mapping[str, Target], words: Words) -> dict[tuple[str, ...], str]:
    """Spelling -> path: fields of lines without the lines before them."""
    found: dict[tuple[str, ...], str] = {}
    for one in targets.values():
        if one.of is not None and len(one.labels) > 1:
            for labels in ((one.path.partition(PART)[2],), one.labels[1:], tuple(map(words, one.labels[1:]))):
                found.setdefault(_parts(PART.join(labels)), one.path)
    return found


def _nearest(parts: tuple[str, ...], spellings: Mapping[tuple[str, ...], str]) -> str:
    text, best, path = PART.join(parts), ALIKE, ""
    for spelling, one in spellings.items():
        other = PART.join(spelling)
        if len(text) > 3 and (alike := SequenceMatcher(None, text, other).ratio()) > best:
            best, path = alike, one
    return path
