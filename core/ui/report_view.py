"""Works a report out: answers from the address, the table as its reader sees it, and as a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from core.orm.refused import Refused
from core.orm.texts import joined, word
from core.ui.addresses import FROM, Query, crumbs_of, trail_of, with_trail
from core.ui.registered import Built, Pages
from core.ui.rendering.formats import Formats, formats_for
from core.ui.reports import Answers, Ask, AskDay, AskOne, AskRecord, Heading, Report, Table, TableRow
from core.ui.views import Choice, ChoiceLink, Crumb, FacetView, Problem

if TYPE_CHECKING:
    from core.orm.env import Env

NO_DAY, NOT_OFFERED, NOT_THERE = "This is not a day.", "This cannot be chosen here.", "There is no such record."
NOTHING = "–"
FIGURES = ("money", "number")
FIRST, LAST = date(1900, 1, 1), date(2999, 12, 31)
"""Days that can be asked about: there is room to reckon before and after them."""


@dataclass
class AskView:
    """An input of a report's form. `kind` is day or one."""

    key: str
    label: str
    kind: str
    value: str
    choices: list[Choice] = field(default_factory=list)
    error: str = ""
    text: str = ""
    """The value in words."""


@dataclass
class FigureView:
    """A cell: its text, where it leads, and how it stands."""

    text: str
    url: str = ""
    figure: bool = False
    negative: bool = False


@dataclass
class ReportRow:
    """A row of a report; `kind` as a TableRow has it."""

    name: str
    url: str
    kind: str
    cells: list[FigureView]


@dataclass
class ReportView:
    """A report as a template prints it. `rows` is None where the answers make no sense."""

    title: str
    address: str
    asks: list[AskView]
    kept: list[tuple[str, str]]
    facets: list[FacetView]
    presets: list[ChoiceLink]
    headings: Sequence[Heading]
    rows: list[ReportRow] | None
    notes: Sequence[str]
    currency: str
    crumbs: list[Crumb]
    export: str
    paper: str
    problems: list[Problem]
    empty_title: str
    empty_text: str

    @property
    def asked(self) -> list[tuple[str, str]]:
        """(label, value in words) of everything that is asked, for paper."""
        return [*((one.label, one.text) for one in self.asks), *(("", one.text) for one in self.facets)]


