"""What a template is given: plain values, computed and checked, with nothing left to look up.

Every screen is one of these view models. The engines of `core.ui` fill them, templates print them, and the JSON API
serialises the same values, so that a page, its pop-up and its API answer can never disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from dataclasses import field as member
from typing import Any


@dataclass
class Crumb:
    """One step of the breadcrumbs; the last one has no address."""

    text: str
    url: str = ""


@dataclass
class Choice:
    """One value of a select, radio group or status bar."""

    value: str
    text: str
    selected: bool = False
    tone: str = ""


@dataclass
class Input:
    """One field of a form. `path` is its name in the POST ("customer", "lines.42.quantity").

    `value` is what the input holds (canonical text), `text` what a reader sees (formatted, linked names).
    `widget` is one of text, long_text, rich_text, number, date, instant, tick, choice, pick, pick_many, rows, shows.
    """

    path: str
    label: str
    widget: str
    value: str = ""
    text: str = ""
    help: str = ""
    editable: bool = True
    required: bool = False
    live: bool = False
    error: str = ""
    choices: list[Choice] = field(default_factory=list)
    empty: str = ""
    url: str = ""
    snippets: str = ""
    """Where texts that can be put in come from: JSON {"texts": [{"shortcut", "name", "text"}]}."""
    tone: str = ""
    columns: list[str] = field(default_factory=list)
    rows: list[RowInput] = field(default_factory=list)
    adding: bool = False
    removing: bool = False
    more: bool = False
    """There are more choices than these; searching finds them."""
    searched: bool = False
    """They are found by words only; `choices` are what is chosen, and what was found just now."""
    figure: bool = False
    """The value is a number."""
    made: Input | None = None
    """The input beside a link to many that takes names of new ones."""

    @property
    def figures(self) -> set[int]:
        """The positions of the columns that hold numbers."""
        return {place for row in self.rows for place, cell in enumerate(row.cells) if cell.figure}


@dataclass
class RowInput:
    """One line of a `rows` input. `key` is a record id or `new-N`."""

    path: str
    key: str
    cells: list[Input]
    name: str = ""


@dataclass
class ActionView:
    """A button that may be pressed now. `method` is "post" for what changes something, "get" for what opens."""

    key: str
    label: str
    url: str
    method: str = "get"
    dialog: bool = False
    primary: bool = False
    danger: bool = False
    icon: str = ""
    confirm: str = ""
    disabled: str = ""
    apart: bool = False
    """What it leads to is looked at beside this page: in a tab of its own."""


@dataclass
class SmartView:
    """A smart button: count, label, where it leads (SPEC SB-1, SB-2)."""

    label: str
    count: int
    url: str
    icon: str = ""


@dataclass
class StageView:
    """One step of a status bar. `url` is empty where it cannot be pressed."""

    value: str
    text: str
    current: bool = False
    done: bool = False
    url: str = ""


@dataclass
class DocumentRow:
    """A line of the "After-sales" panel: a linked document and its real state."""

    kind: str
    name: str
    url: str
    what: str
    state: str
    tone: str
    next_step: str = ""
    closed: bool = False


@dataclass
class PanelView:
    """A panel that an addon brought: its template and what the template is given."""

    key: str
    title: str
    template: str
    values: Mapping[str, Any]
    place: str = "side"
    failed: Callable[[Exception], Exception] | None = field(default=None, compare=False)
    """Makes the exception to raise where its template fails."""


@dataclass
class Problem:
    """One error of a form. `path` is empty where it concerns the whole form."""

    path: str
    message: str


@dataclass
class OptionCard:
    """An option of a settings page, from a manifest, whether its addon is installed or not (SPEC AS-2, AS-6)."""

    field: str
    label: str
    help: str
    on: bool
    addon: str
    addon_title: str
    installed: bool
    available: bool = True
    inputs: list[Input] = member(default_factory=list)


@dataclass
class Pager:
    """Where a record stands in the list it was opened from. `total_text` is what is read: counted up to 1,000."""

    position: int
    total: int
    previous: str = ""
    next: str = ""
    total_text: str = ""


@dataclass
class FormView:
    """A record's page, or the page of a record to be made (`id` None)."""

    page: Any
    id: int | None
    title: str
    address: str
    inputs: dict[str, Input]
    shown: set[str] = field(default_factory=set)
    crumbs: list[Crumb] = field(default_factory=list)
    actions: list[ActionView] = field(default_factory=list)
    slots: dict[str, list[ActionView]] = field(default_factory=dict)
    smart: list[SmartView] = field(default_factory=list)
    stages: list[StageView] = field(default_factory=list)
    stage_field: str = ""
    documents: list[DocumentRow] | None = None
    panels: list[PanelView] = field(default_factory=list)
    prints: list[ActionView] = field(default_factory=list)
    options: list[OptionCard] = field(default_factory=list)
    option_section: str = ""
    problems: list[Problem] = field(default_factory=list)
    conflicts: list[tuple[str, str, str, str]] = field(default_factory=list)
    changed_by: str = ""
    version: int = 0
    kept: str = ""
    token: str = ""
    editable: bool = True
    may_delete: bool = False
    may_duplicate: bool = False
    archived: bool | None = None
    pager: Pager | None = None
    subtitle: str = ""
    documents_title: str = "After-sales"


