"""Small things that templates ask for: shapes of states, initials, what marks an input, how a list's columns stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import jinja2
from markupsafe import Markup

from core.orm.texts import joined
from core.ui.views import ColumnView, FormView, Input, RowInput, RowView

SHAPES = {
    "idle": "circle-dashed",
    "ready": "circle-dot",
    "busy": "circle-play",
    "good": "circle-check",
    "warn": "clock-alert",
    "bad": "circle-x",
    "info": "info",
    "paused": "circle-pause",
}
HUES = 5
FIGURES = frozenset(("number", "integer", "decimal", "money"))
NAMES = ("title", "name")
SOON, LATER = 3, 5
"""The columns beside the name that are hidden last, and next to last, when there is less room."""


def tone_icon(tone: str) -> str:
    """The shape that goes with a tone; a plain ring where there is none."""
    return SHAPES.get(tone, "circle")


def initials(name: str) -> str:
    """Two letters for a person: first and last word of the name."""
    words = [word for word in name.replace(",", " ").split() if word[0].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words[:1])).upper() or "?"


def hue(name: str) -> int:
    """One of five backgrounds, always the same for a name."""
    return crc32(name.encode()) % HUES + 1


@jinja2.pass_context
def marks(context: jinja2.runtime.Context, i: Input) -> Markup:
    """The attributes that say how an input stands: watched, required, in error, explained, named by its row."""
    said, own = Markup(""), f"{context['apart']}{i.path}"
    if i.live:
        said += Markup(" data-live")
    is_button = i.widget == "pick_many"  # ARIA knows no button that is required or wrong
    if i.required and not is_button:
        said += Markup(' aria-required="true"')
    if i.error:
        said += Markup("") if is_button else Markup(' aria-invalid="true"')
        said += Markup(' aria-describedby="e-{}"').format(own)
    elif i.help:
        said += Markup(' aria-describedby="h-{}"').format(own)
    row = context.get("row")
    if isinstance(row, RowInput):
        gettext = context["language"].gettext
        said += Markup(' aria-label="{}"').format(f"{gettext(i.label)} {row.name}".strip())
    return said


def way_to(view: Any) -> frozenset[str]:
    """The addresses that led to a page, without their queries: their menu entries stay open."""
    crumbs = getattr(view, "crumbs", ())
    return frozenset(crumb.url.partition("?")[0] for crumb in crumbs if crumb.url)


def open_tab(view: FormView, tabs: Sequence[tuple[str, Sequence[str]]]) -> str:
    """The tab to show: the one with the first problem, else the first that shows anything."""
    for problem in view.problems:
        name = problem.path.partition(".")[0]
        if found := next((key for key, fields in tabs if name in fields), ""):
            return found
    return next((key for key, fields in tabs if not view.shown.isdisjoint(fields)), "")


@dataclass(frozen=True)
class Shape:
    """How a list's columns stand: which one names the record ("main"), and which give way first on narrow screens."""

    classes: list[str]
    others: list[int]

    def others_of(self, row: RowView) -> str:
        """What the narrowest screens show below a record's name instead of columns."""
        return joined((text for n in self.others if (text := row.cells[n].text)), " · ")


def shape_of(columns: Sequence[ColumnView]) -> Shape:
    """The shape of these columns."""
    texts = [n for n, column in enumerate(columns) if column.kind not in FIGURES]
    main = next((n for n, column in enumerate(columns) if column.key in NAMES), (texts or [0])[0])
    # Where a record stands is read first, however far to the right its column is; a bare "yes" last.
    rank_of = {"choice": 0, "boolean": 2}
    others = sorted((n for n in range(len(columns)) if n != main), key=lambda n: rank_of.get(columns[n].kind, 1))
    classes = ["main"] * len(columns)
    # What it is worth has a column on the narrowest screen, too: sums are compared one below the other.
    if (worth := next((n for n in others if columns[n].amount), None)) is not None:
        others.remove(worth)
        classes[worth] = "n worth"
    for rank, n in enumerate(others):
        width = "w2" if rank < SOON else "w3" if rank < LATER else "w4"
        classes[n] = f"{width} {'n' if columns[n].kind in FIGURES else 'half'}"
    return Shape(classes, sorted(others[:SOON]))
