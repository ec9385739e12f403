"""Texts for people: written in English where they are meant, put into the reader's language where they are shown.

A `Text` is a str, so programs, logs and tests read it as plain English. It also keeps what it was made of: the
template, by which a translation is found, and the values, which are written as the reader writes dates, numbers and
money.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Protocol

PLACE = re.compile(r"\{(\w+)\}")
PACKED: dict[str, Callable[[str], Any]] = {
    "number": Decimal, "instant": datetime.fromisoformat, "day": date.fromisoformat
}  # fmt: skip
"""How values that JSON does not know are read again, by what they are called there."""


class Writes(Protocol):
    """How a reader's values are written. `core.ui.rendering.formats.Formats` is one."""

    def date(self, value: Any) -> str:
        """A day."""

    def instant(self, value: Any) -> str:
        """A moment."""

    def number(self, value: Any, digits: int | None = None) -> str:
        """A number, with this many places or as many as it has."""


class Text(str):
    """A template with the values that fill it: `Text("{n} of {product} are left.", n=3, product="Helmet")`.

    A value may be a Text itself: `Text("draft")` is a word that is translated, "draft" a name that is not. The template
    is a constant, because translations are found by it. Raises KeyError where a value is missing.
    """

    __slots__ = ("template", "values")
    template: str
    values: dict[str, Any]

    def __new__(cls, template: str, /, **values: Any) -> Text:
        if isinstance(template, Text) and not values:
            return template
        said = filled(template, {name: plain(value) for name, value in values.items()}) if values else template
        made = super().__new__(cls, said)
        made.template, made.values = str(template), values
        return made

    def __reduce__(self) -> Any:
        return _remade, (type(self), self.template, self.values)

    def said(self, gettext: Callable[[str], str], writes: Writes) -> str:
        """The text in a reader's language; in English where a translation asks for a value that is not there."""
        if not self.values:
            return gettext(self.template)
        values = {name: written(value, gettext, writes) for name, value in self.values.items()}
        translated = gettext(self.template)
        if translated == self.template:  # English, or not translated yet: its nouns are as they were written
            values |= {name: str(value) for name, value in self.values.items() if isinstance(value, Noun)}
        try:
            return filled(translated, values)
        except KeyError:
            return filled(self.template, values)


class Noun(Text):
    """A label in the middle of a sentence: English writes it small there, other languages as they write it."""

    __slots__ = ()

    def __new__(cls, label: str, /) -> Noun:
        made = str.__new__(cls, label.lower())
        made.template, made.values = str(label), {}
        return made


class Money(Text):
    """An amount with its currency: "19.90 EUR", "19,90 EUR"."""

    __slots__ = ()

    def __new__(cls, amount: Decimal, currency: str, /) -> Money:
        made = str.__new__(cls, f"{amount:,f} {currency}")
        made.template, made.values = "", {"amount": amount, "currency": currency}
        return made

    def __reduce__(self) -> Any:
        return Money, (self.values["amount"], self.values["currency"])

    def said(self, gettext: Callable[[str], str], writes: Writes) -> str:
        """As the reader writes numbers, with the places that the currency has."""
        amount: Decimal = self.values["amount"]
        exponent = amount.as_tuple().exponent
        return f"{writes.number(amount, max(0, -int(exponent)))} {self.values['currency']}"


@lru_cache(maxsize=4096)
def word(text: str) -> Text:
    """A label as a text of its own, for where labels stand among what people entered: made once."""
    return Text(text)


def joined(texts: Iterable[str], between: str = " ") -> str:
    """Several texts as one, each still to be translated."""
    parts = list(texts)
    if not any(isinstance(one, Text) for one in parts):
        return between.join(parts)
    names = [f"_{number}" for number in range(len(parts))]
    return Text(between.join(f"{{{name}}}" for name in names), **dict(zip(names, parts, strict=True)))


def packed(value: Any) -> Any:
    """A Text as JSON can hold it, with its dates and numbers; what else there is becomes words."""
    if isinstance(value, (Money, Noun)):
        return str(value)
    if isinstance(value, Text):
        return {"template": value.template, "values": {name: packed(one) for name, one in value.values.items()}}
    if isinstance(value, Decimal):
        return {"number": str(value)}
    if isinstance(value, datetime):
        return {"instant": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return value if value is None or isinstance(value, (str, int, float)) else str(value)


def unpacked(value: Any) -> Any:
    """What `packed` made."""
    if not isinstance(value, dict):
        return value
    for kind, made in PACKED.items():
        if kind in value:
            return made(value[kind])
    return Text(value["template"], **{name: unpacked(one) for name, one in value["values"].items()})


def plain(value: Any) -> str:
    """A value in an English text: 10, not 1E+1."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def listed(texts: Iterable[str]) -> str:
    """ "A", "A and B", "A, B and C", each still to be translated."""
    *first, last = texts
    return Text("{others} and {last}", others=joined(first, ", "), last=last) if first else last


def filled(template: str, values: dict[str, str]) -> str:
    """A template with its places filled. Knows names only: a translation cannot reach into a value. Raises KeyError."""
    return PLACE.sub(lambda found: values[found[1]], template)


def written(value: Any, gettext: Callable[[str], str], writes: Writes) -> str:
    """A value as the reader writes it. Whole numbers stay as they are: most are numbers of documents."""
    if isinstance(value, Text):
        return value.said(gettext, writes)
    if isinstance(value, datetime):
        return writes.instant(value)
    if isinstance(value, date):
        return writes.date(value)
    return writes.number(value) if isinstance(value, Decimal) else str(value)


def _remade(cls: type[Text], template: str, values: dict[str, Any]) -> Text:
    return cls(template, **values)