@dataclass
class WizardView:
    """A pop-up form. `frame` False where only the dialog's inside is wanted."""

    title: str
    name: str
    address: str
    on: int
    back: str
    inputs: list[Input]
    buttons: list[ActionView]
    problems: list[Problem]
    kept: str
    token: str
    note: str = ""
    note_link: tuple[str, str] = ("", "")
    crumbs: list[Crumb] = field(default_factory=list)


@dataclass
class ColumnView:
    """A column of a list. `sort` is the address that sorts by it, empty where it cannot be sorted."""

    key: str
    label: str
    kind: str = "text"
    sort: str = ""
    direction: str = ""
    optional: bool = False
    amount: bool = False
    """Of money."""


@dataclass
class CellView:
    """One cell: the text a reader sees, and where it leads."""

    text: str
    url: str = ""
    tone: str = ""
    icon: str = ""


@dataclass
class RowView:
    """One record of a list."""

    id: int
    url: str
    name: str
    cells: list[CellView]


@dataclass
class FacetView:
    """A filter, group or search word in force, and the address without it."""

    text: str
    remove: str
    kind: str = "filter"


@dataclass
class ChoiceLink:
    """An entry of the Filter, Group by or Saved menus."""

    text: str
    url: str
    on: bool = False
    key: str = ""


@dataclass
class GroupView:
    """A group of a grouped list with its count; rows are those of this page that belong to it."""

    text: str
    count: int
    url: str
    rows: list[RowView] = field(default_factory=list)


@dataclass
class ListView:
    """A list page: everything in force is in its address (SPEC HD-24, XC-12)."""

    page: Any
    title: str
    address: str
    query: str
    q: str
    columns: list[ColumnView]
    rows: list[RowView]
    groups: list[GroupView] = field(default_factory=list)
    facets: list[FacetView] = field(default_factory=list)
    filters: list[ChoiceLink] = field(default_factory=list)
    group_by: list[ChoiceLink] = field(default_factory=list)
    saved: list[ChoiceLink] = field(default_factory=list)
    switches: list[ChoiceLink] = field(default_factory=list)
    bulk: list[ActionView] = field(default_factory=list)
    crumbs: list[Crumb] = field(default_factory=list)
    total: int = 0
    total_text: str = ""
    first: int = 0
    last: int = 0
    previous: str = ""
    next: str = ""
    new: str = ""
    export: str = ""
    exports_lines: bool = False
    """Whether records have lines that can be exported with them."""
    imports: str = ""
    token: str = ""
    problems: list[Problem] = field(default_factory=list)
    unfiltered: str = ""
    looks_in: list[str] = field(default_factory=list)
    """The labels of the fields that the search box looks through."""
    empty_title: str = ""
    empty_text: str = ""


@dataclass
class CardView:
    """A card of a board; `moves` are the lanes of its "Move to" form."""

    id: int
    url: str
    title: str
    cells: list[CellView]
    version: int = 0


@dataclass
class LaneView:
    """A lane of a board with its count and the address that folds or unfolds it."""

    value: str
    title: str
    count: int
    folded: bool
    cards: list[CardView]
    toggle: str = ""
    more: str = ""


@dataclass
class BoardView:
    """A board: the list's filters, records as cards in lanes."""

    list: ListView
    lanes: Sequence[LaneView]
    move: str
    token: str
    problems: Sequence[Problem] = ()
