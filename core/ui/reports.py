"""Reports: read-only pages of figures, as an addon declares them.

What a report is asked stands in its address, so that it can be linked to, kept and exported. Its table is worked out
anew each time, in the reader's own session: record rules hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from core.ui.addresses import FROM, Query
from core.ui.pages import Page
from core.ui.parts import Part

if TYPE_CHECKING:
    from core.orm.env import Env


class Ask(Part):
    """Something that a report is asked, by its name in the address."""

    key: str
    label: str


class AskDay(Ask):
    """A day; `default` gives it where the address does not."""

    default: Callable[[Env], date]

    def __init__(self, key: str, label: str, *, default: Callable[[Env], date]) -> None:
        self._set(key=key, label=label, default=default)


class AskOne(Ask):
    """One of a few values, the first unless the address says otherwise. It is not shown while there is but one."""

    among: Callable[[Env], Sequence[tuple[str, str]]]

    def __init__(self, key: str, label: str, *, among: Callable[[Env], Sequence[tuple[str, str]]]) -> None:
        """`among` gives (value, text) of each."""
        self._set(key=key, label=label, among=among)


class AskRecord(Ask):
    """A record that the report is narrowed to by a link that leads to it; None where it is not."""

    of: type[Any]

    def __init__(self, key: str, label: str, of: type[Any]) -> None:
        self._set(key=key, label=label, of=of)


@dataclass(frozen=True)
class Answers:
    """What a report is asked: days, values and records by their keys. `own` is the report's address."""

    env: Env
    own: str
    query: Query
    values: Mapping[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.values[key]

    def url(self, **others: object) -> str:
        """The report's own address, asked the same but for these; None takes one off."""
        query = self.query.without(FROM)
        for key, value in others.items():
            query = query.put(key, "" if value is None else str(value))
        return query.on(self.own)


@dataclass(frozen=True)
class Heading:
    """A column of a table. `kind` is money, number, day or text; the first column names the row."""

    label: str
    kind: str = "money"


@dataclass(frozen=True)
class TableRow:
    """A row: its name and its values, None where there is nothing to say.

    `url` is where its name leads, `links` where single values do, by their positions. `kind` is "row", "title" (of the
    rows that follow) or "total".
    """

    name: str
    values: Sequence[Any] = ()
    url: str = ""
    links: Mapping[int, str] = field(default_factory=dict)
    kind: str = "row"


@dataclass(frozen=True)
class Table:
    """What a report answers. Amounts are in `currency` (ISO code); `notes` say what the figures leave out."""

    headings: Sequence[Heading]
    rows: Sequence[TableRow]
    currency: str = ""
    notes: Sequence[str] = ()


class Report(Page):
    """A read-only page of figures. Its address is `/<addon>/<name>`."""

    asks: tuple[Ask, ...]
    reads: tuple[type[Any], ...]
    gives: Callable[[Answers], Table]
    presets: Callable[[Env], Sequence[tuple[str, Mapping[str, object]]]] | None
    empty: tuple[str, str]

    def __init__(
        self,
        name: str,
        *,
        title: str,
        reads: Iterable[type[Any]],
        gives: Callable[[Answers], Table],
        asks: Iterable[Ask] = (),
        presets: Callable[[Env], Sequence[tuple[str, Mapping[str, object]]]] | None = None,
        empty: tuple[str, str] = ("", ""),
    ) -> None:
        """`reads` are the models whose right to read it takes, all of them.

        `gives` raises Refused, `about` a key, for what cannot be asked. `presets` gives what is asked often: its name,
        and answers by their keys. `empty` is title and text where the table has no row.
        """
        self._set(name=name, title=title, reads=tuple(reads), gives=gives, asks=tuple(asks), presets=presets,
                  empty=empty, parts=())  # fmt: skip