class ReportAsked:
    """A report with what an address asks of it. Raises AccessDenied without the rights that it takes."""

    def __init__(self, env: Env, built: Built, query: Query) -> None:
        assert isinstance(built.page, Report)
        self.env, self.built, self.report, self.query = env, built, built.page, query
        refuse_unread(env, built.page)
        self.formats = formats_for(env.user.locale, env.user.zone)
        self.values: dict[str, Any] = {}
        self.errors: dict[str, str] = {}
        self.choices: dict[str, Sequence[tuple[str, str]]] = {}
        for ask in self.report.asks:
            self.values[ask.key] = self._answer(ask)
        self.table = self._table() if not self.errors else None

    def _answer(self, ask: Ask) -> Any:
        text = self.query.get(ask.key)[:40]
        if isinstance(ask, AskDay):
            return self._day(ask, text)
        if isinstance(ask, AskOne):
            found = self.choices[ask.key] = ask.among(self.env)
            if text and text not in [value for value, _ in found]:
                self.errors[ask.key] = NOT_OFFERED
            return text or (found[0][0] if found else "")
        assert isinstance(ask, AskRecord)
        if not text:
            return None
        record = None
        if text.isdecimal() and len(text) <= 10 and self.env.may("read", ask.of):
            record = self.env.session.get(self.env[ask.of], int(text))
        if record is None:
            self.errors[ask.key] = NOT_THERE
        return record

    def _day(self, ask: AskDay, text: str) -> date:
        usual = ask.default(self.env)
        try:
            day = date.fromisoformat(text) if text else usual
        except ValueError:
            day = None
        if day is None or not FIRST <= day <= LAST:
            self.errors[ask.key] = NO_DAY
            return usual
        return day

    def _table(self) -> Table | None:
        answers = Answers(self.env, self.built.address, self.query, self.values)
        try:
            return self.report.gives(answers)
        except Refused as why:
            for problem in why.problems:
                about = problem.about if isinstance(problem.about, str) else ""
                self.errors[about if about in self.values else ""] = problem.message
            return None

    # --- as a page ----------------------------------------------------------------------------------------------------

    def view(self) -> ReportView:
        """The page."""
        table, clean = self.table, self.query.without(FROM)
        trail = trail_of(self.query)
        pages = self.env.registry.facet(Pages)
        here = [*trail, clean.on(self.built.address)]
        asks = [self._ask(one) for one in self.report.asks if self._is_shown(one)]
        shown = {one.key for one in asks}
        return ReportView(
            title=self.built.title, address=self.built.address, asks=asks,
            kept=[pair for pair in clean.pairs if pair[0] not in shown], facets=self._facets(clean),
            presets=self._presets(clean), headings=table.headings if table is not None else (),
            rows=[self._row(table, one, here) for one in table.rows] if table is not None else None,
            notes=table.notes if table is not None else (), currency=table.currency if table is not None else "",
            crumbs=[*crumbs_of(self.env, pages, trail), Crumb(self.built.title)],
            export=clean.on(f"{self.built.address}/export"), paper=clean.on(f"{self.built.address}/print"),
            problems=[Problem(key, text) for key, text in self.errors.items()],
            empty_title=self.report.empty[0], empty_text=self.report.empty[1],
        )  # fmt: skip

    def _is_shown(self, ask: Ask) -> bool:
        return isinstance(ask, AskDay) or (isinstance(ask, AskOne) and len(self.choices[ask.key]) > 1)

    def _ask(self, ask: Ask) -> AskView:
        value, error = self.values[ask.key], self.errors.get(ask.key, "")
        if isinstance(ask, AskDay):
            typed = self.query.get(ask.key)[:40]
            return AskView(ask.key, ask.label, "day", typed if error else value.isoformat(), error=error,
                           text=self.formats.date(value))  # fmt: skip
        choices = [Choice(one, text, one == value) for one, text in self.choices[ask.key]]
        text = next((one.text for one in choices if one.selected), "")
        return AskView(ask.key, ask.label, "one", value, choices, error, text)

    def _facets(self, clean: Query) -> list[FacetView]:
        return [
            FacetView(joined([word(ask.label), str(record)], ": "), clean.without(ask.key).on(self.built.address), "is")
            for ask in self.report.asks
            if isinstance(ask, AskRecord) and (record := self.values[ask.key]) is not None
        ]

    def _presets(self, clean: Query) -> list[ChoiceLink]:
        made = []
        for label, answers in self.report.presets(self.env) if self.report.presets is not None else ():
            query = clean
            for key, value in answers.items():
                query = query.put(key, str(value))
            on = all(str(self.values.get(key)) == str(value) for key, value in answers.items())
            made.append(ChoiceLink(label, query.on(self.built.address), on))
        return made

    def _row(self, table: Table, row: TableRow, here: Sequence[str]) -> ReportRow:
        cells = []
        for number, value in enumerate(row.values):
            kind = table.headings[number + 1].kind
            text = shown_value(self.formats, kind, value, table.currency, total=row.kind == "total")
            url = with_trail(row.links[number], here) if number in row.links and text not in ("", NOTHING) else ""
            cells.append(FigureView(text, url, kind in FIGURES, isinstance(value, Decimal) and value < 0))
        missing = len(table.headings) - 1 - len(cells)
        cells += [FigureView("")] * missing
        return ReportRow(row.name, with_trail(row.url, here) if row.url else "", row.kind, cells)

    # --- as a file ----------------------------------------------------------------------------------------------------

    def lines(self) -> Iterator[list[str]]:
        """The table for spreadsheets: plain numbers, days as ISO writes them."""
        assert self.table is not None
        yield [one.label for one in self.table.headings]
        for row in self.table.rows:
            kinds = [one.kind for one in self.table.headings[1:]]
            cells = [self._plain(kind, value) for kind, value in zip(kinds, row.values, strict=False)]
            yield [row.name, *cells, *[""] * (len(kinds) - len(cells))]

    def _plain(self, kind: str, value: Any) -> str:
        assert self.table is not None
        if kind == "money" and self.table.currency and value is not None:
            return f"{value:.{self.formats.places(self.table.currency)}f}"
        return "" if value is None else format(value, "f") if isinstance(value, Decimal) else str(value)


def refuse_unread(env: Env, report: Report) -> None:
    """Raises AccessDenied unless the user may read everything that the report is made of."""
    for layer in report.reads:
        if not env.may("read", layer):
            raise env.registry.policy.denied("read", layer.__model__)


def shown_value(formats: Formats, kind: str, value: Any, currency: str, *, total: bool = False) -> str:
    """A value as its reader sees it. No amount is a dash, but for sums."""
    if value is None:
        return ""
    if kind in FIGURES and not value and not total:
        return NOTHING
    if kind == "money":
        return formats.amount(value, currency) if currency else formats.number(value, 2)
    if kind == "number":
        return formats.number(value)
    return formats.date(value) if isinstance(value, date) else str(value)
